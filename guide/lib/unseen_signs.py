"""Signs that nobody sees: they turn the direction of a line, or hide what stands beside them."""

import re
import unicodedata

# Some scripts, and some small pictures, need these between two of their own signs.
JOINERS = "\u200c\u200d"
NEEDED = re.compile(rf"(?<=[^\x00-\u024f])[{JOINERS}](?=[^\x00-\u024f])")


def without_unseen_signs(text: str) -> str:
    """The same text without signs of direction, of no width and of control; line ends and tabs stay."""
    needed = {found.start() for found in NEEDED.finditer(text)}
    return "".join(
        sign for place, sign in enumerate(text) if place in needed or sign in "\n\r\t" or not _is_unseen(sign)
    )


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "C"
