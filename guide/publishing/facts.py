"""Which facts change places between two texts. (Those that go or come: guide/lib/facts.py.)"""

from collections import Counter

from guide.lib.facts import facts_of

from .alignment import align, same_from

# Of one text, and of the other.
Both = tuple[list[str], list[str]]


def facts_in_another_order(before: str, after: str) -> Both:
    """Where facts that both texts have change places: (as they stood, as they stand), from the
    first that moved to the last. ([], []) where none did.
    """
    had = facts_of(before)
    has = facts_of(after)
    gone, come = _out_of_line(had, has)
    moved = gone & come
    if not moved:
        return [], []
    return _between_common_ends(_without(had, gone - moved), _without(has, come - moved))


def _out_of_line(had: list[str], has: list[str]) -> tuple[Counter[str], Counter[str]]:
    """What stands in one of the two and not at the same place of the other."""
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for block in align(had, has):
        if not block.same:
            gone.update(had[block.i1 : block.i2])
            come.update(has[block.j1 : block.j2])
    return gone, come


def _without(facts: list[str], left_out: Counter[str]) -> list[str]:
    """These facts but those that only one of the texts has."""
    left = Counter(left_out)
    kept = []
    for fact in facts:
        if left[fact]:
            left[fact] -= 1
        else:
            kept.append(fact)
    return kept


def _between_common_ends(one: list[str], other: list[str]) -> Both:
    """Both lists without what they begin with alike and what they end with alike."""
    start = same_from(one, other)
    one = one[start:]
    other = other[start:]
    end = same_from(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]
