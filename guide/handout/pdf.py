"""Sheets → PDF, by a press: a numbered folder of templates, words and sizes that stays as it is once it has printed.

What is asked of it may raise LineIsFull or TooManySheets.
"""

import io
import json
import re
from functools import lru_cache

import segno
from django.conf import settings

from .estimate import likely_step
from .fonts import printable
from .queue import at_the_press, in_line
from .sheet import sheet_data

# typst and pikepdf are imported where they are used: a worker that prints nothing does not carry them.
PRESS = 1
FONTS = settings.BASE_DIR / "static" / "fonts"
PRESSES = settings.BASE_DIR / "templates" / "handout"
REMEMBERED = 32
# The compiler keeps what it worked out until ten documents have not used it: of one sheet, four to ten megabytes.
# After so many empty ones it has the last sheet, for its picture, and hardly more.
EMPTY_ONES = 5
PDF = {"format": "pdf", "pdf_standards": "ua-1"}


@in_line()
def print_sheet(sheet, press=PRESS):
    """The Sheet as a PDF file."""
    return _fitted(_text(sheet), sheet.pages, press)[1]


@in_line()
def first_page(sheet, press=PRESS):
    """The first page of that same file as a PNG picture."""
    text = _text(sheet)
    step, _ = _fitted(text, sheet.pages, press)
    return _picture(text, step, press)


@in_line()
def came_to(sheet, press=PRESS):
    """(pages, size of the text in points) that the Sheet came to."""
    step, pdf = _fitted(_text(sheet), sheet.pages, press)
    return pages_of(pdf), _steps(press)[sheet.options.text][step]["text"]


@in_line()
def bind(sheets, press=PRESS):
    """All these Sheets in one PDF file, with a page of contents."""
    bound = _bound(sheets, press)
    with at_the_press():
        return _packed(_work(_compiler(press, "binder"), {"sheets": bound}, PDF))


def _bound(sheets, press):
    bound = []
    for sheet in sheets:
        text = _text(sheet)
        step, pdf = _fitted(text, sheet.pages, press)
        bound.append(json.loads(text) | {"step": step, "pages": pages_of(pdf)})
    return json.dumps(bound, ensure_ascii=False)


def pages_of(pdf):
    """How many pages a finished file has."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def has_press(press):
    return (PRESSES / f"v{press}" / "handout.typ").exists()


@lru_cache(maxsize=REMEMBERED)
def _fitted(text, pages, press):
    """(step, PDF): the sheet at the step of sizes that it needs, and no page for the sake of a few lines."""
    steps = _steps(press)[json.loads(text)["text"]]
    step, pdf = _within(text, pages, press, steps)
    if _nearly_empty(pdf):
        same = [closer for closer in range(step + 1, len(steps)) if _says_the_same(steps[closer], steps[step])]
        for closer in same:
            shorter = _compile(text, closer, press, **PDF)
            if count_pages(shorter) < count_pages(pdf):
                return closer, _packed(shorter)
    return step, _packed(pdf)


def _within(text, pages, press, steps):
    """(step, PDF) of the first step, from the likely one on, that keeps the sheet to its pages.

    What no step keeps to them is set over more pages, and then as large as was asked for.
    """
    first = likely_step(json.loads(text), steps, pages) if pages else 0
    for step in range(first, len(steps)):
        pdf = _compile(text, step, press, **PDF)
        if not pages or count_pages(pdf) <= pages:
            return step, pdf
    step = max(step for step, sizes in enumerate(steps) if sizes["text"] == steps[0]["text"])
    return step, _compile(text, step, press, **PDF)


def _nearly_empty(pdf):
    """Whether the last page holds less than two fifths of what the fullest one holds."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        held = [len(page.Contents.read_bytes()) for page in file.pages]
    return held[-1] < 0.4 * max(held)


def _says_the_same(closer, sizes):
    return all(closer[name] == sizes[name] for name in ("text", "whole", "web"))


@lru_cache(maxsize=REMEMBERED)
def _picture(text, step, press):
    pages = _compile(text, step, press, format="png", ppi=96)
    return pages[0] if isinstance(pages, list) else pages


def count_pages(pdf):
    """The same, far quicker, of a file as the compiler makes it, before it is packed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _text(sheet):
    """The Sheet as JSON, with the QR code of its check page: as dots, since lines on each page would weigh more than
    its words."""
    square = io.BytesIO()
    if sheet.code:
        segno.make(sheet.check, error="m", micro=False).save(square, kind="png", scale=4, border=0)
    data = sheet_data(sheet) | {"qr": list(square.getvalue()), "paper": sheet.options.paper}
    return json.dumps(printable(data), ensure_ascii=False)


def _compile(text, step, press, **how):
    """A compiler is not made for two threads at once; while it works, other threads serve pages."""
    with at_the_press():
        return _work(_compiler(press), {"sheet": text, "step": str(step)}, how)


def _work(compiler, inputs, how):
    made = compiler.compile(sys_inputs=inputs, **how)
    for _ in range(EMPTY_ONES):
        _nothing().compile()
    return made


@lru_cache(maxsize=4)
def _compiler(press, work="handout"):
    """Warm: the fonts stay loaded, and what did not change since the last sheet is not worked out again."""
    import typst

    folder = PRESSES / f"v{press}"
    return typst.Compiler(folder / f"{work}.typ", root=folder, font_paths=[FONTS], ignore_system_fonts=True)


@lru_cache(maxsize=1)
def _nothing():
    import typst

    return typst.Compiler(PRESSES / "nothing.typ", root=PRESSES, ignore_system_fonts=True)


@lru_cache(maxsize=4)
def _steps(press):
    return json.loads((PRESSES / f"v{press}" / "steps.json").read_text(encoding="utf-8"))


def _packed(pdf):
    """The tags for screen readers take as much room as the words until they are packed."""
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return packed.getvalue()
