"""Pages that help when something is wrong."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from guide.edition.current import NoEdition, live_edition

from .common import address_asked, furniture, render_page
from .sent_again import sent_again


def not_found(request, exception=None):
    return _error_page(request, "404.html", status=404)


def too_many_requests(request, seconds):
    response = _error_page(request, "429.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def busy(request):
    """Nobody's fault, and soon over: as many sheets as may are waiting to be made."""
    response = _error_page(request, "busy.html", {"address": address_asked(request)}, status=503)
    response["Retry-After"] = "3"
    return response


def desk_busy(request):
    """As many of the staff are served at once as may be.

    What was typed is shown, to be sent again.
    """
    return _sent_back(request, "desk_busy.html", {}, seconds=3)


def method_not_allowed(request):
    """Asked in a way that this address does not know: mostly after signing in again, on the way
    back to a button.
    """
    match = request.resolver_match
    if match.namespace == "admin":
        way_on = reverse("admin:index")
        words = _("Go to the desk")
    elif match.namespace == "review_link":
        way_on = reverse("review_link:read", args=[match.kwargs["token"]])
        words = _("Go to the text to be reviewed")
    elif match.namespace == "pages_link":
        way_on = reverse("pages_link:board", args=[match.kwargs["token"]])
        words = _("Go to the pages to be read")
    else:
        way_on = reverse("guide:home")
        words = _("Go to the first page")
    return render(request, "405.html", {"way_on": way_on, "words": words}, status=405)


def _error_page(request, template, context=None, *, status):
    try:
        return render_page(request, live_edition(), template, context, status=status)
    except NoEdition:
        everything = furniture(request) | {"is_lost": True} | (context or {})
        return render(request, template, everything, status=status)


def server_error(request):
    """Our mistake, with the id under which the log tells of it; or the database is away, and
    nothing typed is lost.
    """
    context = {"error_id": getattr(request, "id", "")}
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _without_database(request, context)
    # Without the request: whatever failed there must not fail again here.
    return HttpResponse(render_to_string("500.html", context), status=500)


def _without_database(request, context):
    return _sent_back(request, "503.html", context, seconds=30)


def _sent_back(request, template, context, *, seconds):
    """A page that could not be made, with what was sent in a form of its own."""
    context |= {"address": address_asked(request)} | sent_again(request)
    response = HttpResponse(
        render_to_string(template, context), status=503, headers={"Retry-After": str(seconds)}
    )
    # What is shown again was meant for us alone.
    add_never_cache_headers(response)
    return response
