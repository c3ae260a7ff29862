"""Every door that a text comes in by keeps it in normal form."""

import io
import json

import pytest
from openpyxl import load_workbook

from guide.exchange.guide_file import export_guide, import_guide
from guide.exchange.spreadsheet import read_sheet, write_sheet
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import texts
from guide.models import (
    Remark,
)
from guide.ops.backup import backup, restore
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, publish_small_guide
from .desk import make_colleague
from .pages import read
from .saved_texts import as_before, entry_of, save

pytestmark = pytest.mark.django_db
ONLY_MARKUP = ["<p><br></p>", "<p>&nbsp;</p>", "<p></p><ul><li><p>\u200b</p></li></ul>", " "]


@pytest.mark.parametrize("text", ONLY_MARKUP)
def test_a_text_that_holds_only_markup_is_empty_by_the_form(client, editor, text):
    save(client, "section", "for-everyone", body_fr=text)
    assert entry_of("section", "for-everyone").body_fr == ""


@pytest.mark.parametrize("text", ONLY_MARKUP)
def test_a_text_that_holds_only_markup_is_empty_from_a_file_and_stops_publishing(text):
    publish_small_guide()
    file = export_guide().replace("<p>For everyone.</p> (fr)", json.dumps(text))
    import_guide(file)
    assert entry_of("section", "for-everyone").body_fr == ""
    approve_all()
    with pytest.raises(Refused) as refused:
        publish(None)
    assert "Text is missing in French" in refused.value.problems[0].message


@pytest.mark.parametrize("text", ONLY_MARKUP[:3])
def test_a_text_that_holds_only_markup_is_empty_on_the_clipboard_and_in_a_cell(client, text):
    client.force_login(make_colleague("Editors"))
    assert client.post("/admin/pasted/", {"html": text}).json()["html"] == ""
    make_entry("section", "new", body={"en": "<p>Words.</p>", "fr": ""})
    book = load_workbook(io.BytesIO(write_sheet(texts())))
    sheet = book["Texts"]
    for row in range(2, sheet.max_row + 1):
        if [cell.value for cell in sheet[row][:3]] == ["section", "new", "body"]:
            sheet.cell(row, 5).value = text
    out = io.BytesIO()
    book.save(out)
    apply_translations(*read_sheet(out.getvalue()))
    assert entry_of("section", "new").body_fr == ""


def test_a_text_that_holds_only_markup_is_empty_by_code_and_by_restoring_an_old_version(client):
    publish_small_guide()
    write_entry("section", "for-everyone", {"body": {"en": "<p>\u00ad</p>", "fr": "<p>Oui.</p>"}})
    assert entry_of("section", "for-everyone").body_en == ""
    old = as_before("section", "for-everyone", body_en="<p>&nbsp;</p>", body_fr="<p>e\u0301tat</p>")
    write_entry("section", "for-everyone", {"body": {"en": "<p>New.</p>", "fr": "<p>Neuf.</p>"}})
    client.force_login(make_colleague("Editors"))
    seen = entry_of("section", "for-everyone").version
    client.post(
        "/admin/entry/section/for-everyone/restore/", {"version": old.version, "seen": seen}
    )
    section = entry_of("section", "for-everyone")
    assert (section.body_en, section.body_fr) == ("", "<p>état</p>")


def test_what_a_translator_sends_is_kept_in_normal_form():
    publish_small_guide()
    make_entry("term", "word", name={"en": "Word", "fr": ""}, definition="Words.")
    book = load_workbook(io.BytesIO(write_sheet(texts())))
    sheet = book["Texts"]
    for row in range(2, sheet.max_row + 1):
        if [cell.value for cell in sheet[row][:3]] == ["term", "word", "name"]:
            sheet.cell(row, 5).value = "re\u0301ci\u00addive\u200b"
    out = io.BytesIO()
    book.save(out)
    apply_translations(*read_sheet(out.getvalue()))
    assert entry_of("term", "word").name_fr == "récidive"


def test_signs_that_nobody_sees_keep_no_word_from_being_found(client, editor):
    save(
        client,
        "section",
        "for-everyone",
        title_en="neuro\u200bblas\u00adtoma",
        body_en="<p>\uff11\uff10 mg</p>",
    )
    section = entry_of("section", "for-everyone")
    assert (section.title_en, section.body_en) == ("neuroblastoma", "<p>10 mg</p>")
    approve_as_starter(section)
    publish(None)
    for query in ("neuroblastoma", "neuro\u200bblastoma", "ｎeuroblastoma", "neuroblas\u00adtoma"):
        assert (
            "neuroblastoma"
            in read(client.get("/en/search/", {"q": query})).first("main").first("ol").text
        )


def test_a_letter_counts_once_however_its_accent_came(client, editor):
    make_entry("term", "word")
    save(client, "term", "word", name_fr="e\u0301" * 120)
    assert entry_of("term", "word").name_fr == "é" * 120


def test_what_staff_write_beside_the_guide_is_in_normal_form_too(client, editor):
    save(client, "section", "for-everyone", note="re\u0301\u200bserve \r\n x")
    assert entry_of("section", "for-everyone").note == "réserve\n x"
    remark = Remark.objects.create(
        kind="section", code="x", nature="comment", text="a\u00adb", by=editor
    )
    assert remark.text == "ab"


def test_a_backup_brings_back_every_letter_as_it_was(tmp_path, transactional_db):
    publish_small_guide()
    as_before("section", "for-everyone", title_en="e\u0301\u00ad", body_en="<p>\u200b</p>")
    backup(tmp_path / "all")
    restore(tmp_path / "all", replace=True)
    assert entry_of("section", "for-everyone").title_en == "e\u0301\u00ad"
