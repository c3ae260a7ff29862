"""Excerpts: the sentence of a text that says most of what was looked for.

Whole sentences wherever they fit: half of one may promise what the other half takes back ("in some cases").
"""

import re

from .spelling import fold, words_of

LONGEST = 300
BEFORE = 100  # letters kept before the first word that was looked for, in a sentence that must be cut
SENTENCE = re.compile(r"[^\n]+?(?:(?<![.!?…])[.!?…]+[»”’\")]*(?=\s|$)|(?=\n|$))")


def excerpt_of(text, sought, fold=fold):
    """The sentence with the most of the `sought` folded words, as (piece, whether it was looked for)."""
    sentences = [match.group().strip() for match in SENTENCE.finditer(text)]
    best = max(sentences, key=lambda sentence: len(_said(sentence, sought, fold)), default="")
    return _marked(_cut(best, sought, fold), sought, fold)


def _said(sentence, sought, fold):
    return {word for word, _, _ in words_of(sentence, fold) if word in sought}


def _cut(sentence, sought, fold):
    """A sentence that is too long, from a little before the first word looked for."""
    if len(sentence) <= LONGEST:
        return sentence
    first = next((start for word, start, _ in words_of(sentence, fold) if word in sought), 0)
    start = sentence.rfind(" ", 0, max(first - BEFORE, 0)) + 1
    end = len(sentence) if len(sentence) - start <= LONGEST else sentence.rfind(" ", start, start + LONGEST)
    end = end if end > start else start + LONGEST
    return f"{'… ' if start else ''}{sentence[start:end]}{' …' if end < len(sentence) else ''}"


def _marked(text, sought, fold):
    pieces, position = [], 0
    for word, start, end in words_of(text, fold):
        if word in sought and start >= position:
            pieces += [(text[position:start], False), (text[start:end], True)]
            position = end
    pieces.append((text[position:], False))
    return tuple(piece for piece in pieces if piece[0])
