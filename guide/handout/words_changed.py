"""What a printed text said and what it says now: whole lines, old → new, and their numbers."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from guide.lib.facts import facts_that_differ

from .corrections import Kept
from .lines import Lines

TEMPERATURE = ("°C", "°F")
# A telephone number has at least so many digits, or is one of those that are dialled as they are.
DIGITS_OF_A_NUMBER = 7
SHORT_NUMBERS = ("211", "310", "511", "711", "811", "911", "988")


# Where less of a text stays than this, single words that stay say nothing.
MOST_OF_IT = 0.5
# Longer texts would take too long, in words.
LONGEST_COMPARED = 800
WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """Some words of a text; `is_changed`: the other text does not have them there."""

    words: str
    is_changed: bool


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

    @cached_property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """`before` and `after`, each in its pieces, so that one word in a long text is seen."""
        return pieces_of(self.before, self.after)


def pieces_of(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts word by word. Where hardly a word stays, each is one piece and nothing is marked
    in it.
    """
    had = WORD.findall(before)
    has = WORD.findall(after)
    blocks = _compared(had, has)
    same = sum(end - begin for what, begin, end, *_new in blocks if what == "equal")
    if 2 * same < MOST_OF_IT * (len(had) + len(has)):
        return [Piece(before, False)], [Piece(after, False)]
    old: list[Piece] = []
    new: list[Piece] = []
    for what, begin, end, new_begin, new_end in blocks:
        is_changed = what != "equal"
        old += _pieces("".join(had[begin:end]), is_changed)
        new += _pieces("".join(has[new_begin:new_end]), is_changed)
    return old, new


def _pieces(words: str, is_changed: bool) -> list[Piece]:
    """None where there are no words. A space at the end is no change."""
    if not is_changed:
        return [Piece(words, False)] if words else []
    shown = words.rstrip()
    space = words[len(shown) :]
    return [piece for piece in (Piece(shown, True), Piece(space, False)) if piece.words]


def _compared(had: list[str], has: list[str]) -> list[tuple[str, int, int, int, int]]:
    """What is equal and what is not, as `SequenceMatcher.get_opcodes` says it. What lies between
    the words at which two very long texts begin and end alike is one block.
    """
    shorter = min(len(had), len(has))
    if shorter <= LONGEST_COMPARED:
        return list(SequenceMatcher(None, had, has, autojunk=False).get_opcodes())
    begin = _alike(had, has)
    end = _alike(had[begin:][::-1], has[begin:][::-1])
    had_end = len(had) - end
    has_end = len(has) - end
    return [
        ("equal", 0, begin, 0, begin),
        ("replace", begin, had_end, begin, has_end),
        ("equal", had_end, len(had), has_end, len(has)),
    ]


def _alike(had: list[str], has: list[str]) -> int:
    """How many words both begin with."""
    count = 0
    for word, other in zip(had, has, strict=False):
        if word != other:
            break
        count += 1
    return count


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
