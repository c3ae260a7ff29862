"""Words as people type them: without accents, in the singular, with a slip of the finger."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import pairwise

WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
SHORTEST_PREFIX = 3


def fold(word):
    """Thérapies → therapie: without accents, in small letters, without a plural's last letter."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(letter for letter in plain if letter.isalnum())
    return plain[:-1] if len(plain) > 3 and plain[-1] in "sx" else plain


def words_of(text, fold=fold):
    """(folded word, start, end) of each word; anti-GD2 is found as anti, as gd2 and as antigd2."""
    for match in WORD.finditer(text):
        parts = list(PART.finditer(text, match.start(), match.end()))
        for part in parts:
            yield fold(part.group()), part.start(), part.end()
        if len(parts) > 1:
            yield fold(match.group()), match.start(), match.end()


class Vocabulary:
    """The words of an edition, quick to ask for beginnings and for slips of spelling."""

    def __init__(self, words):
        self.words = sorted(words)
        self._with_pair = defaultdict(list)
        for word in self.words:
            for pair in _pairs(word):
                self._with_pair[pair].append(word)

    def beginning_with(self, start):
        """The words that begin like this, itself included. A start of one or two letters stands for itself only."""
        position = bisect_left(self.words, start)
        while position < len(self.words) and self.words[position].startswith(start):
            if len(start) >= SHORTEST_PREFIX or self.words[position] == start:
                yield self.words[position]
            position += 1

    def near(self, typed):
        """The words nearest in spelling: one slip from five letters on, two from eight, three from twelve.

        In four letters only a swap (MIGB) is a slip: other words of four letters are too much alike.
        """
        slips = 1 + (len(typed) >= 8) + (len(typed) >= 12)
        if len(typed) < 4:
            return []
        pairs = _pairs(typed)
        shared = Counter(word for pair in pairs for word in self._with_pair.get(pair, ()))
        enough = max(1, len(pairs) - 3 * slips)
        alike = (w for w, count in shared.items() if count >= enough and abs(len(w) - len(typed)) <= slips)
        if len(typed) == 4:
            alike = (word for word in alike if sorted(word) == sorted(typed))
        by_distance = defaultdict(list)
        for word in alike:
            by_distance[distance(typed, word)].append(word)
        return next((sorted(by_distance[n]) for n in range(1, slips + 1) if n in by_distance), [])


def distance(one, other):
    """How many letters must be put in, left out, changed or swapped with their neighbour (Damerau-Levenshtein)."""
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        further, before, row = before, row, [i]
        for j, its in enumerate(other, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], its):
                cost = min(cost, further[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _pairs(word):
    return {first + second for first, second in pairwise(f"^{word}$")}
