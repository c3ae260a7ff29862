"""What differs in its form alone is no change."""

import io

import pytest
from django.contrib.admin.models import LogEntry
from openpyxl import load_workbook

from guide.exchange.guide_file import export_guide, import_guide
from guide.exchange.spreadsheet import read_sheet, write_sheet
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import texts
from guide.models import (
    EntryVersion,
    Remark,
)
from guide.publishing.actions import approve, publish
from guide.publishing.history import keep, older_language
from guide.publishing.working_copy import read_quickly
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, make_small_guide, make_user, publish_small_guide
from .desk import errors_of, make_colleague
from .saved_texts import LIST, TOUCHED, as_before, entry_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed():
    """A section with a list as files write it, signed by a person and published."""
    make_small_guide()
    make_entry("section", "points", key_points=LIST, body=LIST)
    approve_all()
    reviewer = make_user("carol", first_name="Carol", last_name="Roy")
    approve(entry_of("section", "points"), reviewer)
    publish(None)
    return entry_of("section", "points")


def test_a_list_that_is_touched_in_the_editor_is_the_list_that_was_signed(client, signed):
    client.force_login(make_colleague("Editors"))
    touched = {
        f"{name}_{language}": TOUCHED
        for name in ("key_points", "body")
        for language in ("en", "fr")
    }
    touched |= {"title_en": f"  {signed.title_en}\u00ad ", "title_fr": signed.title_fr}
    touched["body_fr"] = f"{TOUCHED} (fr)"
    touched["key_points_fr"] = f"{TOUCHED} (fr)"
    assert save(client, "section", "points", **touched).status_code == 302
    after = entry_of("section", "points")
    assert (after.digest(), after.version, after.body_en) == (signed.digest(), signed.version, LIST)
    assert after.is_approved()
    assert after.edited_by == signed.edited_by
    assert LogEntry.objects.latest("pk").get_change_message() == "No fields changed."


def test_what_is_changed_in_the_editor_and_changed_back_is_again_what_was_signed(client, signed):
    client.force_login(make_colleague("Editors"))
    save(client, "section", "points", body_en=TOUCHED.replace("Two", "Three"))
    assert not entry_of("section", "points").is_approved()
    assert entry_of("section", "points").body_en == LIST.replace("Two", "Three")
    assert LogEntry.objects.latest("pk").get_change_message() == "Changed Text (English)."
    save(client, "section", "points", body_en=TOUCHED)
    assert entry_of("section", "points").is_approved()


def test_line_ends_of_a_browser_are_no_change_for_the_log(client, editor):
    make_entry("term", "word", forms={"en": "words\nwordy", "fr": "mots"}, definition="One.\nTwo.")
    save(
        client,
        "term",
        "word",
        forms_en="words\r\nwordy",
        definition_en="One.\r\nTwo.",
        name_fr="mot",
    )
    assert LogEntry.objects.latest("pk").get_change_message() == "Changed Word (French)."


def test_a_script_beside_a_touched_list_is_still_refused_in_a_sentence(client, editor):
    answer = save(
        client, "section", "for-everyone", body_en="<p>For everyone.</p><script>alert(1)</script>"
    )
    assert "not allowed" in errors_of(answer)["body_en"]


def test_a_file_that_says_the_same_in_another_form_voids_no_approval(signed):
    file = (
        export_guide().replace("<li>One</li>", "<li><p>One</p></li>").replace("End.", "E\u00adnd.")
    )
    assert file != export_guide()
    assert import_guide(file).changed == []
    assert entry_of("section", "points").is_approved()
    assert entry_of("section", "points").version == signed.version


def test_a_text_that_an_older_version_of_the_program_saved_keeps_its_approval_once_put_in_form(
    signed,
):
    as_before("section", "points", title_en="e\u0301tat", body_en=TOUCHED)
    approve(entry_of("section", "points"), make_user("dana", first_name="Dana", last_name="Poe"))
    entry = entry_of("section", "points")
    Remark.objects.create(
        kind="section", code="points", digest=entry.digest(), nature="ready", by=make_user("eve")
    )
    entry.save()
    keep(entry, by=make_user("frank"))
    after = entry_of("section", "points")
    assert after.title_en == "état"
    assert after.is_approved()
    assert (after.reviewer_name, after.approved_at, after.edited_by) == (
        "Dana Poe",
        entry.approved_at,
        None,
    )
    assert Remark.objects.get(nature="ready").digest == after.digest()
    assert {row.code: row.state for row in read_quickly()}["points"] == "approved"


def test_a_translators_file_makes_no_translation_older(client):
    publish_small_guide()
    make_entry("term", "word", name={"en": "Word", "fr": ""}, definition={"en": "One.", "fr": ""})
    whole = translated({("term", "word", "name"): "Mot", ("term", "word", "definition"): "Un."})
    apply_translations(*read_sheet(whole))
    assert ages("term", "word") is None
    write_entry(
        "term",
        "word",
        {"definition": {"en": "Two.", "fr": "Un."}, "forms": {"en": "words", "fr": ""}},
    )
    assert ages("term", "word") == "fr"
    apply_translations(
        *read_sheet(translated({("term", "word", "forms"): "mots"}, only_missing=True))
    )
    assert ages("term", "word") == "fr"  # the other text was not in the file
    apply_translations(*read_sheet(translated({("term", "word", "definition"): "Deux."})))
    assert ages("term", "word") is None


def ages(kind, code):
    return older_language(
        EntryVersion.objects.filter(kind=kind, code=code).latest("version").words_changed
    )


def translated(words, **how):
    book = load_workbook(io.BytesIO(write_sheet(texts(**how))))
    sheet = book["Texts"]
    for row in range(2, sheet.max_row + 1):
        key = tuple(cell.value for cell in sheet[row][:3])
        if key in words:
            sheet.cell(row, 5).value = words[key]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
