"""Invite a clinician without an account to read and approve an entry, or to read and sign pages."""

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from guide.publishing import audit
from guide.publishing.approvers import why_not_invite
from guide.publishing.compile import compile_working_copy
from guide.publishing.invitation import VALID, invite
from guide.publishing.invitation import invite_to_pages as token_for_pages
from guide.publishing.public_pages import public_pages
from guide.roles import APPROVE

from .forms import NameField
from .page import desk_page, requires
from .preview import draft_guide
from .read_pages import board_page
from .review import get_entry, refuse

# The address of a link has to fit into every mail program.
MOST_PAGES = 25


class InviteForm(forms.Form):
    name = NameField(
        error_messages={"required": gettext_lazy("Give the name of the person you invite.")}
    )


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
    audit.record(request.user, "invited", entry, name=name)
    address = reverse("review_link:read", args=[token])
    context = {"entry": entry, "kind": kind}
    return _invited(request, _("Review link: %(entry)s") % {"entry": entry}, name, address, context)


@requires(APPROVE)
@require_POST
def invite_to_pages(request):
    form = InviteForm(request.POST)
    known = [page.name for page in public_pages(draft_guide(compile_working_copy(), "en"))]
    asked = request.POST.getlist("page")
    pages = [name for name in known if name in asked]
    if said := _why_no_link(form, pages):
        messages.error(request, said)
        return board_page(request, asked=pages, name=request.POST.get("name", ""), status=422)
    name = form.cleaned_data["name"]
    token = token_for_pages(pages, request.user, name)
    by = request.user
    audit.record(by, "invited-to-pages", by, name=name, pages=", ".join(pages))
    address = reverse("pages_link:board", args=[token])
    return _invited(request, _("Review link of pages"), name, address, {})


def _why_no_link(form, pages):
    """In a sentence; "" where nothing stands against it."""
    if not form.is_valid():
        return " ".join(form.errors["name"])
    if not pages:
        return _("Tick the pages that this person is to read.")
    if len(pages) > MOST_PAGES:
        return _("A link is for %s pages at most. Make several.") % MOST_PAGES
    return ""


def _invited(request, title, name, address, context):
    context |= {
        "address": request.build_absolute_uri(address),
        "name": name,
        "until": timezone.now() + VALID,
    }
    return desk_page(request, "invited.html", title, context)
