"""Every door that a text comes in by keeps it in normal form, and what differs in its form alone is
no change.
"""

import io
import json
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from openpyxl import load_workbook

from guide.exchange.guide_file import export_guide, import_guide
from guide.exchange.spreadsheet import read_sheet, write_sheet
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import texts
from guide.models import (
    BY_KIND,
    Edition,
    EntryVersion,
    Feedback,
    PlannedPublication,
    Remark,
    Section,
    Term,
    content_digest,
)
from guide.ops.backup import backup, restore
from guide.publishing.actions import approve, approve_as_starter, publish
from guide.publishing.changes import changes
from guide.publishing.compile import compile_next, last_edition
from guide.publishing.history import keep, older_language
from guide.publishing.refused import Refused
from guide.publishing.schedule import plan, publish_due
from guide.publishing.working_copy import read_exactly, read_quickly
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, make_small_guide, make_user, publish_small_guide
from .desk import change_address, errors_of, fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
put_in_form = import_module("guide.migrations.0013_texts_in_normal_form").put_in_form

LIST = "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n<p>End.</p>"
TOUCHED = "<ul><li><p>One</p></li><li><p>Two</p></li></ul><p>End.</p>"  # as the editor writes it
ONLY_MARKUP = ["<p><br></p>", "<p>&nbsp;</p>", "<p></p><ul><li><p>\u200b</p></li></ul>", " "]


def one(kind, code):
    return BY_KIND[kind].objects.with_links().get(code=code)


def save(client, kind, code, **texts):
    address = change_address(kind, code)
    return client.post(address, fields_of(client.get(address)) | texts)


@pytest.fixture
def editor(client):
    publish_small_guide()
    user = make_colleague("Editors")
    client.force_login(user)
    return user


# The doors


@pytest.mark.parametrize("text", ONLY_MARKUP)
def test_a_text_that_holds_only_markup_is_empty_by_the_form(client, editor, text):
    save(client, "section", "for-everyone", body_fr=text)
    assert one("section", "for-everyone").body_fr == ""


@pytest.mark.parametrize("text", ONLY_MARKUP)
def test_a_text_that_holds_only_markup_is_empty_from_a_file_and_stops_publishing(text):
    publish_small_guide()
    file = export_guide().replace("<p>For everyone.</p> (fr)", json.dumps(text))
    import_guide(file)
    assert one("section", "for-everyone").body_fr == ""
    approve_all()
    with pytest.raises(Refused) as refused:
        publish(None)
    assert "body is missing in fr" in refused.value.problems[0].message


def test_a_text_that_holds_only_markup_is_empty_by_code_and_by_restoring_an_old_version(client):
    publish_small_guide()
    write_entry("section", "for-everyone", {"body": {"en": "<p>\u00ad</p>", "fr": "<p>Oui.</p>"}})
    assert one("section", "for-everyone").body_en == ""
    old = as_before("section", "for-everyone", body_en="<p>&nbsp;</p>", body_fr="<p>e\u0301tat</p>")
    write_entry("section", "for-everyone", {"body": {"en": "<p>New.</p>", "fr": "<p>Neuf.</p>"}})
    client.force_login(make_colleague("Editors"))
    seen = one("section", "for-everyone").version
    client.post(
        "/admin/entry/section/for-everyone/restore/", {"version": old.version, "seen": seen}
    )
    assert (one("section", "for-everyone").body_en, one("section", "for-everyone").body_fr) == (
        "",
        "<p>état</p>",
    )


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
    assert one("term", "word").name_fr == "récidive"


def test_signs_that_nobody_sees_keep_no_word_from_being_found(client, editor):
    save(
        client,
        "section",
        "for-everyone",
        title_en="neuro\u200bblas\u00adtoma",
        body_en="<p>\uff11\uff10 mg</p>",
    )
    section = one("section", "for-everyone")
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
    assert one("term", "word").name_fr == "é" * 120


def test_what_staff_write_beside_the_guide_is_in_normal_form_too(client, editor):
    save(client, "section", "for-everyone", note="re\u0301\u200bserve \r\n x")
    assert one("section", "for-everyone").note == "réserve\n x"
    remark = Remark.objects.create(
        kind="section", code="x", nature="comment", text="a\u00adb", by=editor
    )
    assert remark.text == "ab"


def test_a_backup_brings_back_every_letter_as_it_was(tmp_path, transactional_db):
    publish_small_guide()
    as_before("section", "for-everyone", title_en="e\u0301\u00ad", body_en="<p>\u200b</p>")
    backup(tmp_path / "all")
    restore(tmp_path / "all", replace=True)
    assert one("section", "for-everyone").title_en == "e\u0301\u00ad"


# What is typed to find something


@pytest.mark.parametrize(
    "address",
    [
        "/en/guide/one\u2011place/high/",
        "/en/guide/one\u2010place/ｈｉｇｈ/",
        "/en/guide/one-place\u200b/hi\u00adgh/",
    ],
)
def test_the_code_of_an_answer_is_read_with_whatever_hyphen_a_copy_of_it_has(client, address):
    publish_small_guide()
    assert client.get(address)["Location"] == "/en/guide/one-place/high/"


def test_a_nurse_may_type_a_code_with_any_hyphen_and_with_characters_that_nobody_sees(client):
    publish_small_guide()
    sheet = client.get("/en/guide/one-place/high/summary.pdf")
    code = sheet["Content-Disposition"].rpartition("-")[2].partition(".")[0]
    for hyphen in "-\u2010\u2011\u2013\u2212\u00ad\u200b":
        written = f"\u200b{code[:4]}{hyphen}{code[4:]} ".lower()
        answer = client.get("/en/check/", {"code": written})
        assert (answer.status_code, answer["Location"]) == (302, f"/en/check/{code}/")
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    assert client.get("/en/check/", {"code": wide})["Location"] == f"/en/check/{code}/"


def test_a_print_form_takes_the_code_of_an_answer_with_any_hyphen(client):
    publish_small_guide()
    answer = client.get("/en/print/", {"place": "one\u2011place", "risk": "high"})
    assert answer.status_code == 200
    assert not answer.context["form"].errors


@pytest.mark.parametrize(
    "sentence",
    ["５１４\u2011７８７\u2011８８０１", "514\u2013787\u20138801", "me\u200b＠example.org"],
)
def test_feedback_takes_no_number_and_no_address_in_any_disguise(client, sentence):
    publish_small_guide()
    answer = client.post("/en/feedback/", {"page": "home", "helped": "yes", "sentence": sentence})
    assert answer.status_code == 422
    assert not Feedback.objects.exists()


def test_feedback_is_kept_without_what_nobody_sees(client):
    publish_small_guide()
    client.post(
        "/en/feedback/",
        {"page": "home", "helped": "yes", "sentence": "\u202etre\u0300s\u200b bi\u00aden"},
    )
    assert Feedback.objects.get().sentence == "très bien"


# A difference of form alone


@pytest.fixture
def signed():
    """A section with a list as files write it, signed by a person and published."""
    make_small_guide()
    make_entry("section", "points", key_points=LIST, body=LIST)
    approve_all()
    reviewer = make_user("carol", first_name="Carol", last_name="Roy")
    approve(one("section", "points"), reviewer)
    publish(None)
    return one("section", "points")


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
    after = one("section", "points")
    assert (after.digest(), after.version, after.body_en) == (signed.digest(), signed.version, LIST)
    assert after.is_approved()
    assert after.edited_by == signed.edited_by
    assert LogEntry.objects.latest("pk").get_change_message() == "No fields changed."


def test_what_is_changed_in_the_editor_and_changed_back_is_again_what_was_signed(client, signed):
    client.force_login(make_colleague("Editors"))
    save(client, "section", "points", body_en=TOUCHED.replace("Two", "Three"))
    assert not one("section", "points").is_approved()
    assert one("section", "points").body_en == LIST.replace("Two", "Three")
    assert LogEntry.objects.latest("pk").get_change_message() == "Changed Text (English)."
    save(client, "section", "points", body_en=TOUCHED)
    assert one("section", "points").is_approved()


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
    assert one("section", "points").is_approved()
    assert one("section", "points").version == signed.version


def test_a_text_that_an_older_version_of_the_program_saved_keeps_its_approval_once_put_in_form(
    signed,
):
    as_before("section", "points", title_en="e\u0301tat", body_en=TOUCHED)
    approve(one("section", "points"), make_user("dana", first_name="Dana", last_name="Poe"))
    entry = one("section", "points")
    Remark.objects.create(
        kind="section", code="points", digest=entry.digest(), nature="ready", by=make_user("eve")
    )
    entry.save()
    keep(entry, by=make_user("frank"))
    after = one("section", "points")
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


# What was saved before there was the normal form


def as_before(kind, code, **texts):
    """An entry as an older version of the program saved it. Returns its newest EntryVersion."""
    BY_KIND[kind].objects.filter(code=code).update(**texts)
    entry = one(kind, code)
    version = EntryVersion.objects.of(entry).latest("version")
    EntryVersion.objects.filter(pk=version.pk).update(
        content=entry.content(), digest=entry.digest()
    )
    return version


@pytest.fixture
def old_site():
    """Texts of another form, signed by a person and published."""
    make_small_guide()
    make_entry("section", "points", key_points=LIST, body=LIST)
    make_entry("term", "word", forms={"en": "words", "fr": "mots"})
    as_before(
        *("section", "points"),
        title_en="Po\u00adints",
        title_fr="e\u0301tapes",
        body_en=TOUCHED,
        body_fr="<p>Un.</p><p>&nbsp;</p>",
        note="a\u200bb",
    )
    as_before("term", "word", forms_en="words\r\nwordy \u200b", name_fr="m\u00adot")
    approve_all()
    for kind, code in (("section", "points"), ("term", "word")):
        approve(one(kind, code), make_user(code, first_name="Carol", last_name="Roy"))
    return publish(None)


def test_every_approval_stands_with_its_name_and_day(old_site):
    before, edition = one("section", "points"), Edition.objects.get()
    Remark.objects.create(
        kind="section",
        code="points",
        digest=before.digest(),
        nature="comment",
        text="Well.",
        by=make_user("guest"),
    )
    put_in_form(apps, None)
    after = one("section", "points")
    assert (after.title_en, after.title_fr, after.note) == ("Points", "étapes", "ab")
    assert (after.body_en, after.body_fr) == (LIST.replace("\n", ""), "<p>Un.</p>")
    assert after.digest() != before.digest()
    assert after.is_approved()
    assert (after.reviewer_name, after.approved_at, after.approved_by) == (
        before.reviewer_name,
        before.approved_at,
        before.approved_by,
    )
    assert (after.version, after.updated, after.edited_by) == (
        before.version,
        before.updated,
        before.edited_by,
    )
    assert Remark.objects.get(nature="comment").digest == after.digest()
    term = one("term", "word")
    assert (term.forms_en, term.name_fr, term.is_approved()) == ("words\nwordy", "mot", True)
    assert Edition.objects.get().content == edition.content
    assert Edition.objects.get().digest == edition.digest == old_site.digest


def test_nothing_waits_and_nothing_counts_as_changed(client, old_site):
    put_in_form(apps, None)
    assert {row.state for row in read_quickly()} == {"approved", "starter"}
    assert [row.digest for row in read_exactly()] == [
        row.digest for row in in_that_order(read_quickly())
    ]
    last = last_edition()
    assert compile_next(last) != last.content
    assert changes(last.content, compile_next(last)) == []
    with pytest.raises(Refused, match="Nothing has changed"):
        publish(None)
    client.force_login(make_colleague("Publishers"))
    assert "Approved since the last edition" not in read(client.get("/admin/")).text
    page = client.get("/admin/publish/").context
    assert (page["rows"], page["impact"]["results"], page["impact"]["treatments"]) == (
        [],
        [],
        [],
    )
    review = read(client.get("/admin/entry/section/points/review/")).text
    assert "Nothing: families already read exactly this." in review


def in_that_order(rows):
    found = {(row.kind, row.code): row for row in rows}
    return [found[row.kind, row.code] for row in read_exactly()]


def test_the_next_edition_has_the_normal_form_and_sheets_stay_current(client, old_site):
    sheet = client.get("/en/guide/one-place/high/summary.pdf")
    code = sheet["Content-Disposition"].rpartition("-")[2].partition(".")[0]
    put_in_form(apps, None)
    approve_as_starter(make_entry("section", "later", choices=["low"], body="<p>For low risk.</p>"))
    edition = publish(None)
    assert edition.content["entries"]["section"]["points"]["title"]["en"] == "Points"
    assert "still current" in read(client.get(f"/en/check/{code}/")).first("h1").text
    assert client.get(f"/en/check/{code}/sheet.pdf").content == sheet.content


def test_an_unapproved_edit_stays_unapproved_and_going_back_to_what_was_signed_is_signed(old_site):
    signed = one("section", "points")
    write_entry("section", "points", {"title": {"en": "Other", "fr": "Autre"}})
    put_in_form(apps, None)
    assert not one("section", "points").is_approved()
    first = EntryVersion.objects.of(signed).earliest("version")
    write_entry("section", "points", first.content)
    assert one("section", "points").is_approved()


def test_a_second_time_changes_nothing(old_site):
    put_in_form(apps, None)
    before = export_guide(), list(EntryVersion.objects.values("digest", "content", "version"))
    put_in_form(apps, None)
    assert (
        export_guide(),
        list(EntryVersion.objects.values("digest", "content", "version")),
    ) == before


def test_the_starter_keeps_every_digest(starter):
    before = {(row.kind, row.code): row.digest for row in read_exactly()}
    put_in_form(apps, None)
    assert {(row.kind, row.code): row.digest for row in read_exactly()} == before


def test_what_was_planned_goes_out(old_site):
    as_before("section", "for-everyone", title_en="Ch\u00adanged")
    approve_as_starter(one("section", "for-everyone"))
    publisher = make_colleague("Publishers")
    coming = content_digest(compile_next(last_edition()))
    plan(
        publisher,
        timezone.now() + timezone.timedelta(hours=1),
        {},
        nature="change",
        expected=1,
        digest=coming,
    )
    # As a version planned it that kept no basket.
    PlannedPublication.objects.update(basket=[], digest=coming)
    put_in_form(apps, None)
    [done] = publish_due(timezone.now() + timezone.timedelta(hours=2))
    assert done.outcome == "published as edition 2"
    assert PlannedPublication.objects.get().done_at


def test_an_approval_of_which_no_version_was_kept_is_left_alone(old_site):
    EntryVersion.objects.filter(kind="term").delete()
    before = Term.objects.get()
    put_in_form(apps, None)
    assert (Term.objects.get().name_fr, Term.objects.get().is_approved()) == (before.name_fr, True)
    assert Section.objects.get(code="points").title_en == "Points"
