"""The short code at the foot of every handout, whichever version printed it.

A code of version 1 never begins with X: a later version that needs another form begins its codes
with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from guide.lib.text import typed

from . import v1
from .errors import BadCode
from .options import Options
from .v1.code import ALPHABET, shown

__all__ = ["ALPHABET", "BadCode", "Printed", "plain_code", "read_code", "shown"]


@dataclass(frozen=True)
class Printed:
    """What a code says was printed; `version` is the handout's."""

    edition: int
    choices: tuple[str, ...]
    options: Options
    version: int


def plain_code(text: str) -> str:
    """What somebody typed → the code as addresses have it. Raises BadCode."""
    return v1.split_code(typed(text))[2]


def read_code(text: str, content_of: Callable[[int], Mapping[str, Any]]) -> Printed:
    """What a code says. content_of(number) gives an edition's content or raises LookupError.

    Raises BadCode.
    """
    edition, choices, options = v1.read_code(typed(text), content_of)
    return Printed(edition, choices, options, v1.NUMBER)
