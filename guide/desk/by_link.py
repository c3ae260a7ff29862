"""What the pages of every review link have in common: who is let in, and how a comment is kept.

The signed token in the address is all that lets one in, so there is no cookie and nothing for
another site to misuse.
"""

from functools import wraps

from django import forms
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from guide.models import Remark
from guide.publishing.invitation import NoInvitation
from guide.publishing.remarks import remark

from .forms import NameField, SmallForm
from .mail import mail_colleague

MOST_REMARKS = 20


class CommentForm(SmallForm):
    name = NameField(
        label=_("Your name"),
        error_messages={"required": _("Give your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your comment.")},
    )


def let_in(open_link):
    """Decorates view(request, invitation, token, …).

    open_link(request, token) gives the invitation. Whoever has none that is good, or asks for what
    is not there, gets one plain page that discloses nothing.
    """

    def decorate(view):
        @never_cache
        @csrf_exempt
        @transaction.atomic
        @wraps(view)
        def guarded(request, token, **route):
            try:
                response = view(request, open_link(request, token), token, **route)
            except (NoInvitation, Http404):
                response = render(request, "review_link/gone.html", status=404)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex"
            return response

        return guarded

    return decorate


def remarks_on(digests):
    """What was said about texts of these digests, that is as they are now."""
    return Remark.objects.filter(digest__in=digests).select_related("by")


def keep_comment(entry, invitation, data):
    """Keep a guest's comment on the text as it is now, and tell whoever invited.

    data: what a CommentForm holds. Of one text so many are kept that nobody fills the desk by link.
    """
    if remarks_on([entry.digest()]).exclude(guest="").count() >= MOST_REMARKS:
        return
    said = remark(entry, invitation.by, Remark.Nature.COMMENT, data["text"], guest=data["name"])
    address = reverse("admin:review", args=[entry.kind_name(), entry.code])
    mail_colleague(invitation.by, "said-by-link", {"said": said, "entry": entry}, address)
