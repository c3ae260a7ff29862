"""Only letters that our fonts have: without one, a file could not be read aloud, and is not made at
all.
"""

import unicodedata
from functools import lru_cache

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


def printable(value):
    """Data with every text in it made printable; what no font has becomes a question mark."""
    if isinstance(value, str):
        if _known().issuperset(value):
            return value
        text = unicodedata.normalize("NFC", value.translate(LIKENESSES))
        return "".join(letter if letter in _known() else UNKNOWN for letter in text)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    return [printable(item) for item in value] if isinstance(value, list) else value


@lru_cache(maxsize=1)
def _known():
    return frozenset(CHARACTERS.read_text(encoding="utf-8"))
