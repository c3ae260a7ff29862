"""A translator's spreadsheet goes out, comes back, and says what it changed; a wrong one changes
nothing.
"""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from openpyxl import load_workbook

from guide.exchange import spreadsheet, xlsx_size
from guide.exchange.spreadsheet import read_sheet, write_sheet
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import Text, texts
from guide.models import Section, Term
from guide.publishing.refused import Refused

from .builders import approve_all, make_entry, make_small_guide, make_user

pytestmark = pytest.mark.django_db
POINTS = (
    "<p>Your team may offer:</p><ul><li>surgery</li><li><strong>chemotherapy</strong></li></ul>"
)


@pytest.fixture
def guide():
    make_small_guide()
    make_entry("section", "options", title="Options", body={"en": POINTS, "fr": ""})
    make_entry("term", "relapse", name="relapse", definition="Cancer that has come back.")
    approve_all()


def went_out(**how):
    """The file as it goes out, opened as a translator would."""
    return load_workbook(io.BytesIO(write_sheet(texts(**how))))


def row_of(book, kind, code, field):
    sheet = book["Texts"]
    return next(
        r
        for r in range(2, sheet.max_row + 1)
        if [c.value for c in sheet[r][:3]] == [kind, code, field]
    )


def translate(book, kind, code, field, words):
    book["Texts"].cell(row_of(book, kind, code, field), 5).value = words


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def come_back(book, **how):
    return apply_translations(
        *read_sheet(saved(book) if not isinstance(book, bytes) else book), **how
    )


def refusal(book):
    before = export()
    with translation.override("en"), pytest.raises(Refused) as refused:
        come_back(book)
    assert export() == before
    return "\n".join([str(refused.value), *(problem.message for problem in refused.value.problems)])


def export():
    from guide.exchange.guide_file import export_guide

    return export_guide()


def test_the_translator_sees_plain_words_in_two_columns(guide):
    book = went_out()
    sheet = book["Texts"]
    row = sheet[row_of(book, "section", "options", "body")]
    assert [cell.value for cell in sheet[1]] == ["Kind", "Code", "Field", "English", "Français"]
    assert row[3].value == "Your team may offer:\n\n- surgery\n- **chemotherapy**"
    assert row[4].value is None
    assert (row[3].protection.locked, row[4].protection.locked) == (True, False)
    assert book["Marks"].sheet_state == "hidden"


@pytest.mark.django_db
def test_a_file_that_an_older_version_sent_out_still_comes_back():
    """It wrote some texts in plain words that stay HTML today, and the other way round."""
    make_entry("section", "plain", body={"en": "<p>_one_</p>", "fr": "<p>_un_</p>"})
    points = "<ul><li>one<br>two</li></ul>"
    make_entry("section", "tags", body={"en": points, "fr": ""})
    by_key = {text.key: text for text in texts()}
    old = {
        "plain": Text("section", "plain", "body", "_one_", "_un_"),
        "tags": Text("section", "tags", "body", points, ""),
    }
    by_key |= {text.key: text for text in old.values()}
    book = load_workbook(io.BytesIO(write_sheet(list(by_key.values()))))
    translate(book, "section", "plain", "body", "**Un**")
    translate(book, "section", "tags", "body", "<ul><li>un<br>deux</li></ul>")
    changes = come_back(book)
    assert [(c.code, c.before, c.after) for c in changes] == [
        ("plain", "_un_", "**Un**"),
        ("tags", "", "<ul><li>un<br>deux</li></ul>"),
    ]
    assert Section.objects.get(code="plain").body_fr == "<p><strong>Un</strong></p>"


def test_what_comes_back_is_written_and_told(guide):
    book = went_out()
    translate(
        book,
        "section",
        "options",
        "body",
        "Votre équipe peut offrir :\n\n- la chirurgie\n- la **chimiothérapie**",
    )
    translate(book, "term", "relapse", "name", "récidive")
    changes = come_back(book, by=make_user("alice"))
    assert [(c.kind, c.code, c.field, c.before) for c in changes] == [
        ("section", "options", "body", ""),
        ("term", "relapse", "name", "relapse (fr)"),
    ]
    section = Section.objects.get(code="options")
    assert section.body_fr == (
        "<p>Votre équipe peut offrir :</p>\n<ul><li>la chirurgie</li><li>la "
        "<strong>chimiothérapie</strong></li></ul>"
    )
    assert section.body_en == POINTS
    assert section.edited_by.username == "alice"
    assert Term.objects.get().name_fr == "récidive"


def test_what_comes_back_is_not_approved_and_what_did_not_change_stays_approved(guide):
    book = went_out()
    translate(book, "term", "relapse", "name", "récidive")
    come_back(book)
    assert not Term.objects.get().is_approved()
    assert Section.objects.get(code="options").is_approved()


def test_a_file_that_nobody_touched_changes_nothing(odd_texts):
    before = export()
    assert come_back(write_sheet(texts())) == []
    assert export() == before


@pytest.fixture
def odd_texts(guide):
    make_entry(
        "treatment",
        "odd",
        what="<ul><li>a<ul><li>b</li></ul></li></ul>",
        expect="<p>5 * 3 * 2</p><p>- x</p>",
    )
    make_entry("term", "formula", name="=1+1", definition="-2\n#N/A")


def test_a_text_that_looks_like_a_formula_goes_out_as_a_text(odd_texts):
    book = went_out()
    assert book["Texts"].cell(row_of(book, "term", "formula", "name"), 4).data_type == "s"


def test_a_text_that_plain_words_cannot_say_keeps_its_tags(odd_texts):
    book = went_out()
    row = row_of(book, "treatment", "odd", "what")
    assert book["Texts"].cell(row, 4).value == "<ul><li>a<ul><li>b</li></ul></li></ul>"
    translate(book, "treatment", "odd", "what", "<ul><li>un<ul><li>deux</li></ul></li></ul>")
    assert [change.after for change in come_back(book)] == [
        "<ul><li>un<ul><li>deux</li></ul></li></ul>"
    ]


def test_only_what_has_no_translation_yet_goes_out_when_asked(guide):
    assert [text.key for text in texts(only_missing=True)] == [("section", "options", "body")]


def test_translating_into_english_goes_the_other_way(guide):
    Term.objects.update(name_en="")
    assert [text.original for text in texts("en", only_missing=True)] == ["relapse (fr)"]


def delete_row(book):
    book["Texts"].delete_rows(row_of(book, "term", "relapse", "name"))


def double_row(book):
    book["Texts"].append(
        [cell.value for cell in book["Texts"][row_of(book, "term", "relapse", "name")]]
    )


def rename_row(book):
    book["Texts"].cell(row_of(book, "term", "relapse", "name"), 2).value = "récidive"


def change_english(book):
    book["Texts"].cell(row_of(book, "term", "relapse", "name"), 4).value = "return"


def empty_french(book):
    translate(book, "term", "relapse", "name", None)


def write_formula(book):
    translate(book, "term", "relapse", "name", "=1+1")


def write_number(book):
    translate(book, "term", "relapse", "name", 1.5)


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


def test_a_text_that_an_editor_changed_meanwhile_is_not_overwritten(guide):
    book = went_out()
    translate(book, "term", "relapse", "name", "récidive")
    Term.objects.update(name_fr="rechute")
    assert "changed after this file went out" in refusal(book)


def test_an_entry_added_meanwhile_does_not_matter(guide):
    book = went_out()
    translate(book, "term", "relapse", "name", "récidive")
    make_entry("term", "other")
    assert len(come_back(book)) == 1


def test_an_entry_withdrawn_meanwhile_is_named(guide):
    book = went_out()
    Term.objects.update(withdrawn=True)
    assert "the guide no longer has this text" in refusal(book)


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


def test_a_text_that_no_cell_can_hold_is_named():
    make_entry("section", "long", body="<p>" + "word " * 7000 + "</p>")
    with pytest.raises(Refused) as refused:
        write_sheet(texts())
    assert [problem.code for problem in refused.value.problems] == ["long"]


def test_the_commands_write_a_file_and_bring_it_back(guide, tmp_path):
    file, out = tmp_path / "texts.xlsx", io.StringIO()
    call_command("export_texts", file, stdout=out)
    book = load_workbook(file)
    translate(book, "term", "relapse", "name", "récidive")
    book.save(file)
    call_command("import_texts", file, dry_run=True, stdout=out)
    assert Term.objects.get().name_fr == "relapse (fr)"
    call_command("import_texts", file, stdout=out)
    assert Term.objects.get().name_fr == "récidive"
    assert "term relapse name:\n  - relapse (fr)\n  + récidive" in out.getvalue()


def test_the_command_says_what_is_wrong(guide, tmp_path):
    book = went_out()
    change_english(book)
    book.save(tmp_path / "texts.xlsx")
    with pytest.raises(CommandError, match="the original was changed"):
        call_command("import_texts", tmp_path / "texts.xlsx")


def test_a_character_that_no_file_can_hold_is_left_out_of_the_sheet(db):
    make_entry("term", "word", definition={"en": "One\ufffe word.", "fr": "Un mot.\uffff"})
    rows, _marks, _to = read_sheet(write_sheet(texts("fr"), "fr"))
    assert [row.original for _number, row in rows if row.field == "definition"] == ["One word."]
