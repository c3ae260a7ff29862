"""Words as people type them: without accents, in the singular, with a slip of the finger."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from rapidfuzz.distance import OSA

WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
SHORTEST_PREFIX = 3


def fold(word: str) -> str:
    """Thérapies → therapie: without accents, in small letters, without a plural's last letter."""
    in_small = word.casefold().replace("œ", "oe").replace("æ", "ae")
    # An accent becomes a character of its own behind its letter, and goes.
    decomposed = unicodedata.normalize("NFKD", in_small)
    plain = "".join([letter for letter in decomposed if letter.isalnum()])
    if len(plain) > 3 and plain[-1] in "sx":
        return plain[:-1]
    return plain


def words_of(text: str, fold: Callable[[str], str] = fold) -> Iterator[tuple[str, int, int]]:
    """(folded word, start, end) of each word; anti-GD2 is found as anti, as gd2 and as antigd2."""
    for word in WORD.finditer(text):
        start, end = word.span()
        parts = list(PART.finditer(text, start, end))
        for part in parts:
            yield fold(part.group()), part.start(), part.end()
        if len(parts) > 1:
            yield fold(word.group()), start, end


class Vocabulary:
    """The words of an edition, quick to ask for beginnings and for slips of spelling."""

    def __init__(self, words: Iterable[str]):
        self.words = sorted(words)
        self._with_pair: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            for pair in _pairs(word):
                self._with_pair[pair].append(word)

    def beginning_with(self, start: str) -> Iterator[str]:
        """The words that begin like this, itself included.

        A start of one or two letters stands for itself only.
        """
        position = bisect_left(self.words, start)
        while position < len(self.words) and self.words[position].startswith(start):
            if len(start) >= SHORTEST_PREFIX or self.words[position] == start:
                yield self.words[position]
            position += 1

    def near(self, typed: str) -> list[str]:
        """The words nearest in spelling: one slip from five letters on, two from eight, three from
        twelve.

        In four letters only a swap (MIGB) is a slip: other words of four letters are too much
        alike.
        """
        if len(typed) < 4:
            return []
        slips = 1 + (len(typed) >= 8) + (len(typed) >= 12)
        by_distance: dict[int, list[str]] = defaultdict(list)
        for word in self._alike(typed, slips):
            by_distance[distance(typed, word)].append(word)
        for number in range(1, slips + 1):
            if number in by_distance:
                return sorted(by_distance[number])
        return []

    def _alike(self, typed: str, slips: int) -> Iterator[str]:
        """The words that share enough pairs of letters with it to be worth measuring."""
        pairs = _pairs(typed)
        shared: Counter[str] = Counter()
        for pair in pairs:
            shared.update(self._with_pair.get(pair, ()))
        enough = max(1, len(pairs) - 3 * slips)
        for word, count in shared.items():
            if count < enough or abs(len(word) - len(typed)) > slips:
                continue
            if len(typed) == 4 and sorted(word) != sorted(typed):
                continue
            yield word


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour."""
    return OSA.distance(one, other)


def _pairs(word: str) -> set[str]:
    return {first + second for first, second in pairwise(f"^{word}$")}
