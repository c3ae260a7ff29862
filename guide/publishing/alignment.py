"""Which parts of two lists are the same, with work that is bounded whatever stands in them.

Python's difflib takes a time that grows with the cube of a list: a text of one repeated word would
stop the site.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

# So many pairs of items are compared at most: 7,000 words with 7,000 others, in a few hundredths of
# a second.
MOST_PAIRS = 50_000_000

Items = Sequence[Hashable]


class Block(NamedTuple):
    """old[i1:i2] and new[j1:j2]: the same, or one in place of the other."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


class _Match(NamedTuple):
    """From these places on, so many items are the same in both lists."""

    in_old: int
    in_new: int
    size: int


def align(old: Items, new: Items) -> list[Block]:
    """The Blocks of both lists in order, same and different in turn.

    As few items as possible differ. Lists too long for that are taken as replaced between their
    common ends.
    """
    found = []
    i = 0
    j = 0
    for match in _matches(old, new):
        if i < match.in_old or j < match.in_new:
            found.append(Block(False, i, match.in_old, j, match.in_new))
        i = match.in_old + match.size
        j = match.in_new + match.size
        if match.size:
            found.append(Block(True, match.in_old, i, match.in_new, j))
    return found


def _matches(old: Items, new: Items) -> Iterator[_Match]:
    """In order; the last one stands at both ends, with size 0."""
    start = same_from(old, new)
    end = same_from(old[start:][::-1], new[start:][::-1])
    i = len(old) - end
    j = len(new) - end
    yield _Match(0, 0, start)
    if (i - start) * (j - start) <= MOST_PAIRS:
        yield from _matches_between(old[start:i], new[start:j], start)
    yield _Match(i, j, end)
    yield _Match(len(old), len(new), 0)


def same_from(old: Items, new: Items) -> int:
    """How many items are the same at the start of both."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _matches_between(old: Items, new: Items, start: int) -> Iterator[_Match]:
    """old, new: what is left of both lists from the place `start` on."""
    # Imported here: families' workers never need it.
    from rapidfuzz.distance import LCSseq

    # It compares hashes; a number of its own for each item is a hash that no other item has.
    numbers: dict[Hashable, int] = {}
    one = _numbered(old, numbers)
    other = _numbered(new, numbers)
    for match in LCSseq.editops(one, other).as_matching_blocks():
        if match.size:
            yield _Match(start + match.a, start + match.b, match.size)


def _numbered(items: Items, numbers: dict[Hashable, int]) -> list[int]:
    return [numbers.setdefault(item, len(numbers)) for item in items]
