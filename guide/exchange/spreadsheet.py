"""The translator's spreadsheet (.xlsx): two columns of text, and a hidden sheet that knows what
went out.
"""

from io import BytesIO

from django.conf import settings
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.properties import PageSetupProperties

from guide.lib.text import normal_text
from guide.publishing.actions import Refused
from guide.publishing.checks import Problem

from .translations import Text, original_language
from .xlsx_size import unpacked

MOST_ROWS = 2_000
TOO_MUCH = (
    "The spreadsheet cannot be made: these texts are more than one can hold. Take out "
    "one kind "
    "of entry at a time."
)
LONGEST_CELL = 32_767
TEXTS, MARKS, HOW_TO = "Texts", "Marks", "How to"
KEY = ("Kind", "Code", "Field")
ADVICE = (
    "Write the translation in the last column. Leave the other columns, and the rows, as they are.",
    (
        "Écrivez la traduction dans la dernière colonne. Laissez les autres colonnes et les "
        "lignes telles quelles."
    ),
    "An empty line begins a new paragraph. A line that begins with “- ” is a point of a list; "
    "“1. ” a numbered point; "
    "“### ” a heading. **bold**, *italic*, [words](https://address).",
    "Une ligne vide commence un nouveau paragraphe. Une ligne qui commence par « - » est un "
    "point d’une liste; "
    "« 1. », un point numéroté; « ### », un titre. **gras**, *italique*, [mots](https://adresse).",
    "A text that begins with < has tags such as <p>: translate the words and leave the tags.",
    (
        "Un texte qui commence par < a des balises comme <p> : traduisez les mots et laissez "
        "les balises."
    ),
)


def heading(to):
    names = dict(settings.LANGUAGES)
    return (*KEY, names[original_language(to)], names[to])


def write_sheet(texts, to="fr"):
    """The file's bytes.

    Raises Refused for a text that no cell can hold, and for what could not come back.
    """
    if len(texts) >= MOST_ROWS:
        raise Refused(TOO_MUCH)
    long = [text for text in texts if max(len(text.original), len(text.translation)) > LONGEST_CELL]
    if long:
        found = [
            Problem(t.kind, t.code, f"{t.kind} {t.code}: {t.field} is too long for a cell.")
            for t in long
        ]
        raise Refused("The spreadsheet cannot be made.", found)
    book = Workbook()
    sheet = book.active
    sheet.title = TEXTS
    for row in (heading(to), *((*text.key, text.original, text.translation) for text in texts)):
        sheet.append(row)
    _dress(sheet)
    _add_sheet(book, HOW_TO, [(line,) for line in ADVICE]).column_dimensions["A"].width = 110
    _add_sheet(
        book, MARKS, [(to, "", "", ""), *((*text.key, text.mark) for text in texts)]
    ).sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    try:
        unpacked(out.getvalue())  # what could not come back does not go out
    except Refused:
        raise Refused(TOO_MUCH) from None
    return out.getvalue()


def _add_sheet(book, title, rows):
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    return sheet


def _dress(sheet):
    """Wide columns, wrapped text, and only the translation unlocked: a slip of the hand changes
    nothing else.

    All cells are text, so that “- a point” is not taken for a formula.
    """
    for letter, width in zip("ABCDE", (12, 24, 14, 70, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    wrapped, open_cell = Alignment(wrap_text=True, vertical="top"), Protection(locked=False)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment, cell.number_format = wrapped, "@"
            if cell.value is not None:
                cell.data_type = "s"
        row[4].protection = open_cell
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE9EA")
        cell.protection = Protection(locked=True)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "formatCells", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def read_sheet(data):
    """(rows, marks, language) for `texts.take_back`.

    Raises Refused with a sentence for each thing that is wrong.
    """
    file = unpacked(data)
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
        sheets = {name: list(_rows(book[name])) for name in (TEXTS, MARKS)}
    except Refused:
        raise
    except Exception:  # whatever a broken file breaks inside the library
        raise Refused(
            "This is not a spreadsheet (.xlsx) that the guide made, or its sheets were renamed. "
            "Nothing was imported."
        ) from None
    marks, to = _marks(sheets[MARKS])
    return _texts(sheets[TEXTS], to), marks, to


def _rows(sheet):
    """(number, the first five cells) of each row that is not empty."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=5), 1):
        if number > MOST_ROWS:
            raise Refused(
                f"A sheet of this file has more than {MOST_ROWS:,} rows. Delete the empty rows. "
                "Nothing was imported."
            )
        if any(cell.value is not None for cell in row):
            yield number, row


def _marks(rows):
    languages = [code for code, _ in settings.LANGUAGES]
    values = [[str(cell.value or "") for cell in row] for _number, row in rows]
    if not values or values[0][0] not in languages or not all(row[3] for row in values[1:]):
        raise Refused("The hidden sheet of this file was changed. Nothing was imported.")
    return {tuple(row[:3]): row[3] for row in values[1:]}, values[0][0]


def _texts(rows, to):
    head = tuple(str(cell.value or "") for cell in rows[0][1]) if rows else ()
    if head != heading(to):
        raise Refused(
            f"The columns have to be {', '.join(heading(to))}, in this order. Nothing was imported."
        )
    found = [
        Problem("", "", f"Row {number}: {said}")
        for number, row in rows
        for said in _wrong_cells(row)
    ]
    if found:
        raise Refused("Nothing was imported.", found)
    return [
        (
            number,
            Text(*(normal_text(str(cell.value)) if cell.value is not None else "" for cell in row)),
        )
        for number, row in rows[1:]
    ]


def _wrong_cells(row):
    """A sentence for each cell that is no text."""
    for cell in row:
        if cell.value is None:
            continue
        if cell.data_type == "f" or not isinstance(cell.value, str | int):
            yield f"{cell.column_letter} has a formula, a date or a number, not a text."
        elif len(str(cell.value)) > LONGEST_CELL:
            yield f"{cell.column_letter} has more than {LONGEST_CELL:,} letters."
