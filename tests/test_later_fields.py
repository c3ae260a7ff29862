"""A field that comes later, of whatever sort, voids no approval, changes no sheet, and lets an
older version save.
"""

import json
from dataclasses import MISSING
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.db.models.fields import NOT_PROVIDED

from guide.edition import guide as parts
from guide.edition.load import load_guide
from guide.exchange.guide_file import export_guide, import_guide
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import texts
from guide.models import BY_KIND, ENTRY_MODELS, EntryVersion, Ward, content_digest
from guide.ops.backup import backup, restore
from guide.publishing.actions import approve, publish
from guide.publishing.changes import change_of
from guide.publishing.checks import problems
from guide.publishing.compile import as_published, compile_next, compile_working_copy
from guide.publishing.refused import Refused
from guide.publishing.working_copy import read_exactly, read_quickly
from guide.publishing.write import in_loading_order, write_entry

from . import test_handout_bytes
from .builders import approve_all, make_entry, make_small_guide, make_user
from .desk import change_address, fields_of, make_colleague
from .golden import edition_of
from .later import NAMES, Later
from .pages import read

pytestmark = pytest.mark.django_db
ON_PAPER = json.loads(
    (Path(__file__).parent / "data" / "edition-on-paper.json").read_text(encoding="utf-8")
)
SAID = {
    "motto": {"en": "Side by side", "fr": "Côte à côte"},
    "floor": "third",
    "beds": 12,
    "opened": "2026-01-31",
    "is_closed": True,
    "tongues": ["cr", "en"],
    "paper": "source-a",
    "papers": ["source-a", "source-b"],
}
NOTHING = {
    "motto": {"en": "", "fr": ""},
    "floor": "ground",
    "beds": None,
    "opened": None,
    "is_closed": False,
    "tongues": [],
    "paper": None,
    "papers": [],
}


@pytest.fixture
def published():
    """A guide with a ward and two sources, each entry approved by a named reviewer, and edition 1
    of it.
    """
    make_small_guide()
    make_entry("source", "source-a")
    make_entry("source", "source-b")
    make_entry("ward", "east")
    reviewer = make_user("rae", first_name="Rae", last_name="Reviewer")
    for model in ENTRY_MODELS:
        for entry in model.objects.with_links():
            approve(entry, reviewer)
    return publish(reviewer)


@pytest.fixture
def signed(published):
    """{(kind, code): digest} before there was any later field."""
    return {(row.kind, row.code): row.digest for row in read_exactly()}


@pytest.fixture
def later(signed):
    """The next version of the program runs, and its columns are there."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        version = Later(monkeypatch)
        version.learn()
        version.add_columns()
        yield version
        version.forget()


def east():
    return Ward.objects.with_links().get(code="east")


def say(**content):
    return write_entry("ward", "east", content)


def loaded(content, language="en"):
    return load_guide(content, language=language, number=7, digest="", published=date(2026, 1, 31))


def test_every_digest_and_every_approval_stays(signed, later, published):
    assert {(row.kind, row.code): row.digest for row in read_exactly()} == signed
    assert {(row.kind, row.code): row.digest for row in read_quickly()} == signed
    assert all(
        entry.is_approved() for model in ENTRY_MODELS for entry in model.objects.with_links()
    )
    assert not set(NAMES) & set(east().content())
    assert compile_next(published) == published.content
    assert compile_working_copy() == published.content
    with pytest.raises(Refused, match="Nothing has changed"):
        publish(None)


def test_an_edition_from_before_says_nothing_in_it(later, published):
    ward = loaded(published.content).wards["east"]
    assert (ward.name, ward.motto, ward.floor, ward.papers) == (
        "east name",
        "",
        "ground",
        frozenset(),
    )


@pytest.mark.once
def test_golden_sheets_stay(later, monkeypatch):
    edition_of.cache_clear()
    edition = edition_of("edition-on-paper", 7)
    assert hasattr(edition.guide("en").wards["ward-a"], "motto")
    monkeypatch.setattr(test_handout_bytes, "EDITION", edition)
    for printed in test_handout_bytes.PRINTED:
        test_handout_bytes.test_what_was_printed_comes_back_byte_for_byte(*printed)


def test_an_older_version_of_the_program_goes_on_saving(later):
    with later.older():
        assert "motto" not in {field.name for field in Ward._meta.get_fields()}
        written = make_entry("ward", "west")
        approve(written, make_user("another"))
        renamed = write_entry("ward", "east", {"day_phone": "555-0199"}).digest()
    west = Ward.objects.with_links().get(code="west")
    of_today = {name: Ward.empty(name) for name in Ward.LATER if name not in NOTHING}
    nothing = NOTHING | of_today
    assert Ward.whole(west.content()) == west.content() | nothing
    assert west.is_approved()
    assert east().digest() == renamed
    with connection.cursor() as cursor:
        cursor.execute("SELECT motto_en, floor, is_closed FROM guide_ward WHERE code = 'west'")
        assert cursor.fetchone() == ("", "ground", False)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_in_it_needs_an_approval_and_saying_nothing_again_needs_none(later, name):
    before = east().content()
    entry = say(**{name: SAID[name]})
    assert entry.content() == before | {name: SAID[name]}
    assert not entry.is_approved()
    entry = say(**{name: NOTHING[name]})
    assert entry.content() == before
    assert entry.is_approved()


def test_an_older_version_that_saves_leaves_what_was_said(later):
    say(**SAID)
    with later.older():
        write_entry("ward", "east", {"day_phone": "555-0199"})
    assert {name: east().content()[name] for name in NAMES} == SAID


def test_families_read_it_once_it_is_approved_and_published(later):
    say(**SAID)
    approve_all()
    content = publish(None).content
    ward = loaded(content, "fr").wards["east"]
    assert (ward.motto, ward.floor, ward.beds, ward.opened) == (
        "Côte à côte",
        "third",
        12,
        date(2026, 1, 31),
    )
    assert (ward.is_closed, ward.tongues) == (True, ("cr", "en"))
    assert (ward.paper, ward.papers) == ("source-a", {"source-a", "source-b"})
    with later.older():
        assert loaded(content).wards["east"].name == "east name"


def test_a_reviewer_sees_what_was_said(later, published, client):
    say(**SAID)
    before = as_published(published, "ward", "east")
    seen = change_of("ward", "east", before, east().content(), {})
    assert {(change.label, change.before, change.after) for change in seen.fields} == {
        ("Motto (English)", "", "Side by side"),
        ("Motto (French)", "", "Côte à côte"),
        ("Floor", "", "third"),
        ("Beds", "", "12"),
        ("Opened", "", "31 January 2026"),
        ("Is closed", "", "yes"),
        ("Tongues", "", "Cree, English"),
        ("Paper", "", "source-a"),
        ("Papers", "", "source-a; source-b"),
    }
    client.force_login(make_colleague("Reviewers"))
    review = read(client.get("/admin/entry/ward/east/review/"))
    assert "third" in {new.text for new in review.all("ins")}


def test_an_old_version_brought_back_says_nothing_in_it(later, client):
    before = east().content()
    say(**SAID)
    client.force_login(make_colleague("Editors"))
    first = EntryVersion.objects.of(east()).last().version
    response = client.post(
        "/admin/entry/ward/east/restore/", {"version": first, "seen": east().version}
    )
    assert response.status_code == 302
    assert east().content() == before


def test_the_form_of_an_entry_offers_it_and_saving_it_untouched_changes_nothing(later, client):
    client.force_login(make_colleague("Editors"))
    before, address = east(), change_address("ward", "east")
    page = client.get(address)
    assert "Cree" in read(page).text
    opened = fields_of(page)
    assert {"motto_en", "motto_fr", "floor", "paper", "papers"} <= set(opened)
    assert client.post(address, opened).status_code == 302
    assert (east().digest(), east().version) == (before.digest(), before.version)
    client.post(address, opened | {"floor": "third", "tongues": ["en", "cr"], "is_closed": "on"})
    assert {name: east().content()[name] for name in ("floor", "tongues", "is_closed")} == {
        "floor": "third",
        "tongues": ["cr", "en"],
        "is_closed": True,
    }


def test_the_whole_guide_as_a_file_brings_it_back_and_a_file_from_before_leaves_it_alone(later):
    with later.older():
        before = export_guide()
    say(**SAID)
    file, digest = export_guide(), east().digest()
    say(**NOTHING)
    assert import_guide(file).changed == [("ward", "east")]
    assert east().digest() == digest
    assert import_guide(before).changed == []
    assert east().digest() == digest


def test_a_translator_gets_its_words_and_sends_them_back(later):
    say(motto={"en": "Side by side", "fr": ""})
    rows = [text for text in texts() if text.key == ("ward", "east", "motto")]
    assert [row.original for row in rows] == ["Side by side"]
    back = rows[0].__class__(*rows[0].key, rows[0].original, "Côte à côte")
    apply_translations([(2, back)], {back.key: rows[0].mark})
    assert east().content()["motto"] == SAID["motto"]


def test_a_backup_holds_it(later, tmp_path):
    digest = say(**SAID).digest()
    backup(tmp_path / "guide.ops.backup")
    say(**NOTHING)
    restore(tmp_path / "guide.ops.backup", replace=True)
    assert east().digest() == digest


def test_a_link_in_it_that_leads_nowhere_stops_publishing_and_is_left_out_of_a_preview(later):
    say(paper="source-a", papers=["source-a", "source-b"])
    content = compile_working_copy()
    del content["entries"]["source"]["source-a"]
    assert [problem.message for problem in problems(content) if problem.kind == "ward"] == [
        "“east” names the source “source-a”, which is withdrawn or not approved.",
        "“east” names the source “source-a”, which is withdrawn or not approved.",
    ]
    write_entry("source", "source-a", {"withdrawn": True})
    shown = loaded(compile_working_copy()).wards["east"]
    assert (shown.paper, shown.papers) == (None, {"source-b"})


def test_what_was_signed_of_every_kind_is_still_the_same_content():
    """A field that is not in this file and not in LATER would void every approval of its kind."""
    for kind, code, content in in_loading_order(ON_PAPER["entries"]):
        signed = {name: value for name, value in content.items() if name != "reviewed"}
        entry = write_entry(kind, code, signed)
        assert entry.content() == signed, f"{kind} {code}: put the new field in LATER"
        assert entry.digest() == content_digest([kind, code, signed])
    assert set(ON_PAPER["entries"]) == set(BY_KIND)
    assert Ward.objects.with_links().get(code="ward-a").digest() == (
        "edaf91bf890380bca2af05b63d2fbfd2bb36045a1832b551f822552a8f78b859"
    )


def later_fields():
    for model in ENTRY_MODELS:
        for name in model.LATER:
            yield model, name


def test_the_database_knows_what_nothing_is_in_every_later_field():
    for model, name in later_fields():
        names = (
            [f"{name}_{language}" for language in ("en", "fr")] if name in model.PAIRS else [name]
        )
        for field in (
            model._meta.get_field(column) for column in names if name not in model.MANY_LINKS
        ):
            has_default = (
                field.db_default is not NOT_PROVIDED and field.db_default == field.get_default()
            )
            assert field.null or has_default, f"{field} needs default and db_default"


def test_every_later_field_has_a_default_where_families_read_it():
    for model, name in later_fields():
        shown = getattr(parts, model.__name__).__dataclass_fields__.get(name)
        assert shown is None or shown.default is not MISSING, (
            f"{model.__name__}.{name} needs a default"
        )
