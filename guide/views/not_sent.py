"""A form that could not be taken, because whoever sent it was signed out or had signed in again:
all that was typed is shown, to be sent once more.
"""

from urllib.parse import urlsplit

from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.csrf import csrf_failure

from .common import address_asked, with_edition
from .feedback import shown_again
from .sent_again import sent_again

# As Django begins its reason where the token is of an earlier sign-in, and where the browser has no
# cookie of ours any more.
OF_EARLIER = ("CSRF token from POST", "CSRF cookie")


def without_its_token(request, reason=""):
    """CSRF_FAILURE_VIEW. What another site sent is never shown, nor offered to be sent."""
    match = request.resolver_match
    if match and match.view_name == "guide:feedback":
        return with_edition(shown_again)(request)
    if reason.startswith(OF_EARLIER) and _is_from_our_page(request):
        typed = sent_again(request)
        if typed.get("typed"):
            return _typed_page(request, typed)
    return csrf_failure(request, reason)


def signed_out(request):
    """The page for a form that arrived when nobody was signed in; None where nothing was typed."""
    typed = sent_again(request)
    return _typed_page(request, typed) if typed.get("typed") else None


def _typed_page(request, typed):
    is_signed_in = request.user.is_authenticated
    # Its token is put in anew.
    hidden = [pair for pair in typed["hidden"] if pair[0] != "csrfmiddlewaretoken"]
    told = typed | {"hidden": hidden, "is_signed_in": is_signed_in, "has_words": True}
    context = told | {"address": address_asked(request)}
    page = render(request, "403_csrf.html", context, status=403)
    add_never_cache_headers(page)
    return page


def _is_from_our_page(request):
    """Whether the browser says that a page of this very site sent the form."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()
