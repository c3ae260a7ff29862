"""The short code on every handout: edition, path and options, and a check character.

It is the whole record of what was printed: nothing is stored when somebody prints.
"""

from dataclasses import dataclass

from guide.edition.path import Path

from .options import COPIES, LANGUAGES, LINES, PAPERS, PARTS, PLACES, TEXTS, USUAL_PARTS, BadOption, Options, fitting

# No two look alike, and no vowels, so that a code never spells a word. Their number is a prime: with it, the
# check character finds every single wrong character and every two that changed places.
ALPHABET = "234679CDFHJKMNPRTVX"
BASE = len(ALPHABET)
LEAST = 4
LONGEST = 18


class BadCode(ValueError):
    """Not a code that any handout bears. `reason` is empty, letters, check or unknown; later: it cannot be said now."""

    def __init__(self, reason, code=""):
        super().__init__(f"{reason}: {code}")
        self.reason, self.code = reason, code


@dataclass(frozen=True)
class Printed:
    """What a code says was printed."""

    edition: int
    choices: tuple[str, ...]
    options: Options
    press: int


def write_code(guide, path: Path, options, press):
    """The code of a handout, without hyphens."""
    number = press - 1
    for place, count in reversed(_places(guide, path.codes, options)):
        number = number * count + place
    body = _edition(guide.number) + _digits(number).rjust(LEAST, ALPHABET[0])
    return body + next(letter for letter in ALPHABET if _is_whole(body + letter))


def split_code(text):
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
    if _digits(number).rjust(LEAST, ALPHABET[0]) != rest:
        raise BadCode("check", code)
    return edition, number, code


def read_code(text, guide_of):
    """Printed from a code. guide_of(edition) gives a Guide of that edition or raises LookupError. Raises BadCode."""
    edition, number, code = split_code(text)
    try:
        guide = guide_of(edition)
    except LookupError:
        raise BadCode("unknown", code) from None
    found = []
    for values in _fields(guide):
        number, place = divmod(number, len(values))
        found.append(values[place])
    languages, paper, copy, text_size, lines, include, region, *choices, ward = found
    try:
        options = fitting(Options(languages, paper, text_size, copy, include, region, ward, lines))
    except BadOption:
        raise BadCode("unknown", code) from None  # whole, but nobody has printed it
    return Printed(edition, tuple(choices), options, press=number + 1)


def shown(code):
    """In groups of four, as it is printed and read aloud: 2C7X-9KDM-4."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


# Every choice of parts, the usual one first; a set is written as the sum of its places.
INCLUDES = tuple(
    USUAL_PARTS ^ frozenset(part for place, part in enumerate(PARTS) if number >> place & 1)
    for number in range(2 ** len(PARTS))
)


def _fields(guide):
    """What each place of the number counts, in this edition. What is usual comes first, so that codes stay short."""
    choices = [tuple(choice.code for choice in question.choices) for question in guide.questions.values()]
    wards = ("", *sorted(guide.wards))
    return [LANGUAGES, PAPERS, COPIES, TEXTS, LINES, INCLUDES, PLACES, *choices, wards]


def _places(guide, codes, options):
    values = [options.languages, options.paper, options.copy, options.text, options.lines, options.include]
    values += [options.region, *codes, options.ward]
    return [(field.index(value), len(field)) for field, value in zip(_fields(guide), values, strict=True)]


def _edition(number):
    """In base 9, the lowest first; a character of the second half says that another follows."""
    number, low = divmod(number, 9)
    return ALPHABET[low + 9] + _edition(number) if number else ALPHABET[low]


def _read_edition(text):
    low = ALPHABET.index(text[0])
    if low < 9:
        return low, text[1:]
    if low >= 18 or len(text) <= LEAST:
        raise BadCode("check", text)
    high, rest = _read_edition(text[1:])
    return low - 9 + 9 * high, rest


def _digits(number):
    return (_digits(number // BASE) if number >= BASE else "") + ALPHABET[number % BASE]


def _number(text):
    number = 0
    for letter in text:
        number = number * BASE + ALPHABET.index(letter)
    return number


def _is_whole(code):
    """Each place has a weight of its own below the prime, so one wrong or two swapped characters change the sum."""
    return sum(place * ALPHABET.index(letter) for place, letter in enumerate(code, 1)) % BASE == 0
