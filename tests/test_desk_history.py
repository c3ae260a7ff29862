"""Every save is kept whole; any two can be compared, and an old one brought back."""

from itertools import groupby
from operator import itemgetter

import pytest

from guide.models import BY_KIND, EntryVersion, Section
from guide.publishing.actions import approve_as_starter
from guide.publishing.history import keep, older_language
from guide.publishing.working_copy import read_exactly, read_quickly
from guide.publishing.write import write_entry

from .builders import make_entry
from .desk import change_address, fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
HISTORY = "/admin/entry/section/for-everyone/history/"
RESTORE = "/admin/entry/section/for-everyone/restore/"


def save(client, **changes):
    address = change_address("section", "for-everyone")
    assert client.post(address, fields_of(client.get(address)) | changes).status_code == 302


def section():
    return Section.objects.with_links().get(code="for-everyone")


def test_each_save_is_listed_with_who_when_and_why(client, editor):
    save(client, body_en="<p>Second.</p>", note="Read with the ward.")
    save(client, body_en="<p>Third.</p>")
    text = read(client.get(HISTORY)).first("table").text
    assert text.count("Editor Roy") == 2
    assert "Read with the ward." in text
    assert "the starter content" in text


def test_any_two_versions_can_be_compared(client, editor):
    save(client, body_en="<p>Second words.</p>")
    save(client, body_en="<p>Third words.</p>")
    page = read(client.get(f"{HISTORY}?from=2&to=3"))
    assert (page.first("del").text, page.first("ins").text) == ("Second", "Third")
    far = read(client.get(f"{HISTORY}?from=1&to=3"))
    assert "Third words" in " ".join(ins.text for ins in far.all("ins"))


@pytest.mark.parametrize("query", ["?from=x&to=y", "?from=99&to=1", "?from=-1", "?to=" + "9" * 400])
def test_nonsense_in_the_address_shows_the_newest_two(client, editor, query):
    save(client, body_en="<p>Second words.</p>")
    response = client.get(HISTORY + query)
    assert response.status_code == 200
    assert (response.context["old"], response.context["new"]) == (1, 2)


def test_an_old_version_comes_back_into_the_working_copy_as_a_new_one(client, editor):
    treatment = make_entry("treatment", "surgery")
    row = {
        "uses-TOTAL_FORMS": "1",
        "uses-0-treatment": str(treatment.pk),
        "uses-0-part": "may",
        "uses-0-order": "0",
    }
    save(client, body_en="<p>Second.</p>", **row)
    save(client, body_en="<p>Third.</p>", **{"uses-0-DELETE": "on"})
    assert not section().uses.exists()
    response = client.post(RESTORE, {"version": "2", "seen": "3"})
    assert response.status_code == 302
    restored = section()
    assert (restored.body_en, restored.version, restored.edited_by) == ("<p>Second.</p>", 4, editor)
    assert restored.uses.get().treatment == treatment
    assert not restored.is_approved()


def test_bringing_back_what_was_approved_brings_the_approval_back(client, editor):
    save(client, body_en="<p>Second.</p>")
    client.post(RESTORE, {"version": "1", "seen": "2"})
    assert section().is_approved()


def test_bringing_back_over_somebody_elses_save_is_refused(client, editor):
    save(client, body_en="<p>Second.</p>")
    save(client, body_en="<p>Third.</p>")
    response = client.post(RESTORE, {"version": "1", "seen": "2"}, follow=True)
    assert "Somebody saved this entry" in read(response).text
    assert section().body_en == "<p>Third.</p>"


def test_a_version_that_names_what_is_gone_is_refused_with_a_sentence(client, editor):
    make_entry("source", "gone")
    make_entry("section", "for-everyone", sources=["gone"])
    make_entry("section", "for-everyone", sources=[])
    from guide.models import Source

    Source.objects.get(code="gone").delete()
    response = client.post(RESTORE, {"version": "2", "seen": "3"}, follow=True)
    assert "names gone, which does not exist" in read(response).text
    assert section().version == 3


def test_every_way_to_write_is_kept(editor):
    make_entry("section", "for-everyone", body="<p>Written by code.</p>")
    newest = EntryVersion.objects.of(section()).first()
    assert (newest.version, newest.content) == (2, section().content())


def test_an_approval_is_no_new_version(editor):
    approve_as_starter(section())
    assert EntryVersion.objects.of(section()).count() == 1


def test_history_outlives_the_entry_and_goes_on_counting(editor):
    term = make_entry("term", "word")
    term.delete()
    again = make_entry("term", "word", definition="Another meaning.")
    assert [version.version for version in EntryVersion.objects.of(again)] == [2, 1]
    assert again.version == 2


def test_an_entry_made_again_after_deletion_is_an_edit_even_with_the_same_words(editor):
    reviewer = make_colleague("Reviewers")
    words = {
        "name": {"en": "word", "fr": "mot"},
        "definition": {"en": "A meaning.", "fr": "Un sens."},
    }
    write_entry("term", "word", words, by=reviewer).delete()
    again = write_entry("term", "word", words, by=editor)
    assert [version.by for version in EntryVersion.objects.of(again)] == [editor, reviewer]
    assert (again.version, again.edited_by) == (2, editor)


def test_the_language_that_was_left_behind_is_known_and_can_be_called_right(client, editor):
    save(client, body_en="<p>Second.</p>")
    newest = EntryVersion.objects.of(section()).first()
    assert older_language(newest.words_changed) == "fr"
    assert "the French is older" in read(client.get("/admin/")).text
    save(client, translation_checked="on")
    assert "is older" not in read(client.get("/admin/")).text
    assert section().edited_by == editor


def test_the_quick_reading_of_the_desk_is_the_exact_one(client, editor):
    save(client, body_en="<p>Second.</p>")
    make_entry("treatment", "surgery")
    exact = {(row.kind, row.code): (row.digest, row.state, row.title) for row in read_exactly()}
    assert {
        (row.kind, row.code): (row.digest, row.state, row.title) for row in read_quickly()
    } == exact


def test_the_quick_reading_has_kinds_in_the_order_of_the_guide_and_entries_in_their_own(editor):
    for code, order in (("a-last", 300), ("c-first", 1), ("b-first", 1)):
        make_entry("section", code, order=order)
        make_entry("term", code, order=order)
    found = [(row.kind, row.code) for row in read_quickly()]
    assert [kind for kind, _group in groupby(found, key=itemgetter(0))] == [
        kind for kind in BY_KIND if kind in {kind for kind, _code in found}
    ]
    assert [code for kind, code in found if kind == "term"] == ["b-first", "c-first", "a-last"]
    assert [code for kind, code in found if kind == "section"] == [
        "b-first",
        "c-first",
        "for-everyone",
        "a-last",
    ]


def test_keeping_again_keeps_nothing_twice(editor):
    before = EntryVersion.objects.count()
    keep(section(), by=editor)
    assert EntryVersion.objects.count() == before
    assert section().edited_by is None


def test_a_version_that_the_rules_no_longer_allow_is_refused_with_a_sentence(client, editor):
    write_entry("choice", "unsure-risk", {"unsure": False})
    write_entry("choice", "high", {"unsure": True})
    response = client.post(
        "/admin/entry/choice/unsure-risk/restore/", {"version": "1", "seen": "2"}, follow=True
    )
    assert response.status_code == 200
    assert "already has a “not sure” answer" in read(response).text
