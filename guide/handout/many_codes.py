"""Many codes at once, as they are typed, pasted, or read from the squares by a scanner."""

import re

from .code import BadCode, plain_code

MOST = 50
ADDRESS = re.compile(r"/(?:check|verifier)/([^/\s]+)")
SEPARATORS = re.compile(r"[\n\r,;]+")
AROUND = ".:()[]<>\"'«»“”"  # what a list that was pasted has around a code
# A long code, in groups of four as it is printed.
MOST_GROUPS = 7
LONGEST_LINE = 33


class TooManyCodes(ValueError):
    """More than `MOST`; it is called with how many there are."""


def codes_in(text: str) -> list[str]:
    """The codes of a text, each once, in their order, as addresses have them or, where one is not
    whole, as it was typed: one a line, or with commas or spaces between; an address of a check page
    stands for its code.

    Raises TooManyCodes.
    """
    found: list[str] = []
    for part in SEPARATORS.split(text):
        addresses = ADDRESS.findall(part)
        found += addresses or _codes_of_line(part)
    codes = list(dict.fromkeys(_plain(code) for code in found))
    if len(codes) > MOST:
        raise TooManyCodes(len(codes))
    return codes


def _codes_of_line(line: str) -> list[str]:
    """One code, or several with spaces between, however each is spaced. Where none is whole, a
    short line is one code that was mistyped.
    """
    words = [word.strip(AROUND) for word in line.split()]
    if not words:
        return []
    if _is_whole(" ".join(words)):
        return [" ".join(words)]
    found = []
    while words:
        counts = range(1, MOST_GROUPS + 1)
        count = next((count for count in counts if _is_whole(" ".join(words[:count]))), 1)
        found.append(" ".join(words[:count]))
        words = words[count:]
    is_one = len(line) <= LONGEST_LINE and not any(_is_whole(code) for code in found)
    return [line.strip()] if is_one else found


def _is_whole(text: str) -> bool:
    try:
        plain_code(text)
    except BadCode:
        return False
    return True


def _plain(code: str) -> str:
    return plain_code(code) if _is_whole(code) else code
