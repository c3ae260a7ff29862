"""What differs between two texts, word by word."""

import re
from itertools import groupby
from operator import itemgetter

from django.utils.html import escape
from django.utils.safestring import SafeString

from .alignment import align

# The space before a word, and the word; at the end, what space is left.
WORD = re.compile(r"(\s*)(\w+(?:[’'-]\w+)*|[^\w\s]|\Z)")
HTML = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}

# (mark, text) where mark is "same", "gone" or "new".
Piece = tuple[str, str]
# (the space before it, the word).
Word = tuple[str, str]


def word_diff(before: str, after: str) -> list[Piece]:
    """Both texts in one, piece by piece.

    Lines first, then the words of the lines that differ: so a long text of many lines stays quick.
    """
    old = before.splitlines(keepends=True)
    new = after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for block in align(old, new):
        gone = "".join(old[block.i1 : block.i2])
        added = "".join(new[block.j1 : block.j2])
        if block.same:
            pieces.append(("same", gone))
        else:
            _put_words(pieces, gone, added)
    return _joined(pieces)


def diff_html(before: str, after: str) -> SafeString:
    """The same as HTML: <del> and <ins>, which a screen reader can announce."""
    return _marked(word_diff(before, after))


def brief_diff_html(before: str, after: str) -> SafeString:
    """The same for long texts: of what stays, only the lines next to a change."""
    pieces = []
    for mark, text in word_diff(before, after):
        pieces.append((mark, _ends(text) if mark == "same" else text))
    return _marked(pieces)


def _put_words(pieces: list[Piece], before: str, after: str) -> None:
    old: list[Word] = WORD.findall(before)
    new: list[Word] = WORD.findall(after)
    for block in align([word for _space, word in old], [word for _space, word in new]):
        gone = old[block.i1 : block.i2]
        added = new[block.j1 : block.j2]
        if block.same:
            _put_same(pieces, gone, added)
        else:
            _put_change(pieces, _text(gone), _text(added))


def _text(words: list[Word]) -> str:
    return "".join(space + word for space, word in words)


def _put_same(pieces: list[Piece], old: list[Word], new: list[Word]) -> None:
    """Words that stay; the space before them may be another."""
    for (space_before, word), (space_after, _word) in zip(old, new, strict=True):
        if space_before != space_after:
            _put_change(pieces, space_before, space_after)
            pieces.append(("same", word))
        else:
            pieces.append(("same", space_before + word))


def _put_change(pieces: list[Piece], gone: str, added: str) -> None:
    """The space that both begin with is not part of the change."""
    space = _space_before(gone)
    if _space_before(added) != space:
        space = ""
    pieces.append(("same", space))
    pieces.append(("gone", gone.removeprefix(space)))
    pieces.append(("new", added.removeprefix(space)))


def _space_before(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one mark as one piece, and none that is empty."""
    written = [piece for piece in pieces if piece[1]]
    found = []
    for mark, neighbours in groupby(written, key=itemgetter(0)):
        found.append((mark, "".join(text for _mark, text in neighbours)))
    return found


def _ends(text: str) -> str:
    lines = text.split("\n")
    if len(lines) < 5:
        return text
    return "\n".join([*lines[:2], "…", *lines[-2:]])


def _marked(pieces: list[Piece]) -> SafeString:
    marked = [HTML[mark].format(escape(text)) for mark, text in pieces]
    return SafeString("".join(marked))
