"""A sheet: what was chosen, and what stands on it, before it is set."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guide.edition.path import Path

from .options import Options


@dataclass(frozen=True)
class Sheet:
    """`version` is the handout's; `code` is empty for a preview; `check` is the address of the page
    that checks it.

    `published` is the edition's day; `pages` how many the sheet is meant to have, 0 for no limit.
    `data` is what stands on it: {"sides": [one for each language], …}, of a shape that belongs to
    the version.
    """

    version: int
    path: Path
    options: Options
    code: str
    check: str
    published: date
    pages: int
    data: dict[str, Any] = field(repr=False)
