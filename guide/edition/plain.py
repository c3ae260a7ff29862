"""Rich text as plain words."""

import re
from html import unescape

from guide.lib.markup import without_endless_numbers

# fmt: off
BLOCKS = {
    "address", "article", "aside", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "section", "summary", "td", "th", "tr", "ul",
}
# fmt: on
# A “<” before a number (<5 years) begins no tag, nor does one that is not ended before the next.
TAG = re.compile(
    r"""<!--(?:(?!<!--|-->).)*+-->|</?([a-z][a-z0-9]*)\b(?:[^<>"']|"[^"]*"|'[^']*')*+>""",
    re.IGNORECASE | re.DOTALL,
)
SPACE = re.compile(r"\s+")


def plain_text(html: str) -> str:
    """The words of an HTML text, each paragraph, list item and heading on a line of its own."""
    one_line = SPACE.sub(" ", html)
    text = unescape(without_endless_numbers(TAG.sub(_line_end, one_line)))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def _line_end(tag: re.Match[str]) -> str:
    return "\n" if (tag[1] or "").lower() in BLOCKS else ""
