"""How a sheet of version 2 is set: at the size that was asked for, over as many pages as it takes.

Nothing is guessed, made smaller or left out to save a page, so a sheet is set once. The compiler's
fault of which `v1.fitting` tells is met as there: such a sheet is set again with a blank line, and
where no line helps, with more white.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from guide.handout.errors import Refused
from guide.handout.v1.fitting import Fitted
from guide.handout.v1.fitting import _set as set_at
from guide.handout.v1.options import Options

from .folder import FOLDER

Compiled = Callable[[str, int], bytes]
USUAL, ROOMY = 0, 1  # the steps of steps.json


def fitted(text: str, pages: int, compiled: Compiled) -> Fitted:
    """The sheet as it is.

    text: what `on_paper` gives. pages: how many it is meant to have; what takes more is printed
    whole over more. compiled(text, step) sets it, or raises Refused; so does this function where
    no blank line helps.
    """
    found = set_at(text, USUAL, 0, compiled) or set_at(text, ROOMY, 0, compiled)
    if found is None:
        raise Refused
    return found


def text_size(options: Options, step: int) -> float:
    """The size of the text in points: what was asked for."""
    size: float = sizes()[options.text][step]["text"]
    return size


@lru_cache(maxsize=1)
def sizes() -> dict[str, Any]:
    """The sizes of all that stands on a sheet, for normal and for large text."""
    found: dict[str, Any] = json.loads((FOLDER / "steps.json").read_text(encoding="utf-8"))
    return found
