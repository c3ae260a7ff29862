"""A translator's spreadsheet that something is wrong with changes nothing, and says what it is."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from guide.exchange import spreadsheet, xlsx_size

from .translator import (
    change_english,
    make_translated_guide,
    refusal,
    row_of,
    saved,
    translate,
    went_out,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    make_translated_guide()


def delete_row(book):
    book["Texts"].delete_rows(row_of(book, "term", "relapse", "name"))


def double_row(book):
    book["Texts"].append(
        [cell.value for cell in book["Texts"][row_of(book, "term", "relapse", "name")]]
    )


def rename_row(book):
    book["Texts"].cell(row_of(book, "term", "relapse", "name"), 2).value = "récidive"


def empty_french(book):
    translate(book, "term", "relapse", "name", None)


def write_formula(book):
    translate(book, "term", "relapse", "name", "=1+1")


def write_number(book):
    translate(book, "term", "relapse", "name", 1.5)


def write_true(book):
    translate(book, "term", "relapse", "name", True)


def write_error(book):
    translate(book, "term", "relapse", "name", "#N/A")
    assert book["Texts"].cell(row_of(book, "term", "relapse", "name"), 5).data_type == "e"


def write_date(book):
    translate(book, "term", "relapse", "name", date(2026, 11, 27))


def leave_stress_open(book):
    translate(book, "section", "options", "body", "un **mot ouvert")


def write_too_much(book):
    translate(book, "term", "relapse", "name", "x" * 121)


def write_lines(book):
    translate(book, "term", "relapse", "name", "a\nb")


def write_script(book):
    translate(book, "section", "options", "body", "<p>a</p><script>b</script>")


def write_password(book):
    translate(book, "section", "options", "body", "[mot](https://nom:secret@example.org/)")


def forget_to_close(book):
    translate(book, "section", "options", "body", "<p>a<p>b</p>")


def insert_column(book):
    book["Texts"].insert_cols(4)


def swap_names(book):
    book["Texts"]["D1"].value, book["Texts"]["E1"].value = "Français", "English"


def rename_sheet(book):
    book["Texts"].title = "Textes"


def lose_marks(book):
    del book["Marks"]


def spoil_marks(book):
    book["Marks"]["A1"].value = "xx"


HARMS = {
    delete_row: "The row “term · relapse · name” is missing",
    double_row: "are the same: “term · relapse · name”",
    rename_row: "(term · récidive · name): this row did not go out",
    change_english: "(term · relapse · name): the original was changed",
    empty_french: "(term · relapse · name): the translation is empty",
    write_formula: "E has a formula",
    write_number: "E has a formula, a date or a number",
    write_true: "E has a formula, a date or a number",
    write_error: "E has a formula, a date or a number",
    write_date: "E has a formula, a date or a number",
    leave_stress_open: "(section · options · body): these marks are not known, or not closed: **",
    write_too_much: "(term · relapse · name): this is longer than 120 characters",
    write_lines: "(term · relapse · name): this has to be one line",
    write_script: "(section · options · body): these tags are not known, or not closed: script",
    write_password: "a name or a password before the @",
    forget_to_close: "(section · options · body): these tags are not known, or not closed: p",
    insert_column: "The columns have to be Kind, Code, Field, English, Français",
    swap_names: "The columns have to be",
    rename_sheet: "its sheets were renamed",
    lose_marks: "its sheets were renamed",
    spoil_marks: "The hidden sheet of this file was changed",
}


def test_nothing_is_imported_and_the_row_is_named(guide, subtests):
    file = saved(went_out())
    for harm, said in HARMS.items():
        with subtests.test(harm.__name__):
            book = load_workbook(io.BytesIO(file))
            translate(book, "section", "options", "title", "Un bon titre")
            harm(book)
            assert said in refusal(book)


def test_every_wrong_row_is_named_not_only_the_first(guide):
    book = went_out()
    change_english(book)
    write_script(book)
    said = refusal(book)
    assert HARMS[change_english] in said
    assert HARMS[write_script] in said


def zip_of(name, size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * size)
    return out.getvalue()


def damaged(data, after, many=12):
    """The same file with its first packed bytes, behind the name of a part, turned over."""
    start = data.index(after) + len(after)
    turned = bytes(byte ^ 0xFF for byte in data[start : start + many])
    return data[:start] + turned + data[start + many :]


def with_a_password(data):
    """The same file with the mark, in both places, that its one part needs a password."""
    marked = bytearray(data)
    marked[data.index(b"PK\x03\x04") + 6] |= 1
    marked[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


def newer(data):
    """The same file, which says that only a program of the far future can unpack it."""
    marked = bytearray(data)
    marked[data.index(b"PK\x01\x02") + 6] = 255
    return bytes(marked)


NO_SHEETS = {
    "empty": (b"", "not a spreadsheet"),
    "a text": (b"kind,code,field", "not a spreadsheet"),
    "another zip": (zip_of("a.txt", 10), "not a spreadsheet"),
    "a damaged zip": (damaged(zip_of("a.txt", 9000), b"a.txt"), "not a spreadsheet"),
    "a zip with a password": (with_a_password(zip_of("a.txt", 10)), "not a spreadsheet"),
    "a zip from the future": (newer(zip_of("a.txt", 10)), "not a spreadsheet"),
    "a zip that grows": (
        zip_of("xl/workbook.xml", xlsx_size.LARGEST_UNPACKED + 1),
        "larger than 10 MB",
    ),
    "a large file": (b"PK\x05\x06" + b"\0" * xlsx_size.LARGEST_FILE, "larger than 5 MB"),
}


def test_a_file_of_another_kind_is_refused_with_a_sentence(guide, subtests):
    for name, (data, said) in NO_SHEETS.items():
        with subtests.test(name):
            assert said in refusal(data)


def test_a_row_far_below_does_not_keep_the_server_busy(guide, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 100)
    book = went_out()
    book["Texts"]["A1000000"].value = "x"
    assert "more than 100 rows" in refusal(book)
