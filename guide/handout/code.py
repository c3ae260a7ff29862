"""The short code at the foot of every handout, whichever version printed it.

A code of version 1 never begins with X; those of later versions do, and name their version next.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from guide.edition.edition import LoadedEdition
from guide.lib.text import typed

from . import v1, v2
from .errors import BadCode
from .v1.code import ALPHABET, shown
from .v1.options import Options
from .v2.code import LATER_VERSION

__all__ = ["ALPHABET", "BadCode", "Printed", "plain_code", "read_code", "shown", "write_code"]


@dataclass(frozen=True)
class Printed:
    """What a code says was printed; `version` is the handout's."""

    edition: int
    choices: tuple[str, ...]
    options: Options
    version: int


def write_code(
    version: int,
    edition: LoadedEdition,
    words: dict[str, Any],
    codes: Collection[str],
    options: Options,
) -> str:
    """The code that a version gives a sheet. words: what the version reads of the edition."""
    if version == v1.NUMBER:
        return v1.write_code(edition.number, words, codes, options)
    return v2.write_code(edition.number, edition.digest, words, codes, options)


def plain_code(text: str) -> str:
    """What somebody typed → the code as addresses have it. Raises BadCode."""
    plain = typed(text)
    if _is_of_version_1(plain):
        return v1.split_code(plain)[2]
    return v2.split_code(plain).code


def read_code(text: str, edition_of: Callable[[int], LoadedEdition]) -> Printed:
    """What a code says. edition_of(number) gives an edition or raises LookupError.

    Raises BadCode.
    """
    plain = typed(text)
    if _is_of_version_1(plain):
        edition, choices, options = v1.read_code(plain, lambda number: edition_of(number).content)
        return Printed(edition, choices, options, v1.NUMBER)
    edition, choices, options = v2.read_code(plain, edition_of)
    return Printed(edition, choices, options, v2.NUMBER)


def _is_of_version_1(text: str) -> bool:
    return not text.lstrip(" -").upper().startswith(LATER_VERSION)
