"""The translator's spreadsheet (.xlsx): two columns of text, and a hidden sheet that knows what
went out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from guide.lib.numbers import grouped
from guide.lib.text import normal_text
from guide.publishing.refused import Problem, Refused, said_of

from .translation_import import Marks, NumberedText
from .translations import Text, original_language
from .xlsx_size import unpacked

MOST_ROWS = 2_000
TOO_MUCH = gettext_lazy(
    "The spreadsheet cannot be made: these texts are more than one can hold. "
    "Take out one kind of entry at a time."
)
LONGEST_CELL = 32_767
# How some programs write a carriage return inside a cell.
RETURN = re.compile("_x000d_", re.IGNORECASE)
# The sheets, by their names.
TEXTS = "Texts"
MARKS = "Marks"
HOW_TO = "How to"
KEY = ("Kind", "Code", "Field")
WIDTHS = {"A": 12, "B": 24, "C": 14, "D": 70, "E": 70}
TRANSLATION = 4  # the column of it, counted from 0
MAY_BE_DONE_ALL_THE_SAME = ("formatColumns", "formatRows", "formatCells", "autoFilter")
HOW_TO_TRANSLATE = [
    "Write the translation in the last column. Leave the other columns, and the rows, as they are.",
    "Écrivez la traduction dans la dernière colonne. Laissez les autres colonnes et les lignes "
    "telles quelles.",
    "An empty line begins a new paragraph. A line that begins with “- ” is a point of a list; "
    "“1. ” a numbered point; “### ” a heading. **bold**, *italic*, [words](https://address).",
    "Une ligne vide commence un nouveau paragraphe. Une ligne qui commence par « - » est un point "
    "d’une liste; « 1. », un point numéroté; « ### », un titre. **gras**, *italique*, "
    "[mots](https://adresse).",
    "A text that begins with < has tags such as <p>: translate the words and leave the tags.",
    "Un texte qui commence par < a des balises comme <p> : traduisez les mots et laissez les "
    "balises.",
]

# (number, the first five cells) of a row that is not empty.
NumberedRow = tuple[int, Sequence[Cell]]


def heading(to: str) -> tuple[str, ...]:
    """The first row. to: the language of the translator."""
    names = dict(settings.LANGUAGES)
    return (*KEY, str(names[original_language(to)]), str(names[to]))


def write_sheet(texts: Sequence[Text], to: str = "fr") -> bytes:
    """The file's bytes. to: the language of the translator.

    Raises Refused for a text that no cell can hold, and for what could not come back.
    """
    _refuse_too_many(texts)
    book = Workbook()
    sheet = book.active
    sheet.title = TEXTS
    sheet.append(heading(to))
    for text in texts:
        sheet.append((*text.key, text.original, text.translation))
    _lay_out(sheet)
    how_to = _add_sheet(book, HOW_TO, [(line,) for line in HOW_TO_TRANSLATE])
    how_to.column_dimensions["A"].width = 110
    marks = [(*text.key, text.mark) for text in texts]
    _add_sheet(book, MARKS, [(to, "", "", ""), *marks]).sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    try:
        unpacked(out.getvalue())  # what could not come back does not go out
    except Refused:
        raise Refused(TOO_MUCH) from None
    return out.getvalue()


def _refuse_too_many(texts: Sequence[Text]) -> None:
    if len(texts) >= MOST_ROWS:
        raise Refused(TOO_MUCH)
    found = []
    for text in texts:
        if max(len(text.original), len(text.translation)) > LONGEST_CELL:
            said = _("%(field)s is too long for a cell.") % {"field": text.field}
            where = f"{text.kind} {text.code}"
            found.append(Problem(text.kind, text.code, said_of(where, said)))
    if found:
        raise Refused(_("The spreadsheet cannot be made."), found)


def _add_sheet(book: Workbook, title: str, rows: Iterable[tuple[str, ...]]) -> Worksheet:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    return sheet


def _lay_out(sheet: Worksheet) -> None:
    """Wide columns, wrapped text, and only the translation unlocked: a slip of the hand changes
    nothing else.
    """
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    _lay_out_rows(sheet)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE9EA")
        cell.protection = Protection(locked=True)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.protection.sheet = True
    for allowed in MAY_BE_DONE_ALL_THE_SAME:
        setattr(sheet.protection, allowed, False)


def _lay_out_rows(sheet: Worksheet) -> None:
    """All cells are text, so that “- a point” is not taken for a formula.

    How a column looks is worked out once, at its first cell, and copied: worked out anew for each
    cell it takes most of the time that the file takes.
    """
    first = sheet[1]
    for cell in first:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.number_format = "@"
    first[TRANSLATION].protection = Protection(locked=False)
    for row in sheet.iter_rows():
        for cell, looks_like in zip(row, first, strict=True):
            cell._style = copy(looks_like._style)
            if cell.value is not None:
                cell.data_type = "s"


def read_sheet(data: bytes) -> tuple[list[NumberedText], Marks, str]:
    """(rows, marks, language of the translator) for `apply_translations`.

    Raises Refused with a sentence for each thing that is wrong.
    """
    file = unpacked(data)
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
        rows_of_texts = list(_rows(book[TEXTS]))
        rows_of_marks = list(_rows(book[MARKS]))
    except Refused:
        raise
    except Exception:  # whatever a broken file breaks inside the library
        raise Refused(
            _(
                "This is not a spreadsheet (.xlsx) that the guide made, or its sheets were "
                "renamed. Nothing was imported."
            )
        ) from None
    marks, to = _marks(rows_of_marks)
    return _texts(rows_of_texts, to), marks, to


def _rows(sheet: Worksheet) -> Iterator[NumberedRow]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=5), 1):
        if number > MOST_ROWS:
            said = _(
                "A sheet of this file has more than %(most)s rows. Delete the empty rows. Nothing "
                "was imported."
            )
            raise Refused(said % {"most": grouped(MOST_ROWS)})
        if any(cell.value is not None for cell in row):
            yield number, row


def _marks(rows: Sequence[NumberedRow]) -> tuple[Marks, str]:
    """The marks, and the language that stands above them."""
    changed = Refused(_("The hidden sheet of this file was changed. Nothing was imported."))
    values = []
    for _number, row in rows:
        values.append([str(cell.value or "") for cell in row])
    if not values:
        raise changed
    language = values[0][0]
    if language not in dict(settings.LANGUAGES):
        raise changed
    marks = {}
    for kind, code, field, mark, *_rest in values[1:]:
        if not mark:
            raise changed
        marks[kind, code, field] = mark
    return marks, language


def _texts(rows: Sequence[NumberedRow], to: str) -> list[NumberedText]:
    head = [str(cell.value or "") for cell in rows[0][1]] if rows else []
    if tuple(head) != heading(to):
        said = _("The columns have to be %(names)s, in this order. Nothing was imported.")
        raise Refused(said % {"names": ", ".join(heading(to))})
    found = []
    for number, row in rows:
        for said in _wrong_cells(row):
            where = _("Row %(number)s") % {"number": number}
            found.append(Problem("", "", said_of(where, said)))
    if found:
        raise Refused(_("Nothing was imported."), found)
    texts = []
    for number, row in rows[1:]:
        texts.append((number, Text(*[_text_of(cell) for cell in row])))
    return texts


def _text_of(cell: Cell) -> str:
    if cell.value is None:
        return ""
    return normal_text(RETURN.sub("\r", str(cell.value)))


def _wrong_cells(row: Sequence[Cell]) -> Iterator[str]:
    """A sentence for each cell that is no text."""
    for cell in row:
        if cell.value is None:
            continue
        if not _is_text(cell):
            said = _("%(column)s has a formula, a date or a number, not a text.")
            yield said % {"column": cell.column_letter}
        elif len(str(cell.value)) > LONGEST_CELL:
            said = _("%(column)s has more than %(most)s letters.")
            yield said % {"column": cell.column_letter, "most": grouped(LONGEST_CELL)}


def _is_text(cell: Cell) -> bool:
    """Whether the cell holds words, or digits alone: no formula and no error such as #N/A, no date,
    no TRUE or FALSE.
    """
    if cell.data_type in ("f", "e") or isinstance(cell.value, bool):
        return False
    return isinstance(cell.value, str | int)
