"""What a printed text said and what it says now: whole lines, old → new, and their numbers."""

from collections.abc import Collection
from dataclasses import dataclass

from guide.lib.facts import facts_that_differ

from .corrections import Kept
from .lines import Lines

TEMPERATURE = ("°C", "°F")
# A telephone number has at least so many digits, or is one of those that are dialled as they are.
DIGITS_OF_A_NUMBER = 7
SHORT_NUMBERS = ("211", "310", "511", "711", "811", "911", "988")


@dataclass(frozen=True)
class WordsChanged:
    """Lines of one field of a printed entry, in one language.

    field: "fever_line", "body", …, as the version of the handout calls it. before, after: the lines
    that go and those that come, "" where there are none. gone, come: the numbers of those lines
    that the others do not have.
    """

    field: str
    language: str
    before: str
    after: str
    gone: tuple[str, ...]
    come: tuple[str, ...]
    is_correction: bool

    @property
    def urgency(self) -> tuple[bool, int]:
        """Smaller comes first: corrected, then telephone numbers and temperatures, then numbers."""
        facts = [*self.gone, *self.come]
        if any(_is_number_to_call(fact) or fact.endswith(TEMPERATURE) for fact in facts):
            nearness = 0
        elif facts:
            nearness = 1
        else:
            nearness = 2
        return not self.is_correction, nearness


def words_changed(
    before: Lines, after: Lines, *, language: str, kept: Collection[Kept]
) -> tuple[WordsChanged, ...]:
    """What differs between two forms of a printed entry, the most urgent first.

    kept: for each correction of it in between, what this correction left alone. Where such a line
    comes or goes, that is no correction; any other change is.
    """
    found = []
    for field in dict.fromkeys([*before, *after]):
        for was, now in _pairs(before.get(field, []), after.get(field, [])):
            is_correction = any(not _left_alone(field, was, now, lines) for lines in kept)
            found.append(_changed(field, language, was, now, is_correction))
    return tuple(sorted(found, key=lambda one: one.urgency))


def _pairs(before: list[str], after: list[str]) -> list[tuple[list[str], list[str]]]:
    """Line for line where as many come as go; else all of them at once."""
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    if len(gone) != len(come):
        return [(gone, come)]
    pairs = []
    for was, now in zip(gone, come, strict=True):
        pairs.append(([was], [now]))
    return pairs


def _left_alone(field: str, was: list[str], now: list[str], kept: Kept) -> bool:
    for lines in (was, now):
        if lines and all((field, line) in kept or ("", line) in kept for line in lines):
            return True
    return False


def _changed(
    field: str, language: str, was: list[str], now: list[str], is_correction: bool
) -> WordsChanged:
    before = "\n".join(was)
    after = "\n".join(now)
    gone, come = facts_that_differ(before, after)
    return WordsChanged(field, language, before, after, tuple(gone), tuple(come), is_correction)


def _is_number_to_call(fact: str) -> bool:
    digits = sum(sign.isdigit() for sign in fact)
    return digits >= DIGITS_OF_A_NUMBER or fact in SHORT_NUMBERS
