"""The one normal form of a text, at every door: form, paste, file, spreadsheet, restored version,
code.

Unicode NFC; no soft hyphen, no character without width (but the joiners of scripts that need them),
no control character. A text that is in normal form stays as it is, to the letter, and so does its
digest.
"""

import re
from functools import lru_cache

from .characters import loose_characters, normal_characters
from .rich_text import normal_html

LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Tabs, and what Word writes where only the line ends.
WIDE_SPACE = re.compile(" ?[\t\x0b\x0c]+ ?")
SPACES = re.compile(" {2,}")
TAG = re.compile(r"</?(?:p|h3|h4|ul|ol|li|aside|strong|em|a|br)\b[^<>]*>")
BETWEEN_BLOCKS = re.compile(r"(</(?:p|h3|h4|ul|ol|aside)>)(?=<(?:p|h3|h4|ul|ol|aside)\b)")
IN_LISTS = re.compile(r"(<[uo]l\b[^>]*>|</li>)(?=</?(?:li|ul|ol)\b)")


def normal_line(text: str) -> str:
    """One line of plain text: no line end, no space at its ends, one space between words."""
    return SPACES.sub(" ", normal_text(text).replace("\n", " "))


def normal_text(text: str) -> str:
    """Plain text of several lines: one kind of line end, no space where a line ends, no empty line
    at the ends.
    """
    text = LINE_END.sub("\n", normal_characters(text))
    text = WIDE_SPACE.sub(" ", text)
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip()


@lru_cache(maxsize=512)
def normal_rich_text(html: str) -> str:
    """Sanitised HTML: "" where there is no visible character; no empty heading, paragraph, point or
    link.

    A lone <p> in a point is unwrapped, and white space is as a browser shows it. Between blocks one
    line end may stand or none: see `laid_out_as`.
    """
    return normal_html(html)


def laid_out_as(model: str, html: str) -> str:
    """`html` with the line ends between its blocks that `model` has; both in normal form.

    The editor drops these line ends, which say nothing. So a text that came from a file and is
    touched in the editor stays the same text, and one that is changed and changed back is again the
    one that was signed.
    """
    if _without_gaps(model) == _without_gaps(html):
        return model
    html = _without_gaps(html)
    if BETWEEN_BLOCKS.search(_without_gaps(model)) and not BETWEEN_BLOCKS.search(model):
        html = BETWEEN_BLOCKS.sub("\\1\n", html)
    if IN_LISTS.search(_without_gaps(model)) and not IN_LISTS.search(model):
        html = IN_LISTS.sub("\\1\n", html)
    return normal_rich_text(html)


def typed(text: str) -> str:
    """What somebody typed to find something (a code, a word): letters and hyphens that look the
    same are the same.
    """
    return " ".join(loose_characters(text).split())


def is_rich(text: str) -> bool:
    """Whether it holds a tag of rich text."""
    return bool(TAG.search(text))


def says_the_same(one: object, other: object) -> bool:
    """Whether two texts, or two pieces of plain data with texts in them, differ in nothing but
    their form.
    """
    return one == other or _form_of(one) == _form_of(other)


def _form_of(value: object) -> object:
    if isinstance(value, str):
        return _without_gaps(normal_rich_text(value)) if is_rich(value) else _plain_form(value)
    if isinstance(value, dict):
        return {name: _form_of(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_form_of(part) for part in value]
    return value


@lru_cache(maxsize=2048)
def _plain_form(text: str) -> str:
    lines = normal_text(text).split("\n")
    return "\n".join([SPACES.sub(" ", line) for line in lines])


def _without_gaps(html: str) -> str:
    return html.replace("\n", "")
