"""The short code on every sheet of version 2: the version, the edition and two signs of its digest,
path and options, and a check character.

X2 · edition · digest · path and options · check. It is the whole record of what was printed:
nothing is stored when somebody prints.
"""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple, Protocol

from guide.handout.errors import BadCode, BadOption
from guide.handout.v1.code import ALPHABET, BASE, LEAST
from guide.handout.v1.code import _digits as digits_of
from guide.handout.v1.code import _edition as edition_signs
from guide.handout.v1.code import _number as number_of
from guide.handout.v1.code import _padded as padded
from guide.handout.v1.code import _read_edition as read_edition
from guide.handout.v1.options import Options as FirstOptions
from guide.handout.v1.reader import Words, read
from guide.handout.v1.result import in_order

from . import tables
from .folder import NUMBER
from .options import Options, fitting

# No code of version 1 begins with X. The sign after it counts the versions from this one on.
LATER_VERSION = "X"
PREFIX = LATER_VERSION + ALPHABET[NUMBER - 2]
DIGEST_SIGNS = 2
LONGEST = 26


class NamedEdition(Protocol):
    """What is asked of an edition: its content, and the SHA-256 of it in hexadecimal."""

    @property
    def content(self) -> dict[str, Any]: ...

    @property
    def digest(self) -> str: ...


class SplitCode(NamedTuple):
    """A code taken apart: the edition's number, two signs of its digest, the number that counts
    path and options, and the code in its plain form.
    """

    edition: int
    digest: str
    number: int
    code: str


def write_code(
    number: int, digest: str, words: Words, codes: Collection[str], options: FirstOptions
) -> str:
    """The code of a sheet, without hyphens.

    number, digest: the edition's. words: what `read` gives of it, in any language. codes: the
    choices of the path.
    """
    total = 0
    for room, place in reversed(_counted(words, codes, options)):
        total = total * room + place
    signs = PREFIX + edition_signs(number) + digest_signs(digest) + padded(total)
    return _with_check_character(signs)


def split_code(text: str) -> SplitCode:
    """What somebody typed, taken apart. Raises BadCode: `future` for a later version's code."""
    code = "".join(text.split()).replace("-", "").upper()
    if any(letter not in ALPHABET for letter in code):
        raise BadCode("letters", code[:LONGEST])
    if len(code) > LONGEST:
        raise BadCode("check", code[:LONGEST])
    if len(code) < len(PREFIX) + 1 + DIGEST_SIGNS + LEAST + 1 or not _is_whole(code):
        raise BadCode("check", code)
    if not code.startswith(PREFIX):
        raise BadCode("future", code)
    edition, rest = read_edition(code[len(PREFIX) : -1])
    digest = rest[:DIGEST_SIGNS]
    signs = rest[DIGEST_SIGNS:]
    number = number_of(signs)
    if padded(number) != signs:
        raise BadCode("check", code)
    return SplitCode(edition, digest, number, code)


def read_code(
    text: str, edition_of: Callable[[int], NamedEdition]
) -> tuple[int, tuple[str, ...], FirstOptions]:
    """(edition, choices of the path, Options) from a code.

    edition_of(number) gives that edition, or raises LookupError. Raises BadCode: `lost` where the
    edition of this number is not the one that was printed; `unknown` also for a whole code that
    nobody can have printed.
    """
    found = split_code(text)
    try:
        edition = edition_of(found.edition)
    except LookupError:
        raise BadCode("unknown", found.code) from None
    if digest_signs(edition.digest) != found.digest:
        raise BadCode("lost", found.code)
    try:
        choices, chosen = _read_number(found.number, read(edition.content, "en"))
        options = fitting(chosen)
    except (BadOption, IndexError):
        raise BadCode("unknown", found.code) from None
    return found.edition, choices, options


def digest_signs(digest: str) -> str:
    """Two signs of an edition's digest."""
    signs = digits_of(int(digest, 16) % BASE**DIGEST_SIGNS)
    return signs.rjust(DIGEST_SIGNS, ALPHABET[0])


def _counted(words: Words, codes: Collection[str], options: FirstOptions) -> list[tuple[int, int]]:
    """(room, place) of all that a code counts, in the order in which `_read_number` reads it.

    What is seldom chosen comes last, so that most codes are short.
    """
    counted = []
    answers = in_order(words, codes)
    for choice, offered in zip(answers, _answers(words), strict=True):
        counted.append((len(offered), offered.index(choice["code"])))
    wards = _wards(words)
    left, right = _language_places(options.languages)
    counted.append((tables.ROOM["language"], left))
    counted.append((tables.ROOM["copy"], tables.COPIES.index(options.copy)))
    counted.append((tables.ROOM["text"], tables.TEXTS.index(options.text)))
    counted.append((tables.ROOM["paper"], tables.PAPERS.index(options.paper)))
    counted.append((tables.ROOM["language"], right))
    counted.append((len(wards), wards.index(options.ward)))
    counted.append((tables.ROOM["region"], tables.PLACES.index(options.region)))
    counted.append((tables.ROOM["lines"], tables.LINES.index(options.lines)))
    counted.append((tables.ROOM["include"], _parts_number(options.include)))
    return counted


def _read_number(number: int, words: Words) -> tuple[tuple[str, ...], Options]:
    """(choices, Options) that a number counts. Raises IndexError for one that counts further."""

    def next_place(room: int) -> int:
        nonlocal number
        number, place = divmod(number, room)
        return place

    choices = tuple(offered[next_place(len(offered))] for offered in _answers(words))
    left = next_place(tables.ROOM["language"])
    copy = tables.COPIES[next_place(tables.ROOM["copy"])]
    text = tables.TEXTS[next_place(tables.ROOM["text"])]
    paper = tables.PAPERS[next_place(tables.ROOM["paper"])]
    right = next_place(tables.ROOM["language"])
    wards = _wards(words)
    ward = wards[next_place(len(wards))]
    region = tables.PLACES[next_place(tables.ROOM["region"])]
    lines = tables.LINES[next_place(tables.ROOM["lines"])]
    include = _parts(next_place(tables.ROOM["include"]))
    if number:
        raise IndexError(number)
    options = Options(_languages(left, right), paper, text, copy, include, region, ward, lines)
    return choices, options


def _answers(words: Words) -> list[list[str]]:
    """The codes of each question's choices, as this edition has them."""
    choices = words["choice"].values()
    answers = []
    for question in words["question"]:
        answers.append([choice["code"] for choice in choices if choice["question"] == question])
    return answers


def _wards(words: Words) -> list[str]:
    return ["", *sorted(words["ward"])]


def _language_places(languages: tuple[str, ...]) -> tuple[int, int]:
    """(place of the left language, how far the right one is from it, 0 where there is none)."""
    left = tables.LANGUAGES.index(languages[0])
    right = tables.LANGUAGES.index(languages[-1])
    return left, (right - left) % tables.ROOM["language"]


def _languages(left: int, distance: int) -> tuple[str, ...]:
    if distance == 0:
        return (tables.LANGUAGES[left],)
    right = (left + distance) % tables.ROOM["language"]
    return tables.LANGUAGES[left], tables.LANGUAGES[right]


def _parts_number(include: frozenset[str]) -> int:
    """Each part that differs from `COUNTED_FROM` sets the bit of its place."""
    unusual = include ^ tables.COUNTED_FROM
    return sum(1 << tables.PARTS.index(part) for part in unusual)


def _parts(number: int) -> frozenset[str]:
    if number >> len(tables.PARTS):
        raise IndexError(number)
    unusual = {part for place, part in enumerate(tables.PARTS) if number >> place & 1}
    return tables.COUNTED_FROM ^ unusual


def _with_check_character(body: str) -> str:
    for character in ALPHABET:
        if _is_whole(body + character):
            return body + character
    raise AssertionError("The alphabet's length is a prime: one character always fits.")


def _is_whole(code: str) -> bool:
    """Each place has a weight below the prime and above 0, also in a long code, so that one wrong
    character changes the sum, and so do two that changed places unless 18 stand between them.
    """
    weighted = 0
    for place, letter in enumerate(code):
        weighted += (place % (BASE - 1) + 1) * ALPHABET.index(letter)
    return weighted % BASE == 0
