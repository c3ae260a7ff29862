"""Drafts that somebody deleted: listed for 90 days from then, each to be brought back with its
versions.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib import messages
from django.db.models.functions import Coalesce
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guide.exchange.entry_import import refuse_what_cannot_be_printed
from guide.models import BY_KIND, EntryVersion
from guide.publishing import audit
from guide.publishing.working_copy import keys_there
from guide.publishing.write import UnreadableContent, write_entry

from .page import desk_page, requires

LISTED = timedelta(days=90)


@requires("guide.view_section")
@require_safe
def deleted(request):
    drafts = []
    for version in deleted_drafts():
        may = request.user.has_perm(f"guide.add_{version.kind}")
        drafts.append({"version": version, "name": name_of(version), "may_bring_back": may})
    return desk_page(request, "deleted.html", _("Deleted drafts"), {"drafts": drafts})


@requires("guide.add_{kind}")
@require_POST
def bring_back(request, kind, code):
    """As it was when it was deleted; a draft that waits for approval."""
    version = next((one for one in deleted_drafts() if (one.kind, one.code) == (kind, code)), None)
    if version is None:
        messages.error(request, _("This draft is not on the list: somebody may have it back."))
        return redirect("admin:deleted")
    try:
        content = BY_KIND[kind].whole(version.content)
        refuse_what_cannot_be_printed(kind, code, content)
        entry = write_entry(kind, code, content, by=request.user, note=version.note, check=True)
    except UnreadableContent as problem:
        said = _("“%(code)s” cannot be brought back: %(problem)s.")
        messages.error(request, said % {"code": code, "problem": problem})
        return redirect("admin:deleted")
    audit.record(request.user, "brought-back", entry)
    messages.success(request, _("“%s” is back, with its versions. It is a draft.") % entry)
    return redirect("admin:entry", kind, code)


def deleted_drafts() -> Iterator[EntryVersion]:
    """The last version of each entry that is gone, what was deleted last first."""
    since = timezone.now() - LISTED
    there = keys_there()
    # Where nobody noted when it was deleted, it was there at least until it was saved last.
    gone = Coalesce("deleted_at", "at")
    last_versions = EntryVersion.objects.newest().annotate(gone=gone).filter(gone__gte=since)
    for version in last_versions.select_related("by").order_by("-gone"):
        if version.kind in BY_KIND and (version.kind, version.code) not in there:
            yield version


def name_of(version: EntryVersion) -> str:
    """What the entry was called, in English, or else its code."""
    for name in BY_KIND[version.kind].PAIRS:
        words = version.content.get(name) or {}
        if words.get("en"):
            return str(words["en"])
    return version.code
