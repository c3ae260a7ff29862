"""Invite a clinician without an account to read and approve an entry."""

from django import forms
from django.urls import reverse
from django.views.decorators.http import require_POST

from guide.publishing import audit
from guide.publishing.approvers import why_not_invite
from guide.publishing.invitation import VALID, invite
from guide.roles import APPROVE

from .forms import NameField
from .page import desk_page, requires
from .review import get_entry, refuse


class InviteForm(forms.Form):
    name = NameField(error_messages={"required": "Give the name of the person you invite."})


@requires(APPROVE)
@require_POST
def invite_reviewer(request, kind, code):
    entry = get_entry(kind, code)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return refuse(request, entry, " ".join(form.errors["name"]), status=422)
    name = form.cleaned_data["name"]
    reason = why_not_invite(entry, request.user, name)
    if reason:
        return refuse(request, entry, reason)
    token = invite(entry, request.user, name)
    address = request.build_absolute_uri(reverse("review_link:read", args=[token]))
    audit.record(request.user, "invited", entry, name)
    context = {"entry": entry, "kind": kind, "address": address, "name": name, "days": VALID.days}
    return desk_page(request, "invited.html", f"Review link: {entry}", context)
