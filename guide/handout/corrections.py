"""What corrections have put right since a sheet was printed, and what each edition touched."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from guide.edition.current import find_edition
from guide.edition.edition import EditionSummary, LoadedEdition
from guide.lib.content import BESIDE, Content, Key
from guide.lib.text import says_the_same

from .lines import lines_of_content

# All that says whom to call: a version of the handout may print it in one box.
URGENT: Key = ("section", "")
# What a correction left as it was: (field, line), as `lines_of_content` says them.
Kept = frozenset[tuple[str, str]]
# {entry: for each correction of it, what this correction left as it was}
Corrected = Mapping[Key, list[Kept]]


def corrected_since(edition: LoadedEdition, number: int) -> Corrected:
    """The entries that corrections have touched since edition `number`, up to `edition`."""
    found: dict[Key, list[Kept]] = defaultdict(list)
    for past, before in _later(edition, number):
        if not past.is_correction:
            continue
        for key in corrected_by(past, before):
            found[key].append(_kept(before, past.number, past.digest, key))
    return found


def corrected_by(past: EditionSummary, before: int) -> frozenset[Key]:
    """The entries that a correction put right; where it does not say which, all that it touched.

    before: the number of the edition before it, 0 where there was none.
    """
    if not past.corrections:
        return touched_by(before, past.number, past.digest)
    keys = set(past.corrections)
    if before and any(_is_urgent(past.number, key) for key in keys):
        keys.add(URGENT)
    return frozenset(keys)


@lru_cache(maxsize=512)
def touched_by(before: int, number: int, digest: str) -> frozenset[Key]:
    """The entries whose words differ between these two editions; who reviewed or checked them, and
    when, aside.

    digest: of the edition `number`, since numbers begin anew in another database.
    """
    if not before:
        return frozenset()
    had = find_edition(before).content["entries"]
    has = find_edition(number).content["entries"]
    found = set()
    for kind in had.keys() | has.keys():
        for code in had.get(kind, {}).keys() | has.get(kind, {}).keys():
            was = had.get(kind, {}).get(code)
            now = has.get(kind, {}).get(code)
            if not says_the_same(_words(was), _words(now)):
                found.add((kind, code))
    if any(_is_urgent(before, key) or _is_urgent(number, key) for key in found):
        found.add(URGENT)
    return frozenset(found)


@dataclass(frozen=True)
class EditionSince:
    """An edition later than a sheet, as far as it is a matter of this sheet.

    is_correction: it put something right that stands on it. has_note: its note for readers may be
    said beside the sheet: it is about words of it, and about no other ward.
    """

    summary: EditionSummary
    is_correction: bool
    has_note: bool


def first_touched(edition: LoadedEdition, number: int, keys: Collection[Key]) -> int:
    """The first edition later than `number` that touched one of these entries; `edition`'s own
    number where none is seen to.
    """
    found = edition.number
    for past, before in _later(edition, number):
        if not touched_by(before, past.number, past.digest).isdisjoint(keys):
            found = past.number
    return found


def editions_since(
    edition: LoadedEdition, number: int, on_sheet: Collection[Key]
) -> list[EditionSince]:
    """The editions later than `number`, the newest first. on_sheet: the entries of the sheet."""
    found = []
    for past, before in _later(edition, number):
        if not past.is_correction and not any(past.notes.values()):
            found.append(EditionSince(past, is_correction=False, has_note=False))
            continue
        touched = touched_by(before, past.number, past.digest)
        is_correction = past.is_correction and not corrected_by(past, before).isdisjoint(on_sheet)
        other_wards = {key for key in touched if key[0] == "ward"}.difference(on_sheet)
        has_note = not touched.isdisjoint(on_sheet) and not other_wards
        found.append(EditionSince(past, is_correction, has_note))
    return found


def _later(edition: LoadedEdition, number: int) -> Iterator[tuple[EditionSummary, int]]:
    for place, past in enumerate(edition.history):
        if past.number <= number:
            return
        earlier = edition.history[place + 1 :]
        yield past, earlier[0].number if earlier else 0


@lru_cache(maxsize=512)
def _kept(before: int, number: int, digest: str, key: Key) -> Kept:
    """The lines that stood in an entry before a correction and after it."""
    if not before:
        return frozenset()
    return _lines(before, key) & _lines(number, key)


def _lines(number: int, key: Key) -> Kept:
    found: set[tuple[str, str]] = set()
    for content in _entries(find_edition(number).content, key):
        found.update(lines_of_content(content))
    return frozenset(found)


def _entries(content: Mapping[str, Any], key: Key) -> list[Content]:
    kind, code = key
    of_kind = content["entries"].get(kind, {})
    if key == URGENT:
        return [section for section in of_kind.values() if section["kind"] == "urgent"]
    return [of_kind[code]] if code in of_kind else []


def _is_urgent(number: int, key: Key) -> bool:
    kind, code = key
    section = find_edition(number).content["entries"].get("section", {}).get(code)
    return kind == "section" and section is not None and section["kind"] == "urgent"


def _words(content: Content | None) -> Content | None:
    return content and {name: value for name, value in content.items() if name not in BESIDE}
