"""At which step of sizes a sheet of version 1 is set, so that it keeps to its pages.

The compiler has a fault. Where a list breaks across pages, and the box that stands at the foot of
the second one leaves less room there than it had reckoned with, an item can lose its first lines.
It then refuses the whole file, as a list that is not tagged as PDF/UA asks, and it is right to:
without that check the sheet would come out with those words missing. Such a sheet is set again with
one more blank line below its first section, and one more, so that the list breaks elsewhere: every
word, size and tag stays. What was never refused is set as it always was.
"""

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from guide.handout.errors import Refused

from .estimate import likely_step
from .folder import FOLDER
from .options import Options

# Of the refused sheets that were tried, one or two lines were enough, or else five.
MOST_BLANK_LINES = 12


@dataclass(frozen=True)
class Fitted:
    """A finished sheet: the step of sizes, the text as it was set (JSON), and the PDF."""

    step: int
    text: str
    pdf: bytes


Compiled = Callable[[str, int], bytes]


def fitted(text: str, pages: int, compiled: Compiled) -> Fitted:
    """The sheet at the step of sizes that it needs, and no page for the sake of a few lines.

    text: what `on_paper` gives. pages: how many it is meant to have, 0 for no limit.
    compiled(text, step) sets it, or raises Refused; so does this function where nothing helps.
    """
    data = json.loads(text)
    steps = steps_of(data["text"])
    found = _within(text, pages, steps, compiled)
    if not _nearly_empty(found.pdf):
        return found
    for closer in range(found.step + 1, len(steps)):
        if not _says_the_same(steps[closer], steps[found.step]):
            continue
        shorter = _as_it_is(text, closer, compiled)
        if shorter and _count_pages(shorter.pdf) < _count_pages(found.pdf):
            return shorter
    return found


def text_size(options: Options, step: int) -> float:
    """The size of the text in points."""
    size: float = steps_of(options.text)[step]["text"]
    return size


@lru_cache(maxsize=2)
def steps_of(text_name: str) -> list[dict[str, Any]]:
    """The sizes of each step, the largest first. text_name: normal or large."""
    steps = json.loads((FOLDER / "steps.json").read_text(encoding="utf-8"))
    named: list[dict[str, Any]] = steps[text_name]
    return named


def _within(text: str, pages: int, steps: list[dict[str, Any]], compiled: Compiled) -> Fitted:
    """The first step, from the likely one on, that keeps the sheet to its pages.

    What no step keeps to them is set over more pages, and then as large as was asked for.
    """
    first = likely_step(json.loads(text), steps, pages) if pages else 0
    for step in range(first, len(steps)):
        found = _set(text, step, pages, compiled)
        if found and (not pages or _count_pages(found.pdf) <= pages):
            return found
    as_asked_for = [step for step, sizes in enumerate(steps) if sizes["text"] == steps[0]["text"]]
    found = _set(text, max(as_asked_for), 0, compiled)
    if not found:
        raise Refused
    return found


def _set(text: str, step: int, pages: int, compiled: Compiled) -> Fitted | None:
    """The sheet at this step, with blank lines only where it is refused without them; None if that
    does not help, or takes it over its pages.
    """
    as_it_is = _as_it_is(text, step, compiled)
    if as_it_is:
        return as_it_is
    for lines in range(1, MOST_BLANK_LINES + 1):
        lower = _as_it_is(_with_blank_lines(text, lines), step, compiled)
        if lower and (not pages or _count_pages(lower.pdf) <= pages):
            return lower
    return None


def _as_it_is(text: str, step: int, compiled: Compiled) -> Fitted | None:
    try:
        return Fitted(step, text, compiled(text, step))
    except Refused:
        return None


def _with_blank_lines(text: str, lines: int) -> str:
    """The same sheet with so many empty lines below its first section, in each language."""
    data = json.loads(text)
    blank = {"kind": "text", "inline": [{"kind": "break"}] * lines}
    for side in data["sides"]:
        sections = side["sections"] or side["about"]
        for section in sections[:1]:
            section["body"].append(blank)
    return json.dumps(data, ensure_ascii=False)


def _nearly_empty(pdf: bytes) -> bool:
    """Whether the last page holds less than two fifths of what the fullest one holds."""
    import pikepdf  # heavy, and only who prints needs it

    with pikepdf.open(io.BytesIO(pdf)) as file:
        held = [len(page.Contents.read_bytes()) for page in file.pages]
    return held[-1] < 0.4 * max(held)


def _says_the_same(closer: dict[str, Any], sizes: dict[str, Any]) -> bool:
    return all(closer[name] == sizes[name] for name in ("text", "whole", "web"))


def _count_pages(pdf: bytes) -> int:
    """Far quicker than to open a file, where it is as the compiler makes it, before it is
    packed.
    """
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
