"""Excerpts: the sentence of a text that says most of what was looked for.

Whole sentences wherever they fit: half of one may promise what the other half takes back ("in some
cases").
"""

import re
from collections.abc import Callable, Collection

from .spelling import fold, words_of

LONGEST = 300
BEFORE = (
    100  # letters kept before the first word that was looked for, in a sentence that must be cut
)
SENTENCE = re.compile(r"[^\n]+?(?:(?<![.!?…])[.!?…]+[»”’\")]*(?=\s|$)|(?=\n|$))")

Fold = Callable[[str], str]
# Pieces of a text, and whether each was looked for.
Excerpt = tuple[tuple[str, bool], ...]


def excerpt_of(text: str, sought: Collection[str], fold: Fold = fold) -> Excerpt:
    """The sentence with the most of the `sought` folded words."""
    sentences = [match.group().strip() for match in SENTENCE.finditer(text)]

    def count(sentence: str) -> int:
        return len(_said(sentence, sought, fold))

    best = max(sentences, key=count, default="")
    return _marked(_cut(best, sought, fold), sought, fold)


def _said(sentence: str, sought: Collection[str], fold: Fold) -> set[str]:
    return {word for word, _start, _end in words_of(sentence, fold) if word in sought}


def _cut(sentence: str, sought: Collection[str], fold: Fold) -> str:
    """A sentence that is too long, from a little before the first word looked for."""
    if len(sentence) <= LONGEST:
        return sentence
    start = _start_of_cut(sentence, sought, fold)
    end = len(sentence)
    if end - start > LONGEST:
        end = sentence.rfind(" ", start, start + LONGEST)
    if end <= start:  # one word without an end
        end = start + LONGEST
    before = "… " if start else ""
    after = " …" if end < len(sentence) else ""
    return f"{before}{sentence[start:end]}{after}"


def _start_of_cut(sentence: str, sought: Collection[str], fold: Fold) -> int:
    for word, start, _end in words_of(sentence, fold):
        if word in sought:
            return sentence.rfind(" ", 0, max(start - BEFORE, 0)) + 1
    return 0


def _marked(text: str, sought: Collection[str], fold: Fold) -> Excerpt:
    pieces = []
    position = 0
    for word, start, end in words_of(text, fold):
        if word in sought and start >= position:
            pieces.append((text[position:start], False))
            pieces.append((text[start:end], True))
            position = end
    pieces.append((text[position:], False))
    return tuple(piece for piece in pieces if piece[0])
