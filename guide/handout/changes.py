"""What has changed on a handout since it was printed: the printed words of two editions, point by
point.
"""

from dataclasses import dataclass
from functools import lru_cache

from guide.edition.current import find_edition
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


def points(printed: Sheet, now: Sheet, corrected: frozenset = frozenset()) -> list[Point]:
    """The Points of a Sheet that read differently in another edition, set by the same version;
    corrections first.

    corrected: (kind, code) of the entries that a correction has touched since.
    """
    found = {}
    sides = zip(printed.data["sides"], now.data["sides"], strict=True)
    for before, after in sides:
        for place, kind in KINDS.items():
            had, has = _by_code(before, place), _by_code(after, place)
            # A word comes and goes with the text that it explains, which is told already.
            for code in had.keys() & has.keys() if place == "words" else had.keys() | has.keys():
                if not says_the_same(had.get(code), has.get(code)):
                    what = (
                        "changed"
                        if code in had and code in has
                        else "added"
                        if code in has
                        else "removed"
                    )
                    entry = has.get(code) or had[code]
                    point = Point(
                        kind, code, entry["title"], place, what, (kind, code) in corrected
                    )
                    found.setdefault((place, code), point)
    order = list(KINDS)
    return sorted(
        found.values(),
        key=lambda point: (not point.is_correction, order.index(point.place), point.code),
    )


def _by_code(side, place):
    if place == "wards":
        return {side["ward"]["code"]: side["ward"]} if side["ward"] else {}
    return {entry["code"]: entry for entry in side[place]}


def touched(before, after):
    """(kind, code) of the entries whose words differ between two contents; who reviewed them, and
    when, aside.
    """
    found = set()
    for kind in before["entries"].keys() | after["entries"].keys():
        had, has = before["entries"].get(kind, {}), after["entries"].get(kind, {})
        for code in had.keys() | has.keys():
            if not says_the_same(_words(had.get(code)), _words(has.get(code))):
                found.add((kind, code))
    return frozenset(found)


def _words(content):
    return content and {name: value for name, value in content.items() if name != "reviewed"}


def corrections_since(edition, number):
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
def _correction(before, number, digest):
    return touched(find_edition(before).content, find_edition(number).content)
