"""Which parts of two lists are the same, with work that is bounded whatever stands in them.

Python's difflib takes a time that grows with the cube of a list: a text of one repeated word would
stop the site.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

# So many pairs of items are compared at most: 7,000 words with 7,000 others, in a few hundredths of
# a second.
MOST_PAIRS = 50_000_000


class Block(NamedTuple):
    """old[i1:i2] and new[j1:j2]: the same, or one in place of the other."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Block]:
    """The Blocks of both lists in order, same and different in turn.

    As few items as possible differ. Lists too long for that are taken as replaced between their
    common ends.
    """
    found, i, j = [], 0, 0
    for a, b, size in _matches(old, new):
        if i < a or j < b:
            found.append(Block(False, i, a, j, b))
        i, j = a + size, b + size
        if size:
            found.append(Block(True, a, i, b, j))
    return found


def _matches(old, new) -> Iterator[tuple[int, int, int]]:
    """(place in old, place in new, how many are the same from there); the last one stands at both
    ends, with 0.
    """
    start = _same_from(old, new)
    end = _same_from(old[start:][::-1], new[start:][::-1])
    i, j = len(old) - end, len(new) - end
    yield 0, 0, start
    if (i - start) * (j - start) <= MOST_PAIRS:
        yield from _matches_between(old[start:i], new[start:j], start)
    yield i, j, end
    yield len(old), len(new), 0


def _same_from(old, new) -> int:
    """How many items are the same at the start of both."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _matches_between(old, new, start):
    # Imported here: families' workers never need it.
    from rapidfuzz.distance import LCSseq

    # It compares hashes; a number of its own for each item is a hash that no other item has.
    numbers = {}
    one, other = ([numbers.setdefault(item, len(numbers)) for item in side] for side in (old, new))
    for match in LCSseq.editops(one, other).as_matching_blocks():
        if match.size:
            yield start + match.a, start + match.b, match.size
