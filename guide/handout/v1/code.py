"""The short code on every sheet of version 1: edition, path and options, and a check character.

It is the whole record of what was printed: nothing is stored when somebody prints.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from guide.handout.errors import BadCode, BadOption

from .options import (
    COPIES,
    LANGUAGES,
    LINES,
    PAPERS,
    PARTS,
    PLACES,
    TEXTS,
    USUAL_PARTS,
    Options,
    fitting,
)
from .reader import Words, read
from .result import in_order

# No two look alike, and no vowels, so that a code never spells a word. Their number is a prime:
# with it, the check character finds every single wrong character and every two that changed places.
ALPHABET = "234679CDFHJKMNPRTVX"
BASE = len(ALPHABET)
LEAST = 4
LONGEST = 18


def write_code(number: int, words: Words, codes: Collection[str], options: Options) -> str:
    """The code of a sheet, without hyphens.

    number: the edition's. words: what `reader.read` gives of it, in any language. codes: the
    choices of the path.
    """
    chosen: list[Any] = [
        options.languages,
        options.paper,
        options.copy,
        options.text,
        options.lines,
        options.include,
        options.region,
    ]
    chosen += [choice["code"] for choice in in_order(words, codes)]
    chosen.append(options.ward)
    fields = list(zip(_fields(words), chosen, strict=True))
    total = 0
    for values, value in reversed(fields):
        total = total * len(values) + values.index(value)
    return _with_check_character(_edition(number) + _padded(total))


def split_code(text: str) -> tuple[int, int, str]:
    """What somebody typed → (edition, number, code in its plain form). Raises BadCode."""
    code = "".join(text.split()).replace("-", "").upper()
    if not code:
        raise BadCode("empty")
    if len(code) > LONGEST or any(letter not in ALPHABET for letter in code):
        raise BadCode("letters", code[:LONGEST])
    if len(code) < LEAST + 2 or not _is_whole(code):
        raise BadCode("check", code)
    edition, rest = _read_edition(code[:-1])
    number = _number(rest)
    if _padded(number) != rest:
        raise BadCode("check", code)
    return edition, number, code


def read_code(
    text: str, content_of: Callable[[int], Mapping[str, Any]]
) -> tuple[int, tuple[str, ...], Options]:
    """(edition, choices of the path, Options) from a code.

    content_of(edition) gives the content of that edition, or raises LookupError. Raises BadCode,
    unknown also for a whole code that nobody can have printed.
    """
    edition, number, code = split_code(text)
    try:
        content = content_of(edition)
    except LookupError:
        raise BadCode("unknown", code) from None
    found: list[Any] = []
    for values in _fields(read(content, "en")):
        number, place = divmod(number, len(values))
        found.append(values[place])
    if number:
        raise BadCode("unknown", code)
    languages, paper, copy, text_size, lines, include, region, *choices, ward = found
    try:
        options = fitting(Options(languages, paper, text_size, copy, include, region, ward, lines))
    except BadOption:
        raise BadCode("unknown", code) from None
    return edition, tuple(choices), options


def shown(code: str) -> str:
    """In groups of four, as it is printed and read aloud: 2C7X-9KDM-4."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _parts(number: int) -> frozenset[str]:
    """What differs from the usual parts has its place's bit set in the number."""
    unusual = frozenset(part for place, part in enumerate(PARTS) if number >> place & 1)
    return USUAL_PARTS ^ unusual


# Every choice of parts, the usual one first; a set is written as the sum of its places.
INCLUDES = tuple(_parts(number) for number in range(2 ** len(PARTS)))


def _fields(words: Words) -> list[Sequence[Any]]:
    """What each place of the number counts, in this edition.

    What is usual comes first, so that codes stay short.
    """
    choices = words["choice"].values()
    answers = []
    for question in words["question"]:
        answers.append([choice["code"] for choice in choices if choice["question"] == question])
    wards = ("", *sorted(words["ward"]))
    return [LANGUAGES, PAPERS, COPIES, TEXTS, LINES, INCLUDES, PLACES, *answers, wards]


def _edition(number: int) -> str:
    """In base 9, the lowest first; a character of the second half says that another follows."""
    higher, low = divmod(number, 9)
    if higher:
        return ALPHABET[low + 9] + _edition(higher)
    return ALPHABET[low]


def _read_edition(text: str) -> tuple[int, str]:
    """(edition, what follows it)."""
    low = ALPHABET.index(text[0])
    if low < 9:
        return low, text[1:]
    if low >= 18 or len(text) <= LEAST:
        raise BadCode("check", text)
    high, rest = _read_edition(text[1:])
    return low - 9 + 9 * high, rest


def _padded(number: int) -> str:
    return _digits(number).rjust(LEAST, ALPHABET[0])


def _digits(number: int) -> str:
    higher, last = divmod(number, BASE)
    if higher:
        return _digits(higher) + ALPHABET[last]
    return ALPHABET[last]


def _number(text: str) -> int:
    number = 0
    for letter in text:
        number = number * BASE + ALPHABET.index(letter)
    return number


def _with_check_character(body: str) -> str:
    for character in ALPHABET:
        if _is_whole(body + character):
            return body + character
    raise AssertionError("The alphabet's length is a prime: one character always fits.")


def _is_whole(code: str) -> bool:
    """Each place has a weight of its own below the prime, so one wrong or two swapped characters
    change the sum.
    """
    weighted = [place * ALPHABET.index(letter) for place, letter in enumerate(code, start=1)]
    return sum(weighted) % BASE == 0
