"""Sheets → PDF, by the templates of the version that the sheet is of.

What is asked of it may raise QueueFull or TooManySheets.
"""

import io
import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from .errors import Refused
from .queue import in_queue, in_turn
from .sheet import Sheet
from .v1.fitting import Fitted
from .versions import VERSIONS

if TYPE_CHECKING:
    import typst

# typst and pikepdf are imported where they are used: a worker that prints nothing does not carry
# them.
REMEMBERED = 32
# The compiler keeps what it worked out until ten documents have not used it: of one sheet, four to
# ten megabytes. After so many empty ones it has the last sheet, for its picture, and hardly more.
EMPTY_ONES = 5
NOTHING = settings.BASE_DIR / "templates" / "handout" / "nothing.typ"
PDF = {"format": "pdf", "pdf_standards": "ua-1"}
# What the compiler says of a list that lost words at the end of a page: v1/fitting.py tells it all.
LOST_WORDS = "invalid list (L) structure"


@in_queue()
def print_sheet(sheet: Sheet) -> bytes:
    """The Sheet as a PDF file. Raises Refused where the compiler would lose some of its words."""
    return _fitted_sheet(sheet).pdf


@in_queue()
def first_page(sheet: Sheet) -> bytes:
    """The first page of that same file as a PNG picture."""
    found = _fitted_sheet(sheet)
    return _picture(found.text, found.step, sheet.version)


@in_queue()
def measure(sheet: Sheet) -> tuple[int, float]:
    """(pages, size of the text in points) of the Sheet's file."""
    found = _fitted_sheet(sheet)
    size = VERSIONS[sheet.version].text_size(sheet.options, found.step)
    return pages_of(found.pdf), size


@in_queue()
def bind(sheets: list[Sheet]) -> bytes:
    """All these Sheets, at least one and of one version, in one PDF file with its contents."""
    version = sheets[0].version
    bound = json.dumps([_for_binder(sheet) for sheet in sheets], ensure_ascii=False)
    with in_turn():
        pdf = _work(_compiler(version, "binder"), {"sheets": bound}, PDF)
    return _packed(pdf)


def _for_binder(sheet: Sheet) -> dict[str, Any]:
    found = _fitted_sheet(sheet)
    data: dict[str, Any] = json.loads(found.text)
    return data | {"step": found.step, "pages": pages_of(found.pdf)}


def pages_of(pdf: bytes) -> int:
    """How many pages a finished file has."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def _text(sheet: Sheet) -> str:
    text: str = VERSIONS[sheet.version].on_paper(sheet.data, sheet.options)
    return text


def _fitted_sheet(sheet: Sheet) -> Fitted:
    return _fitted(_text(sheet), sheet.pages, sheet.version)


@lru_cache(maxsize=REMEMBERED)
def _fitted(text: str, pages: int, version: int) -> Fitted:
    """The sheet as the version fits it to its pages, packed."""

    def compiled(text: str, step: int) -> bytes:
        pdf: bytes = _compile(text, step, version, **PDF)
        return pdf

    found: Fitted = VERSIONS[version].fitted(text, pages, compiled)
    return replace(found, pdf=_packed(found.pdf))


@lru_cache(maxsize=REMEMBERED)
def _picture(text: str, step: int, version: int) -> bytes:
    pages: bytes | list[bytes] = _compile(text, step, version, format="png", ppi=96)
    # The compiler gives a list where there are several pages, and else the one picture.
    return pages[0] if isinstance(pages, list) else pages


def _compile(text: str, step: int, version: int, **how: Any) -> Any:
    """What the compiler makes of it: bytes, or a list of them.

    A compiler is not made for two threads at once; while it works, other threads serve pages.
    """
    with in_turn():
        return _work(_compiler(version), {"sheet": text, "step": str(step)}, how)


def _work(compiler: "typst.Compiler", inputs: dict[str, str], how: dict[str, Any]) -> Any:
    import typst

    try:
        return compiler.compile(sys_inputs=inputs, **how)
    except typst.TypstError as error:
        if LOST_WORDS in error.message:
            raise Refused(error.message) from error
        raise
    finally:
        for _ in range(EMPTY_ONES):
            _nothing().compile()


@lru_cache(maxsize=4)
def _compiler(version: int, work: str = "handout") -> "typst.Compiler":
    """Warm: the fonts stay loaded, and what did not change since the last sheet is not worked out
    again.
    """
    import typst

    folder = VERSIONS[version].FOLDER
    return typst.Compiler(
        folder / f"{work}.typ", root=folder, font_paths=[folder / "fonts"], ignore_system_fonts=True
    )


@lru_cache(maxsize=1)
def _nothing() -> "typst.Compiler":
    import typst

    return typst.Compiler(NOTHING, root=NOTHING.parent, ignore_system_fonts=True)


def _packed(pdf: bytes) -> bytes:
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
