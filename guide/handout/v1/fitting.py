"""At which step of sizes a sheet of version 1 is set, so that it keeps to its pages."""

import io
import json
import re
from collections.abc import Callable
from functools import lru_cache

from .estimate import likely_step
from .folder import FOLDER
from .options import Options


def fitted(text: str, pages: int, compiled: Callable[[int], bytes]) -> tuple[int, bytes]:
    """(step, PDF): the sheet at the step of sizes that it needs, and no page for the sake of a few
    lines.

    text: what `on_paper` gives. pages: how many it is meant to have, 0 for no limit. compiled(step)
    sets it.
    """
    data = json.loads(text)
    steps = steps_of(data["text"])
    step, pdf = _within(data, pages, steps, compiled)
    if _nearly_empty(pdf):
        same = [
            closer
            for closer in range(step + 1, len(steps))
            if _says_the_same(steps[closer], steps[step])
        ]
        for closer in same:
            shorter = compiled(closer)
            if _count_pages(shorter) < _count_pages(pdf):
                return closer, shorter
    return step, pdf


def text_size(options: Options, step: int) -> float:
    """The size of the text in points."""
    return steps_of(options.text)[step]["text"]


@lru_cache(maxsize=2)
def steps_of(text_name):
    return json.loads((FOLDER / "steps.json").read_text(encoding="utf-8"))[text_name]


def _within(data, pages, steps, compiled):
    """(step, PDF) of the first step, from the likely one on, that keeps the sheet to its pages.

    What no step keeps to them is set over more pages, and then as large as was asked for.
    """
    first = likely_step(data, steps, pages) if pages else 0
    for step in range(first, len(steps)):
        pdf = compiled(step)
        if not pages or _count_pages(pdf) <= pages:
            return step, pdf
    step = max(step for step, sizes in enumerate(steps) if sizes["text"] == steps[0]["text"])
    return step, compiled(step)


def _nearly_empty(pdf):
    """Whether the last page holds less than two fifths of what the fullest one holds."""
    import pikepdf  # heavy, and only who prints needs it

    with pikepdf.open(io.BytesIO(pdf)) as file:
        held = [len(page.Contents.read_bytes()) for page in file.pages]
    return held[-1] < 0.4 * max(held)


def _says_the_same(closer, sizes):
    return all(closer[name] == sizes[name] for name in ("text", "whole", "web"))


def _count_pages(pdf):
    """Far quicker than to open a file, where it is as the compiler makes it, before it is
    packed.
    """
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
