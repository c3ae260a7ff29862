"""HTML that somebody typed, pasted or imported, made safe to read.

Python's own reader takes the square of the time where a tag is begun again and again and never
ended, and gives up with an error at a number of thousands of digits.
"""

import re
from html.parser import HTMLParser

# A tag, or a comment, that is begun and not ended before the next one begins. A “<” before a
# number (<5) begins none.
NEVER_ENDED = re.compile(
    r"""<(?=[a-z/!?])(?!!--(?:(?!<!--|-->).)*+-->|(?:[^<>"']|"[^"]*"|'[^']*')*+>)""",
    re.IGNORECASE | re.DOTALL,
)
# No character has so long a number.
ENDLESS_NUMBER = re.compile(r"&#(?:[0-9]{8,}|x[0-9a-f]{7,});?", re.IGNORECASE)


def first_never_ended(html: str) -> str:
    """The first letters of what begins a tag without ending it; "" where there is nothing of the
    kind.
    """
    found = NEVER_ENDED.search(html)
    return html[found.start() :][:20] if found else ""


def readable(html: str) -> str:
    """The same for a reader: what begins no whole tag is a character among words."""
    return NEVER_ENDED.sub("&lt;", without_endless_numbers(html))


def without_endless_numbers(html: str) -> str:
    return ENDLESS_NUMBER.sub("\ufffd", html)


def read(reader: HTMLParser, html: str) -> None:
    """Let this reader read all of it."""
    reader.feed(readable(html))
    reader.close()
