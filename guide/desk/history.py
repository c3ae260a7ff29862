"""Every saved form of an entry: look, compare any two, bring one back into the working copy."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guide.exchange.entry_import import refuse_what_cannot_be_printed
from guide.lib.numbers import whole_number
from guide.models import EntryVersion
from guide.publishing import audit
from guide.publishing.changes import change_of
from guide.publishing.references import names_in
from guide.publishing.write import UnreadableContent, write_entry

from .page import desk_page, requires
from .review import get_entry
from .time_line import time_line_of


@requires("guide.view_{kind}")
@require_safe
def history(request, kind, code):
    """The versions, newest first, and what families read of them; ?from=3&to=5 shows what differs
    between those two, ?on=2026-03-03 what families read on that day.
    """
    entry = get_entry(kind, code)
    versions = list(EntryVersion.objects.of(entry).defer("content").select_related("by"))
    numbers = [version.version for version in versions]
    old, new = _versions_to_compare(request.GET, numbers)
    context = {
        "entry": entry,
        "kind": kind,
        "versions": versions,
        "old": old,
        "new": new,
        "change": _between(entry, old, new) if old and new else None,
        "may_restore": request.user.has_perm(f"guide.change_{kind}"),
        **time_line_of(entry, request.GET.get("on", "")),
    }
    return desk_page(request, "history.html", _("History: %(entry)s") % {"entry": entry}, context)


@requires("guide.change_{kind}")
@require_POST
def restore(request, kind, code):
    """Bring an old version back as a new one. It then waits for approval like any edit."""
    try:
        with transaction.atomic():
            entry = get_entry(kind, code, lock=True)
            number = whole_number(request.POST.get("version"))
            version = EntryVersion.objects.of(entry).filter(version=number).first()
            if version is None:
                messages.error(request, _("Choose a version from the list."))
                return redirect("admin:history", kind, code)
            if str(entry.version) != request.POST.get("seen"):
                said = _(
                    "Somebody saved this entry in the meantime. Look at the newest version first."
                )
                messages.error(request, said)
                return redirect("admin:history", kind, code)
            content = entry.whole(version.content)
            refuse_what_cannot_be_printed(kind, code, content)
            write_entry(kind, code, content, by=request.user, check=True)
            audit.record(request.user, "restored", entry, number=version.version)
    except UnreadableContent as problem:
        said = _("Version %(number)s cannot be brought back: %(why)s.")
        messages.error(request, said % {"number": version.version, "why": problem})
        return redirect("admin:history", kind, code)
    said = _("“%(entry)s” reads again as in version %(number)s. It waits for approval.")
    messages.success(request, said % {"entry": entry, "number": version.version})
    return redirect("admin:review", kind, code)


def _versions_to_compare(query, numbers):
    """The two asked for, or the newest and the one before; (None, None) where there is one only.

    numbers: of all versions, newest first.
    """
    old = whole_number(query.get("from"))
    new = whole_number(query.get("to"))
    if old in numbers and new in numbers:
        return min(old, new), max(old, new)
    if len(numbers) > 1:
        return numbers[1], numbers[0]
    return None, None


def _between(entry, old, new):
    versions = EntryVersion.objects.of(entry).filter(version__in=[old, new])
    contents = dict(versions.values_list("version", "content"))
    kind = entry.kind_name()
    names = names_in((kind, content) for content in contents.values())
    return change_of(kind, entry.code, contents[old], contents[new], names)
