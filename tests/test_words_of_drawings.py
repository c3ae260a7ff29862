"""What a drawing shows is content: staff write it, reviewers approve it, and nobody hears it before
that.
"""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps

from guide.desk.undescribed_drawings import DRAWN
from guide.edition.load import load_guide
from guide.exchange.guide_file import export_guide, import_guide
from guide.exchange.starter import FOLDER, read_folder
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import texts
from guide.models import Choice, Edition, Remark
from guide.publishing.actions import approve, approve_as_starter, publish
from guide.publishing.checks import problems
from guide.publishing.compile import compile_working_copy
from guide.publishing.working_copy import read_exactly, read_quickly

from .builders import make_entry, make_user, publish_small_guide
from .desk import change_address, fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
lay_drafts = import_module("guide.migrations.0010_drawings_have_words").lay_drafts
NO_WORDS = {"en": "", "fr": ""}
WORDS = {"en": "One spot in the belly.", "fr": "Un point au ventre."}


@pytest.fixture
def before():
    """A site from before drawings had words: approved by a person, published, and not one word of a
    drawing.
    """
    publish_small_guide(drawing=NO_WORDS)
    for code in ("one-place", "spread"):
        approve(one(code), make_user(code, first_name="Anne", last_name=code.capitalize()))
    return publish(None)


def edit(code, **content):
    return make_entry("choice", code, question="place", **content)


def one(code):
    return Choice.objects.with_links().get(code=code)


def card(client, code, address="/en/guide/"):
    cards = {
        card.first("input")["value"]: card
        for card in read(client.get(address)).all("div", class_="choice")
    }
    return cards[code]


def hears(client, code, address="/en/guide/"):
    """What a screen reader says of a drawing; "" where it passes over it."""
    drawing = card(client, code, address).first("svg").attrs
    assert (drawing.get("role"), drawing.get("aria-hidden")) in [("img", None), (None, "true")]
    return drawing.get("aria-label", "")


def test_every_drawing_has_words_of_its_own_in_the_starter_in_both_languages():
    told = [
        content["drawing"]
        for kind in ("choice", "treatment")
        for code, content in read_folder(FOLDER)[kind].items()
        if code in DRAWN
    ]
    assert len(told) == len(DRAWN) == 4 + 11
    assert len({words[language] for words in told for language in ("en", "fr")}) == 30


def test_words_that_nobody_approved_are_not_heard_and_the_drawing_stays_as_decoration(
    client, before
):
    edit("one-place", drawing=WORDS)
    publish_something()
    assert hears(client, "one-place") == ""
    approve_as_starter(one("one-place"))
    publish(None)
    assert hears(client, "one-place") == WORDS["en"]
    assert hears(client, "one-place", "/fr/guide/") == WORDS["fr"]
    assert hears(client, "spread") == ""


def publish_something():
    approve_as_starter(make_entry("term", "word"))
    publish(None)


def test_words_with_signs_of_html_are_heard_as_they_were_written(client, before):
    approve_as_starter(edit("one-place", drawing='A "spot" <b> & more'))
    publish(None)
    assert hears(client, "one-place") == 'A "spot" <b> & more'


def test_words_in_one_language_only_stop_publishing():
    publish_small_guide()
    edit("one-place", drawing={"en": "One spot.", "fr": ""})
    stopping = problems(compile_working_copy())
    assert [problem.message for problem in stopping] == [
        "“one-place”: What the drawing shows is missing in French."
    ]


def test_the_preview_shows_the_draft_in_the_language_that_has_it(client, before):
    edit("one-place", drawing={"en": "One spot.", "fr": ""})
    client.force_login(make_colleague("Editors"))
    assert hears(client, "one-place", "/admin/preview/working/en/guide/") == "One spot."
    assert hears(client, "one-place", "/admin/preview/working/fr/guide/") == ""


def test_an_editor_writes_them_beside_the_drawing_and_a_reviewer_sees_both(client, before):
    client.force_login(make_colleague("Editors"))
    form = client.get(change_address("choice", "one-place"))
    assert "What the drawing shows (French)" in read(form).text
    assert read(form).first("svg", class_="picture")
    client.post(
        change_address("choice", "one-place"),
        fields_of(form) | {"drawing_en": WORDS["en"], "drawing_fr": "Ici."},
    )
    client.force_login(make_colleague("Reviewers"))
    review = read(client.get("/admin/entry/choice/one-place/review/"))
    assert [new.text for new in review.all("ins")] == [WORDS["en"], "Ici."]
    assert review.first("svg", class_="picture")
    assert not read(client.get("/admin/entry/choice/low/review/")).first("svg", class_="picture")


def test_a_clinician_with_a_review_link_sees_the_drawing_beside_its_words(client, before):
    edit("one-place", drawing=WORDS)
    client.force_login(make_colleague("Reviewers"))
    link = client.post(
        "/admin/entry/choice/one-place/invite/", {"name": "Dr. Anne Tremblay"}
    ).context["address"]
    client.logout()
    page = read(client.get(link.removeprefix("http://testserver")))
    assert page.first("svg", class_="picture").attrs["aria-hidden"] == "true"
    assert WORDS["fr"] in page.text


def test_save_and_preview_opens_the_question_on_which_the_drawing_is_seen(client, starter):
    client.force_login(make_colleague("Editors"))
    address = change_address("choice", "spread")
    changed = fields_of(client.get(address)) | {"drawing_en": "Six spots.", "_preview": "1"}
    frame = read(client.get(client.post(address, changed)["Location"])).first("iframe")
    assert hears(client, "spread", frame["src"]) == "Six spots."


def test_a_section_that_bears_the_code_of_a_drawing_has_none(client, before):
    make_entry("section", "brain-spine")
    client.force_login(make_colleague("Reviewers"))
    assert not read(client.get("/admin/entry/section/brain-spine/review/")).first(
        "svg", class_="picture"
    )


def test_the_desk_and_the_board_name_drawings_without_words_until_they_have_them(client, before):
    client.force_login(make_colleague("Editors"))
    assert "no words in English and French" in read(client.get("/admin/")).text
    assert "Drawing without words: one-place" in read(client.get("/admin/coverage/")).text
    edit("one-place", drawing={"en": "One spot.", "fr": ""})
    assert "no words in French" in read(client.get("/admin/")).text
    for code in ("one-place", "spread"):
        edit(code, drawing=WORDS)
    assert "no words in" not in read(client.get("/admin/")).text
    assert "Drawing without words" not in read(client.get("/admin/coverage/")).text


def test_they_go_to_the_translator_and_come_back(before):
    edit("one-place", drawing={"en": "One spot.", "fr": ""})
    rows = [text for text in texts() if text.field == "drawing"]
    assert [(row.code, row.original, row.translation) for row in rows] == [
        ("one-place", "One spot.", "")
    ]
    back = rows[0].__class__(*rows[0].key, rows[0].original, "Un point.")
    apply_translations([(2, back)], {back.key: rows[0].mark})
    assert (one("one-place").drawing_en, one("one-place").drawing_fr) == ("One spot.", "Un point.")


def test_a_file_without_words_takes_them_out_again_and_an_old_version_too(client, before):
    text = export_guide()
    edit("one-place", drawing=WORDS)
    import_guide(text)
    assert one("one-place").drawing_en == ""
    edit("one-place", drawing=WORDS)
    client.force_login(make_colleague("Editors"))
    address, seen = "/admin/entry/choice/one-place/restore/", one("one-place").version
    client.post(address, {"version": "1", "seen": seen})
    assert one("one-place").drawing_en == ""
    assert one("one-place").version > seen


def test_a_field_without_words_changes_no_digest(before):
    assert all("drawing" not in row.content for row in read_exactly())
    assert one("one-place").is_approved()
    assert compile_working_copy() == before.content
    guide = load_guide(before.content, language="fr", number=1, digest="", published=None)
    assert guide.choices["one-place"].drawing == ""


def test_on_a_site_in_use_the_starters_words_wait_as_a_draft_and_families_read_on_as_before(
    client, before
):
    edit("spread", hint="Half written.")
    lay_drafts(apps, None)
    starter = read_folder(FOLDER)["choice"]
    for code in ("one-place", "spread"):
        entry = one(code)
        assert entry.drawing_fr == starter[code]["drawing"]["fr"]
        assert not entry.is_approved()
        assert "came with an update" in entry.note
    assert one("spread").hint_en == "Half written."
    assert one("low").is_approved()
    assert [row.content for row in read_quickly()] == [
        row.content for row in read_quickly_exactly()
    ]
    publish_something()
    assert hears(client, "one-place") == ""
    assert Edition.objects.get(number=before.number).digest == before.digest
    assert (
        Edition.objects.first().content["entries"]["choice"] == before.content["entries"]["choice"]
    )


def test_what_was_approved_in_the_evening_is_published_like_everything_else():
    publish_small_guide(drawing=NO_WORDS)
    approve(one("spread"), make_user("anne", first_name="Anne"))
    evening = datetime(2026, 1, 10, 4, 30, tzinfo=UTC)  # the 9th in Toronto
    Choice.objects.filter(code="spread").update(approved_at=evening)
    publish(None)
    lay_drafts(apps, None)
    assert one("spread").drawing_en != ""


def read_quickly_exactly():
    exact = {(row.kind, row.code): row for row in read_exactly()}
    return [exact[row.kind, row.code] for row in read_quickly()]


def test_what_is_on_its_way_is_left_alone(before):
    asked = edit("one-place", hint="Please read this.")
    Remark.objects.create(
        kind="choice",
        code="one-place",
        digest=asked.digest(),
        nature=Remark.Nature.READY,
        by=make_user("ed"),
    )
    approve(edit("spread", hint="Approved, not published."), make_user("bob", first_name="Bob"))
    lay_drafts(apps, None)
    assert (one("one-place").drawing_en, one("spread").drawing_en) == ("", "")
    assert one("spread").is_approved()
    assert (
        publish(None).content["entries"]["choice"]["spread"]["hint"]["en"]
        == "Approved, not published."
    )


def test_an_approval_by_name_of_starter_words_is_on_its_way_too():
    publish_small_guide(drawing=NO_WORDS)
    approve(one("spread"), make_user("bob", first_name="Bob"))
    lay_drafts(apps, None)
    assert one("spread").is_approved()
    assert not one("one-place").is_approved()


def test_a_form_that_was_open_during_the_update_does_not_wipe_the_words_out(client, before):
    client.force_login(make_colleague("Editors"))
    address = change_address("choice", "one-place")
    opened = fields_of(client.get(address))
    lay_drafts(apps, None)
    client.post(address, opened)
    assert one("one-place").drawing_en
