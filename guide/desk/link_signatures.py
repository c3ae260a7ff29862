"""What was signed by links of several pages, for the colleague who sent them: to be confirmed, or
not.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guide.lib.numbers import whole_number
from guide.publishing.link_signatures import confirm, decline, waiting_for
from guide.publishing.refused import Refused
from guide.roles import APPROVE

from .page import desk_page, requires


@dataclass(frozen=True)
class Group:
    """Of one person, oldest first."""

    name: str
    signatures: list


@requires(APPROVE)
@require_safe
def link_signatures(request):
    return _page(request)


@requires(APPROVE)
@require_POST
def settle_signatures(request):
    asked = {whole_number(pk) for pk in request.POST.getlist("signature")} - {None}
    if not asked:
        messages.error(request, _("Nothing is ticked."))
        return _page(request, status=422)
    if request.POST.get("do") == "decline":
        count = decline(asked, request.user)
        said = ngettext("%s signature does not count.", "%s signatures do not count.", count)
        messages.success(request, said % count)
        return redirect("admin:link_signatures")
    if not request.POST.get("sure"):
        messages.error(request, _("Tick that you know that this person signed."))
        return _page(request, status=422)
    return _confirm(request, asked)


def _confirm(request, asked):
    try:
        outcome = confirm(asked, request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, status=409)
    count = len(outcome.signed)
    if count:
        said = ngettext("%s entry is signed.", "%s entries are signed.", count)
        messages.success(request, said % count)
    for title, why in outcome.refused:
        said = _("“%(title)s” is not signed. %(why)s") % {"title": title, "why": why}
        messages.error(request, said)
    return redirect("admin:link_signatures")


def _page(request, status=200):
    by_name = {}
    for signature in waiting_for(request.user):
        by_name.setdefault(signature.name, []).append(signature)
    groups = [Group(name, signatures) for name, signatures in by_name.items()]
    title = _("Signed by your links")
    return desk_page(request, "link_signatures.html", title, {"groups": groups}, status=status)
