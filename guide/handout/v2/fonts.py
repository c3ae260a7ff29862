"""Which characters the fonts of version 2 have: those of version 1, with two fonts behind them for
names in other alphabets of this country.

What no font has is refused at the desk. Where it comes all the same, from an edition that is older
than that rule, the letter below its accents is printed, or an empty place; a question mark would
look like a doubt.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from guide.handout.v1.fonts import LIKENESSES

from .folder import FOLDER

CHARACTERS = FOLDER / "fonts" / "characters.txt"
NO_SIGN = "_"


def unprintable(text: str) -> str:
    """The characters of a text that no font has, each once, in their order."""
    missing = [sign for sign in _ready(text) if sign not in _known() and not _is_unseen(sign)]
    return "".join(dict.fromkeys(missing))


def printable(value: Any) -> Any:
    """Data with every text in it made printable.

    value: what JSON can carry; what comes back has the same shape.
    """
    if isinstance(value, str):
        return _printable_text(value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [printable(item) for item in value]
    return value


def _ready(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(LIKENESSES))


def _printable_text(text: str) -> str:
    if _known().issuperset(text):
        return text
    return "".join(_instead_of_unknown(_ready(text)))


def _instead_of_unknown(text: str) -> Iterator[str]:
    known = _known()
    for sign in text:
        plain = unicodedata.normalize("NFKD", sign)[:1]
        if sign in known:
            yield sign
        elif plain in known:
            yield plain
        elif not (unicodedata.combining(sign) or _is_unseen(sign)):
            yield NO_SIGN


def _is_unseen(sign: str) -> bool:
    """Control and format characters."""
    return unicodedata.category(sign) in ("Cc", "Cf")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    listed = frozenset(CHARACTERS.read_text(encoding="utf-8"))
    return listed - {chr(code) for code in LIKENESSES}
