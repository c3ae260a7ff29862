"""What has changed on a handout since it was printed: the printed words of two editions, point by
point, in the reader's words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from guide.lib.content import Key
from guide.lib.text import says_the_same

from .corrections import URGENT, Corrected
from .lines import lines_of_printed, reads_alike
from .sheet import Sheet
from .words_changed import WordsChanged, words_changed

# What is printed → the kind of entry that it comes from, in the order in which it is told.
KINDS = {
    "wards": "ward",
    "urgent": "section",
    "card": "section",
    "find_out": "section",
    "sections": "section",
    "about": "section",
    "outlook": "section",
    "treatments": "treatment",
    "questions": "prompt",
    "support": "resource",
    "words": "term",
}


@dataclass(frozen=True)
class Point:
    """`what` is changed, added or removed; `place` the part of the sheet; `is_correction`: the old
    words were wrong.

    words: what it said and says now, those that were corrected first, and among them telephone
    numbers and temperatures; empty where it came or went, or where it says the same elsewhere.
    """

    kind: str
    code: str
    title: str
    place: str
    what: str
    is_correction: bool = False
    words: tuple[WordsChanged, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether some of its words changed and were not wrong."""
        return not all(one.is_correction for one in self.words)


def points(printed: Sheet, now: Sheet, corrected: Corrected | None = None) -> list[Point]:
    """The Points of a Sheet that read differently in another edition, set by the same version:
    corrections first, and among them telephone numbers and temperatures.

    corrected: what corrections have touched since.
    """
    found: dict[tuple[str, str], Point] = {}
    for before, after in zip(printed.data["sides"], now.data["sides"], strict=True):
        for place in KINDS:
            for point in _points_of(place, before, after, corrected or {}):
                key = place, point.code
                found[key] = _joined(found[key], point) if key in found else point
    order = list(KINDS)
    return sorted(
        found.values(),
        key=lambda point: (*_urgency(point), order.index(point.place), point.code),
    )


def keys_on(sheet: Sheet) -> frozenset[Key]:
    """The entries whose words stand on a Sheet."""
    found = set()
    for side in sheet.data["sides"]:
        for place, kind in KINDS.items():
            found |= {(kind, code) for code in _by_code(side, place)}
        if side["urgent"]:
            found.add(URGENT)
    return frozenset(found)


def _points_of(
    place: str, before: dict[str, Any], after: dict[str, Any], corrected: Corrected
) -> list[Point]:
    """The Points of one part of one language's side."""
    had = _by_code(before, place)
    has = _by_code(after, place)
    found = []
    for code in had.keys() | has.keys():
        what = _what_happened(code in had, code in has)
        if what == "changed" and _say_the_same(had[code], has[code]):
            continue
        # A word comes and goes with the text that it explains, which is told already.
        if place == "words" and what != "changed":
            continue
        kept = corrected.get(URGENT if place == "urgent" else (KINDS[place], code), [])
        title = (has.get(code) or had[code])["title"]
        words: tuple[WordsChanged, ...] = ()
        if what == "changed":
            language = before["language"]
            was = lines_of_printed(had[code])
            now = lines_of_printed(has[code])
            words = words_changed(was, now, language=language, kept=kept)
        is_correction = any(one.is_correction for one in words) if words else bool(kept)
        found.append(Point(KINDS[place], code, title, place, what, is_correction, words))
    return found


def _say_the_same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a reader is told the same, however it looks."""
    return says_the_same(before, after) or reads_alike(before, after)


def _joined(one: Point, other: Point) -> Point:
    """Of two languages; what both say in the same words is said once."""
    said = {_said_in(words) for words in one.words}
    together = list(one.words)
    for words in other.words:
        if _said_in(words) not in said:
            together.append(words)
    together.sort(key=lambda words: words.urgency)
    is_correction = one.is_correction or other.is_correction
    return replace(one, is_correction=is_correction, words=tuple(together))


def _said_in(words: WordsChanged) -> tuple[str, str, str]:
    return words.field, words.before, words.after


def _urgency(point: Point) -> tuple[bool, int]:
    """Smaller comes first."""
    first = min((words.urgency for words in point.words), default=(not point.is_correction, 2))
    return not point.is_correction, first[1]


def _what_happened(was_there: bool, is_there: bool) -> str:
    if was_there and is_there:
        return "changed"
    return "added" if is_there else "removed"


def _by_code(side: Mapping[str, Any], place: str) -> dict[str, dict[str, Any]]:
    if place == "wards":
        return {side["ward"]["code"]: _without_logo(side["ward"])} if side["ward"] else {}
    # Not every version has every part.
    return {entry["code"]: entry for entry in side.get(place, [])}


def _without_logo(ward: dict[str, Any]) -> dict[str, Any]:
    """A sheet with an older logo still stands."""
    return {name: value for name, value in ward.items() if name != "logo"}
