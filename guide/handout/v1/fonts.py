"""Only characters that our fonts have: without one, a file could not be read aloud, and is not made
at all.
"""

import unicodedata
from functools import lru_cache
from typing import Any

from .folder import FOLDER

CHARACTERS = FOLDER / "fonts" / "characters.txt"
LIKENESSES = str.maketrans(
    {
        "\u202f": "\u00a0",
        "\u2010": "-",
        "\u2011": "-",
        "\u00ad": "",
        "\u200b": "",
        "→": "–",
        "\n": " ",
        "\t": " ",
    }
)
UNKNOWN = "?"


def printable(value: Any) -> Any:
    """Data with every text in it made printable; what no font has becomes a question mark.

    value: what JSON can carry; what comes back has the same shape.
    """
    if isinstance(value, str):
        return _printable_text(value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [printable(item) for item in value]
    return value


def _printable_text(text: str) -> str:
    known = _known()
    if known.issuperset(text):
        return text
    normal = unicodedata.normalize("NFC", text.translate(LIKENESSES))
    return "".join(character if character in known else UNKNOWN for character in normal)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(CHARACTERS.read_text(encoding="utf-8"))
