"""Sheets → PDF, by the templates of the version that the sheet is of.

What is asked of it may raise QueueFull or TooManySheets.
"""

import io
import json
import tempfile
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
REMEMBERED = 32  # sheets, and as many pictures
AS_PDF = {"format": "pdf", "pdf_standards": "ua-1"}
AS_PICTURE = {"format": "png", "ppi": 96}
# What the compiler says of a list that lost words at the end of a page: v1/fitting.py tells it all.
LOST_WORDS = "invalid list (L) structure"
# The compiler keeps what it worked out until ten documents have not used it: of one sheet, three to
# five megabytes. After two empty ones it has the last three, for a picture or a second language.
EMPTY_DOCUMENTS = 2
EMPTY_DOCUMENT = settings.BASE_DIR / "templates" / "handout" / "nothing.typ"


@in_queue()
def print_sheet(sheet: Sheet) -> bytes:
    """The Sheet as a PDF file. Raises Refused where the compiler would lose some of its words."""
    return _fit(sheet).pdf


@in_queue()
def first_page(sheet: Sheet) -> bytes:
    """The first page of that same file as a PNG picture."""
    fitted = _fit(sheet)
    return _picture(fitted.text, fitted.step, sheet.version)


@in_queue()
def measure(sheet: Sheet) -> tuple[int, float]:
    """(pages, size of the text in points) of the Sheet's file."""
    fitted = _fit(sheet)
    size = VERSIONS[sheet.version].text_size(sheet.options, fitted.step)
    return pages_of(fitted.pdf), size


@in_queue()
def fit(sheet: Sheet) -> Fitted:
    """The Sheet's file with what it was made of, for a binder. Raises Refused."""
    return _fit(sheet)


@in_queue()
def fit_bound(sheet: Sheet, begins: int, language: str) -> Fitted:
    """The Sheet as it stands in a binder, on whose page `begins` it begins; `language` is that of
    the binder's own words. It is not remembered. Raises Refused.
    """
    place = {"begins": begins, "binder": language}

    def compiled(text: str, step: int) -> bytes:
        files = VERSIONS[sheet.version].files("bound", text, step, place)
        pdf: bytes = _compile(sheet.version, "bound", {}, AS_PDF, files)
        return pdf

    fitted: Fitted = VERSIONS[sheet.version].fitted(text_of(sheet), sheet.pages, compiled)
    return replace(fitted, pdf=_compressed(fitted.pdf))


@in_queue()
def contents_of(first: Sheet, rows: list[dict[str, Any]]) -> bytes:
    """The contents of a binder as a PDF file. first: its first Sheet. rows: as templates/handout/
    v2/binder.typ tells.
    """
    inputs = {"first": text_of(first), "rows": json.dumps(rows, ensure_ascii=False)}
    pdf: bytes = _compile(first.version, "binder", inputs, AS_PDF)
    return _compressed(pdf)


def pages_of(pdf: bytes) -> int:
    """How many pages a finished file has."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def text_of(sheet: Sheet) -> str:
    """What the templates are given of a Sheet, as JSON."""
    text: str = VERSIONS[sheet.version].on_paper(sheet.data, sheet.options)
    return text


def _fit(sheet: Sheet) -> Fitted:
    return _fit_text(text_of(sheet), sheet.pages, sheet.version)


@lru_cache(maxsize=REMEMBERED)
def _fit_text(text: str, pages: int, version: int) -> Fitted:
    """The sheet as its version fits it to so many pages, compressed."""

    def compiled(text: str, step: int) -> bytes:
        return compile_pdf(text, step, version)

    fitted: Fitted = VERSIONS[version].fitted(text, pages, compiled)
    return replace(fitted, pdf=_compressed(fitted.pdf))


def compile_pdf(text: str, step: int, version: int) -> bytes:
    """The PDF of this text at this step of sizes. Raises Refused."""
    pdf: bytes = _compile_sheet(text, step, version, AS_PDF)
    return pdf


@lru_cache(maxsize=REMEMBERED)
def _picture(text: str, step: int, version: int) -> bytes:
    pages = _compile_sheet(text, step, version, AS_PICTURE)
    # The compiler gives a list where there are several pages, and else the one picture.
    first: bytes = pages[0] if isinstance(pages, list) else pages
    return first


def _compile_sheet(text: str, step: int, version: int, output: dict[str, Any]) -> Any:
    """Version 1 has its sheet as inputs of the compiler; later ones make files of it."""
    files_of = getattr(VERSIONS[version], "files", None)
    if files_of is None:
        return _compile(version, "handout", {"sheet": text, "step": str(step)}, output)
    return _compile(version, "handout", {}, output, files_of("handout", text, step))


def _compile(
    version: int,
    template: str,
    inputs: dict[str, str],
    output: dict[str, Any],
    files: Any = None,
) -> Any:
    """What the compiler makes of a template of this version: bytes, or a list of them.

    files: what is compiled instead of the template itself, which it names, and what it reads.

    A compiler is not made for two threads at once; while it works, other threads serve pages.
    """
    import typst

    with in_turn():
        try:
            return _compiler(version, template).compile(files, sys_inputs=inputs, **output)
        except typst.TypstError as error:
            if LOST_WORDS in error.message:
                raise Refused(error.message) from error
            raise
        finally:
            _forget_earlier_sheets()


def _forget_earlier_sheets() -> None:
    for _ in range(EMPTY_DOCUMENTS):
        _empty_document().compile()


@lru_cache(maxsize=4)
def _compiler(version: int, template: str) -> "typst.Compiler":
    """Warm: the fonts stay loaded, and what did not change since the last sheet is not worked out
    again.
    """
    import typst

    folder = VERSIONS[version].FOLDER
    # A version builds on the templates and fonts of those before it, and on nothing later.
    fonts = [VERSIONS[number].FOLDER / "fonts" for number in sorted(VERSIONS) if number <= version]
    return typst.Compiler(
        folder / f"{template}.typ", root=folder.parent, font_paths=fonts, ignore_system_fonts=True
    )


@lru_cache(maxsize=1)
def _empty_document() -> "typst.Compiler":
    import typst

    return typst.Compiler(EMPTY_DOCUMENT, root=EMPTY_DOCUMENT.parent, ignore_system_fonts=True)


def _compressed(pdf: bytes) -> bytes:
    """The tags for screen readers take as much room as the words until they are compressed.

    From a file of its own pikepdf reads it in half the time that it takes from memory.
    """
    import pikepdf

    compressed = io.BytesIO()
    with tempfile.NamedTemporaryFile(suffix=".pdf") as waiting:
        waiting.write(pdf)
        waiting.flush()
        with pikepdf.open(waiting.name) as file:
            file.save(
                compressed,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
                fix_metadata_version=False,
            )
    return compressed.getvalue()
