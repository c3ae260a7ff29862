"""What differs between two texts, word by word."""

import re
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString

WORD = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")


def word_diff(before, after):
    """[(mark, text)] where mark is "same", "gone" or "new"."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces = []
    for mark, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if mark == "equal":
            pieces.append(("same", "".join(old[i1:i2])))
            continue
        pieces += [("gone", "".join(old[i1:i2]))] * (i1 < i2) + [("new", "".join(new[j1:j2]))] * (j1 < j2)
    return pieces


def diff_html(before, after):
    """The same as HTML: <del> and <ins>, which a screen reader can announce."""
    return _marked(word_diff(before, after))


def brief_diff_html(before, after):
    """The same for long texts: of what stays, only the lines next to a change."""
    pieces = word_diff(before, after)
    return _marked([(mark, _ends(text) if mark == "same" else text) for mark, text in pieces])


def _ends(text):
    lines = text.split("\n")
    return text if len(lines) < 5 else "\n".join([*lines[:2], "…", *lines[-2:]])


def _marked(pieces):
    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    return SafeString("".join(tags[mark].format(escape(text)) for mark, text in pieces))
