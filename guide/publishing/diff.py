"""What differs between two texts, word by word."""

import re
from itertools import groupby
from operator import itemgetter

from django.utils.html import escape
from django.utils.safestring import SafeString

from .alignment import align

# The space before a word, and the word; at the end, what space is left.
WORD = re.compile(r"(\s*)(\w+(?:[’'-]\w+)*|[^\w\s]|\Z)")


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """[(mark, text)] where mark is "same", "gone" or "new".

    Lines first, then the words of the lines that differ: so a long text of many lines stays quick.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces = []
    for block in align(old, new):
        gone, added = "".join(old[block.i1 : block.i2]), "".join(new[block.j1 : block.j2])
        if block.same:
            pieces.append(("same", gone))
        else:
            _put_words(pieces, gone, added)
    return _joined(pieces)


def diff_html(before, after):
    """The same as HTML: <del> and <ins>, which a screen reader can announce."""
    return _marked(word_diff(before, after))


def brief_diff_html(before, after):
    """The same for long texts: of what stays, only the lines next to a change."""
    pieces = word_diff(before, after)
    return _marked([(mark, _ends(text) if mark == "same" else text) for mark, text in pieces])


def _put_words(pieces, before, after):
    old, new = WORD.findall(before), WORD.findall(after)
    for block in align([word for _space, word in old], [word for _space, word in new]):
        gone, added = old[block.i1 : block.i2], new[block.j1 : block.j2]
        if block.same:
            _put_same(pieces, gone, added)
        else:
            _put_change(pieces, _text(gone), _text(added))


def _text(words):
    return "".join(space + word for space, word in words)


def _put_same(pieces, old, new):
    """Words that stay; the space before them may be another."""
    for (space_before, word), (space_after, _word) in zip(old, new, strict=True):
        if space_before != space_after:
            _put_change(pieces, space_before, space_after)
            pieces.append(("same", word))
        else:
            pieces.append(("same", space_before + word))


def _put_change(pieces, gone, added):
    """The space that both begin with is not part of the change."""
    start = _space_before(gone) if _space_before(gone) == _space_before(added) else ""
    pieces.append(("same", start))
    pieces.append(("gone", gone[len(start) :]))
    pieces.append(("new", added[len(start) :]))


def _space_before(text):
    return text[: len(text) - len(text.lstrip())]


def _joined(pieces):
    """Neighbours of one mark as one piece."""
    written = [piece for piece in pieces if piece[1]]
    together = groupby(written, key=itemgetter(0))
    return [(mark, "".join(text for _mark, text in group)) for mark, group in together]


def _ends(text):
    lines = text.split("\n")
    return text if len(lines) < 5 else "\n".join([*lines[:2], "…", *lines[-2:]])


def _marked(pieces):
    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    return SafeString("".join(tags[mark].format(escape(text)) for mark, text in pieces))
