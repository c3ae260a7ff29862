"""Many codes at once, as they are typed, pasted, or read from the squares by a scanner."""

import re

from .code import BadCode, plain_code

MOST = 50
ADDRESS = re.compile(r"/(?:check|verifier)/([^/\s]+)")
SEPARATORS = re.compile(r"[\n\r,;]+")


class TooManyCodes(ValueError):
    """More than `MOST`; it is called with how many there are."""


def codes_in(text: str) -> list[str]:
    """The codes of a text, each once, in their order, whole or not: one a line, or with commas or
    spaces between; an address of a check page stands for its code.

    Raises TooManyCodes.
    """
    found: list[str] = []
    for part in SEPARATORS.split(text):
        addresses = ADDRESS.findall(part)
        found += addresses or _codes_of_line(part)
    codes = list(dict.fromkeys(found))
    if len(codes) > MOST:
        raise TooManyCodes(len(codes))
    return codes


def _codes_of_line(line: str) -> list[str]:
    """One code, however it is spaced, or several with spaces between."""
    if not line.strip():
        return []
    try:
        return [plain_code(line)]
    except BadCode:
        return line.split()
