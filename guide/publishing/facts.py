"""Which facts differ between two texts: what goes, what comes, and what changes places."""

from collections import Counter

from guide.lib.facts import facts_of

from .alignment import align

# Of one text, and of the other.
Both = tuple[list[str], list[str]]


def facts_that_differ(before: str, after: str) -> Both:
    """Numbers, telephone numbers, doses and link targets of two texts in their reading form.

    (those that go, those that come), each as often and in the order of its text.
    """
    had, has = Counter(facts_of(before)), Counter(facts_of(after))
    return list((had - has).elements()), list((has - had).elements())


def facts_in_another_order(before: str, after: str) -> Both:
    """Where facts that both texts have change places: (as they stood, as they stand), from the
    first that moved to the last. ([], []) where none did.
    """
    had, has = facts_of(before), facts_of(after)
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
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]
