"""What has changed on a handout since it was printed: the printed words of two editions, point by
point.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from guide.edition.current import find_edition
from guide.edition.edition import LoadedEdition
from guide.lib.content import Content, Key
from guide.lib.text import says_the_same

from .sheet import Sheet

# What is printed → the kind of entry that it comes from, in the order in which it is told.
KINDS = {
    "urgent": "section",
    "sections": "section",
    "about": "section",
    "outlook": "section",
    "treatments": "treatment",
    "questions": "prompt",
    "support": "resource",
    "words": "term",
    "wards": "ward",
}


@dataclass(frozen=True)
class Point:
    """`what` is changed, added or removed; `place` the part of the sheet; `is_correction`: the old
    words were wrong.
    """

    kind: str
    code: str
    title: str
    place: str
    what: str
    is_correction: bool = False


def points(printed: Sheet, now: Sheet, corrected: frozenset[Key] = frozenset()) -> list[Point]:
    """The Points of a Sheet that read differently in another edition, set by the same version;
    corrections first.

    corrected: (kind, code) of the entries that a correction has touched since.
    """
    order = list(KINDS)
    found: dict[tuple[str, str], Point] = {}
    for before, after in zip(printed.data["sides"], now.data["sides"], strict=True):
        for place in order:
            for point in _points_of(place, before, after, corrected):
                found.setdefault((place, point.code), point)
    return sorted(
        found.values(),
        key=lambda point: (not point.is_correction, order.index(point.place), point.code),
    )


def _points_of(
    place: str, before: dict[str, Any], after: dict[str, Any], corrected: frozenset[Key]
) -> list[Point]:
    """The Points of one part of one language's side."""
    kind = KINDS[place]
    had = _by_code(before, place)
    has = _by_code(after, place)
    found = []
    for code in had.keys() | has.keys():
        if says_the_same(had.get(code), has.get(code)):
            continue
        what = _what_happened(code in had, code in has)
        # A word comes and goes with the text that it explains, which is told already.
        if place == "words" and what != "changed":
            continue
        entry = has.get(code) or had[code]
        is_correction = (kind, code) in corrected
        found.append(Point(kind, code, entry["title"], place, what, is_correction))
    return found


def _what_happened(was_there: bool, is_there: bool) -> str:
    if was_there and is_there:
        return "changed"
    return "added" if is_there else "removed"


def _by_code(side: dict[str, Any], place: str) -> dict[str, dict[str, Any]]:
    if place == "wards":
        return {side["ward"]["code"]: side["ward"]} if side["ward"] else {}
    return {entry["code"]: entry for entry in side[place]}


def touched(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[Key]:
    """(kind, code) of the entries whose words differ between two contents; who reviewed them, and
    when, aside.
    """
    found = set()
    for kind in before["entries"].keys() | after["entries"].keys():
        had = before["entries"].get(kind, {})
        has = after["entries"].get(kind, {})
        for code in had.keys() | has.keys():
            if not says_the_same(_words(had.get(code)), _words(has.get(code))):
                found.add((kind, code))
    return frozenset(found)


def _words(content: Content | None) -> Content | None:
    return content and {name: value for name, value in content.items() if name != "reviewed"}


def corrections_since(edition: LoadedEdition, number: int) -> frozenset[Key]:
    """(kind, code) of the entries that corrections have touched since edition `number`, up to
    `edition`.
    """
    later = [past for past in edition.history if past.is_correction and past.number > number]
    touched_by_them = set()
    for past in later:
        if past.corrections:
            touched_by_them |= set(past.corrections)
            continue
        earlier = [other.number for other in edition.history if other.number < past.number]
        if earlier:
            touched_by_them |= _correction(max(earlier), past.number, past.digest)
    return frozenset(touched_by_them)


@lru_cache(maxsize=128)
def _correction(before: int, number: int, digest: str) -> frozenset[Key]:
    """digest: of the edition `number`, since numbers begin anew in another database."""
    return touched(find_edition(before).content, find_edition(number).content)
