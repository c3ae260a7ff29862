"""Replace everywhere: each place is shown and ticked, then edited; nothing is approved."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from guide.models import BY_KIND, Remark
from guide.models.names import field_in_words, kind_in_words
from guide.publishing.changes import comparable
from guide.publishing.diff import brief_diff_html
from guide.publishing.remarks import remark
from guide.publishing.working_copy import Row, read_quickly, read_seen
from guide.publishing.write import UnreadableContent
from guide.roles import EDIT

from .notify import tell_of_requests
from .page import desk_page, requires
from .replacing import (
    NotReplaceable,
    Place,
    Wanted,
    places_of,
    read_wanted,
    replace_in_entry,
)

# Entries and places of one page: with more, a form would hold more fields than are taken at once.
MOST, MOST_PLACES = 200, 600


@dataclass(frozen=True)
class Shown:
    """One place as the page shows it."""

    place: Place
    is_ticked: bool

    @property
    def label(self) -> str:
        return field_in_words(self.place.kind, self.place.field, self.place.language)

    @property
    def diff(self) -> SafeString:
        return brief_diff_html(*comparable(self.place.before, self.place.after))


@dataclass(frozen=True)
class EntryPlaces:
    row: Row
    places: list[Shown]

    @property
    def kind(self) -> str:
        return kind_in_words(self.row.kind)


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def replace_everywhere(request):
    """GET shows each place; POST edits what is ticked, and shows what is left."""
    sent = request.POST if request.method == "POST" else request.GET
    old = sent.get("old", "")
    new = sent.get("new", "")
    try:
        wanted = read_wanted(old, new, any_case="any_case" in sent)
    except NotReplaceable as problem:
        return _not_replaceable(request, sent, str(problem) if old else "")
    if request.method == "GET":
        return _places_page(request, sent, wanted)
    left = _replace(request, wanted)
    done = {"is_done": True, "left": left}
    return _places_page(request, sent, wanted, done, status=409 if left else 200)


def _not_replaceable(request, sent, problem):
    """problem: a sentence; "" where nothing was typed yet."""
    return _page(request, sent, {"problem": problem}, status=422 if problem else 200)


def _places_page(request, sent, wanted, done=None, *, status=200):
    """Each place that says it now. done: what has just been made of those that were ticked."""
    entries = _entries(request.user, wanted)
    shown = _first(entries)
    context = {
        "entries": shown,
        "more": len(entries) - len(shown),
        "count": sum(len(one.places) for one in shown),
    }
    return _page(request, sent, context | (done or {}), status=status)


def _page(request, sent, context, *, status):
    """sent: what was typed, which stands in the form again."""
    typed = {"old": sent.get("old", ""), "new": sent.get("new", ""), "any_case": "any_case" in sent}
    title = _("Replace everywhere")
    return desk_page(request, "replace.html", title, typed | context, status=status)


def _entries(user, wanted: Wanted) -> list[EntryPlaces]:
    """What this person may change, with the places that say it."""
    rows = [row for row in read_quickly() if user.has_perm(f"guide.change_{row.kind}")]
    by_entry = defaultdict(list)
    for place in places_of(wanted, rows):
        by_entry[place.kind, place.code].append(Shown(place, is_ticked=not place.why_not))
    return [
        EntryPlaces(row, by_entry[row.kind, row.code])
        for row in rows
        if (row.kind, row.code) in by_entry
    ]


def _first(entries: list[EntryPlaces]) -> list[EntryPlaces]:
    """As many as one form can send."""
    shown: list[EntryPlaces] = []
    count = 0
    for one in entries[:MOST]:
        count += len(one.places)
        if count > MOST_PLACES:
            break
        shown.append(one)
    return shown


def _replace(request, wanted: Wanted) -> list[str]:
    """Edit what is ticked; returns a sentence for each entry that stays as it was."""
    ticked = set(request.POST.getlist("place"))
    done = 0
    asked = []
    left = []
    for seen in request.POST.getlist("seen")[:MOST]:
        (kind, code), digest = read_seen(seen)
        names = {name for name in ticked if name.startswith(f"{kind}:{code}:")}
        if not names or kind not in BY_KIND or not request.user.has_perm(f"guide.change_{kind}"):
            continue
        try:
            entry = replace_in_entry(kind, code, digest, names, wanted, request.user)
        except (NotReplaceable, UnreadableContent) as problem:
            left.append(f"{kind_in_words(kind)} {code}: {problem}")
            continue
        done += 1
        if "ask" in request.POST:
            asked.append((remark(entry, request.user, Remark.Nature.READY), entry))
    tell_of_requests(asked)
    _say(request, done, ticked)
    return left


def _say(request, done: int, ticked: set[str]) -> None:
    if done:
        said = ngettext(
            "%(n)s entry is changed. It waits for approval like any edit.",
            "%(n)s entries are changed. They wait for approval like any edit.",
            done,
        )
        messages.success(request, said % {"n": done})
    elif not ticked:
        messages.warning(request, _("Nothing was ticked."))
