"""What was saved before there was one normal form is put in it, and every approval stands."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from guide.exchange.guide_file import export_guide
from guide.models import (
    Edition,
    EntryVersion,
    PlannedPublication,
    Remark,
    Section,
    Term,
    content_digest,
)
from guide.publishing.actions import approve, approve_as_starter, publish
from guide.publishing.changes import changes
from guide.publishing.compile import compile_next, last_edition
from guide.publishing.refused import Refused
from guide.publishing.schedule import plan, publish_due
from guide.publishing.working_copy import read_exactly, read_quickly
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, make_small_guide, make_user
from .desk import make_colleague
from .pages import read
from .saved_texts import LIST, TOUCHED, as_before, entry_of

pytestmark = pytest.mark.django_db
put_in_form = import_module("guide.migrations.0013_texts_in_normal_form").put_in_form


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
        approve(entry_of(kind, code), make_user(code, first_name="Carol", last_name="Roy"))
    return publish(None)


def test_every_approval_stands_with_its_name_and_day(old_site):
    before, edition = entry_of("section", "points"), Edition.objects.get()
    Remark.objects.create(
        kind="section",
        code="points",
        digest=before.digest(),
        nature="comment",
        text="Well.",
        by=make_user("guest"),
    )
    put_in_form(apps, None)
    after = entry_of("section", "points")
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
    term = entry_of("term", "word")
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
    signed = entry_of("section", "points")
    write_entry("section", "points", {"title": {"en": "Other", "fr": "Autre"}})
    put_in_form(apps, None)
    assert not entry_of("section", "points").is_approved()
    first = EntryVersion.objects.of(signed).earliest("version")
    write_entry("section", "points", first.content)
    assert entry_of("section", "points").is_approved()


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
    approve_as_starter(entry_of("section", "for-everyone"))
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
    assert done.outcome_in_words() == "published as edition 2"
    assert PlannedPublication.objects.get().done_at


def test_an_approval_of_which_no_version_was_kept_is_left_alone(old_site):
    EntryVersion.objects.filter(kind="term").delete()
    before = Term.objects.get()
    put_in_form(apps, None)
    assert (Term.objects.get().name_fr, Term.objects.get().is_approved()) == (before.name_fr, True)
    assert Section.objects.get(code="points").title_en == "Points"
