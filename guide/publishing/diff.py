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
    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    return SafeString("".join(tags[mark].format(escape(text)) for mark, text in word_diff(before, after)))
