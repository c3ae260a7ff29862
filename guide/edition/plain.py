"""Rich text as plain words."""

import re
from html import unescape

from guide.lib.markup import without_endless_numbers

BLOCKS = {
    *("address", "article", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"),
    *("section", "summary", "td", "th", "tr", "ul"),
}
# A sign before a number (<5 years) begins no tag, nor does one that is not ended before the next.
TAG = re.compile(
    r"""<!--(?:(?!<!--|-->).)*+-->|</?([a-z][a-z0-9]*)\b(?:[^<>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE | re.DOTALL
)
SPACE = re.compile(r"\s+")


def plain_text(html):
    """The words of an HTML text, each paragraph, list item and heading on a line of its own."""
    text = unescape(without_endless_numbers(TAG.sub(_line_end, SPACE.sub(" ", html))))
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def _line_end(tag):
    return "\n" if (tag[1] or "").lower() in BLOCKS else ""
