"""A translator's spreadsheet goes out, comes back, and says what it changed."""

import io

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from guide.exchange.spreadsheet import read_sheet, write_sheet
from guide.exchange.translations import Text, texts
from guide.models import Section, Term
from guide.publishing.refused import Refused

from .builders import make_entry, make_user
from .translator import (
    POINTS,
    change_english,
    come_back,
    export,
    make_translated_guide,
    refusal,
    row_of,
    translate,
    went_out,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    make_translated_guide()


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


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "_x000D_\n", "_x000D_", "\u2028"])
def test_a_line_end_is_one_however_a_program_writes_it(guide, line_end):
    book = went_out()
    translate(book, "section", "options", "body", line_end.join(["Un", "", "- deux", "- trois"]))
    come_back(book)
    body = Section.objects.get(code="options").body_fr
    assert body == "<p>Un</p>\n<ul><li>deux</li><li>trois</li></ul>"


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
