"""The publish page: what changes, for whom, what stops it; now, at a set time, and back again."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from guide.edition.current import live_edition
from guide.models import Edition, PlannedPublication, Section
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.schedule import publish_due

from . import photograph
from .builders import approve_all, make_entry, make_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@photograph.kept
def stage():
    """Families read edition 1; a change of the section for high risk is approved."""
    make_small_guide()
    make_entry("section", "for-high", choices=["high"], body="<p>Old words.</p>")
    make_entry("treatment", "surgery", what="<p>An operation.</p>")
    approve_all()
    publish(None)
    approve_as_starter(make_entry("section", "for-high", body="<p>New words.</p>"))


@pytest.fixture
def publisher(client):
    stage()
    user = make_colleague("Publishers")
    client.force_login(user)
    return user


def send(client, **more):
    form = client.get("/admin/publish/").context["form"]
    return client.post(
        "/admin/publish/", {"expected": form["expected"].value(), "nature": "change"} | more
    )


def test_the_page_tells_which_pages_change_and_how(client, publisher):
    response = client.get("/admin/publish/")
    page = read(response)
    assert "changes 3 of 9 results and 0 treatment pages" in page.text
    assert [page["title"] for page in response.context["impact"]["results"]]
    assert (page.first("del").text, page.first("ins").text) == ("Old", "New")
    links = [link["href"] for link in page.all("a", href=True) if "/compare/" in link["href"]]
    assert "/admin/compare/edition-1/next/en/guide/one-place/high/" in links
    assert not any("low/" in link for link in links)


@pytest.mark.once
def test_a_handout_that_grows_too_long_is_named_before_publishing(client, publisher, monkeypatch):
    assert not read(client.get("/admin/publish/?handouts=look")).first(id="long-sheets")
    approve_as_starter(
        make_entry("section", "for-high", key_points="<p>The same again and again. </p>" * 300)
    )
    warning = read(client.get("/admin/publish/?handouts=look")).first(id="long-sheets").parent
    assert "instead of 4" in warning.text
    named = {item.text.split(" (")[0] for item in warning.all("li")}
    assert "one-place short, high short" in named
    assert "one-place short, low short" not in named
    assert client.get(warning.first("a")["href"]).content.startswith(b"%PDF-")
    monkeypatch.setattr("guide.desk.long_handouts.fits", None)  # looking again sets no sheet again
    assert read(client.get("/admin/publish/")).first(id="long-sheets").parent.text == warning.text


def test_before_and_after_stand_side_by_side(client, publisher):
    page = read(client.get("/admin/compare/edition-1/next/en/guide/one-place/high/"))
    assert (page.first("del").text, page.first("ins").text) == ("Old", "New")
    before, after = [frame["src"] for frame in page.all("iframe")]
    assert "Old words." in read(client.get(before)).text
    assert "New words." in read(client.get(after)).text


def test_publishing_lets_families_read_it(client, publisher):
    assert send(client, note_en="Newer words.", note_fr="Nouveaux mots.").status_code == 302
    edition = Edition.objects.get(number=2)
    assert (edition.published_by, edition.nature, edition.note_fr) == (
        publisher,
        "change",
        "Nouveaux mots.",
    )
    assert live_edition().guide("en").sections["for-high"].body == "<p>New words.</p>"


def test_a_correction_is_marked_as_one(client, publisher):
    send(
        client,
        nature="correction",
        note_en="A wrong word is mended.",
        note_fr="Un mot erroné est corrigé.",
    )
    assert Edition.objects.get(number=2).nature == "correction"


def test_a_note_in_one_language_only_is_refused_at_the_other(client, publisher):
    response = send(client, note_en="Newer words.")
    assert response.status_code == 422
    assert "both languages" in response.context["form"].errors["note_fr"][0]
    assert Edition.objects.count() == 1


def test_of_two_publishers_the_second_is_told(client, publisher):
    data = {"expected": 1, "nature": "change"}
    publish(None)
    response = client.post("/admin/publish/", data)
    assert response.status_code == 409
    assert "Somebody else published" in read(response).text
    assert Edition.objects.count() == 2


def test_what_would_break_the_guide_is_named_and_cannot_be_published(client, publisher):
    approve_as_starter(
        make_entry("section", "for-high", body={"en": "<p>Only English.</p>", "fr": ""})
    )
    response = client.get("/admin/publish/")
    [(problem, address)] = response.context["stopping"]
    assert problem.code == "for-high"
    form = f"/admin/guide/section/{Section.objects.get(code='for-high').pk}/change/"
    assert client.get(address)["Location"] == form
    assert not [b for b in read(response).all("input", type="submit") if "Publish" in b["value"]]
    assert client.post("/admin/publish/", {"expected": 1, "nature": "change"}).status_code == 409
    assert Edition.objects.count() == 1


def test_a_publication_can_be_planned_and_goes_out_at_its_time(client, publisher, capsys):
    at = timezone.localtime() + timezone.timedelta(hours=2)
    send(client, at=at.strftime("%Y-%m-%dT%H:%M"), note_en="Later.", note_fr="Plus tard.")
    assert Edition.objects.count() == 1
    assert "goes out on" in read(client.get("/admin/")).text
    call_command("publish_due")
    assert Edition.objects.count() == 1
    PlannedPublication.objects.update(at=timezone.now())
    call_command("publish_due")
    assert "published as edition 2" in capsys.readouterr().out
    assert (Edition.objects.first().published_by, Edition.objects.first().note_en) == (
        publisher,
        "Later.",
    )
    assert publish_due() == []


def planned_for_now(client):
    at = timezone.localtime() + timezone.timedelta(hours=2)
    send(client, at=at.strftime("%Y-%m-%dT%H:%M"))
    PlannedPublication.objects.update(at=timezone.now())


def test_what_is_approved_after_a_plan_was_made_is_none_of_it(client, publisher):
    planned_for_now(client)
    approve_as_starter(make_entry("term", "unseen"))
    [planned] = publish_due()
    assert planned.outcome_in_words() == "published as edition 2"
    assert "unseen" not in live_edition().guide("en").terms
    assert live_edition().guide("en").sections["for-high"].body == "<p>New words.</p>"


@pytest.mark.parametrize("lost", ["the right to publish", "is_active", "is_staff"])
def test_a_plan_of_somebody_who_may_not_publish_any_more_is_dropped(client, publisher, lost):
    planned_for_now(client)
    if lost == "the right to publish":
        publisher.groups.clear()
    else:
        setattr(publisher, lost, False)
        publisher.save()
    [planned] = publish_due()
    assert "may not publish" in planned.outcome_in_words()
    assert Edition.objects.count() == 1


def test_a_plan_that_has_gone_out_meanwhile_is_not_called_cancelled(client, publisher):
    said = read(client.post("/admin/publish/cancel/", follow=True)).text
    assert "Nothing is planned any more" in said
    assert "cancelled." not in said.replace("a colleague cancelled it.", "")


def test_a_plan_can_be_cancelled_and_a_time_must_be_to_come(client, publisher):
    assert send(client, at="2020-01-01T10:00").status_code == 409
    planned_for_now(client)
    assert "Cancel the planned publication" in [
        button["value"]
        for button in read(client.get("/admin/publish/")).all("input", type="submit")
    ]
    client.post("/admin/publish/cancel/")
    assert publish_due() == []
    assert Edition.objects.count() == 1


def test_going_back_shows_the_same_differences_and_makes_a_new_edition(client, publisher):
    send(client)
    response = client.get("/admin/editions/1/go-back/")
    page = read(response)
    assert "changes 3 of 9 results" in page.text
    assert (page.first("del").text, page.first("ins").text) == ("New", "Old")
    data = {"expected": 2, "nature": "correction", "note_en": "Back.", "note_fr": "Retour."}
    assert client.post("/admin/editions/1/go-back/", data).status_code == 302
    newest = Edition.objects.first()
    assert (newest.number, newest.restores.number, newest.nature, newest.note_en) == (
        3,
        1,
        "correction",
        "Back.",
    )
    assert Section.objects.get(code="for-high").body_en == "<p>New words.</p>"


def test_going_back_after_somebody_else_published_is_refused(client, publisher):
    send(client)
    approve_as_starter(make_entry("term", "unseen"))
    publish(None)
    client.post("/admin/editions/1/go-back/", {"expected": 2, "nature": "change"})
    assert Edition.objects.count() == 3


def test_a_second_press_of_publish_says_that_it_is_done(client, publisher):
    data = {"expected": client.get("/admin/publish/").context["form"]["expected"].value()}
    client.post("/admin/publish/", data | {"nature": "change"})
    again = client.post("/admin/publish/", data | {"nature": "change"})
    assert "You published this a moment ago, as edition 2." in read(again).text
    assert Edition.objects.count() == 2


def test_the_list_of_editions_says_who_when_and_what(client, publisher):
    send(client, note_en="Newer words.", note_fr="Nouveaux mots.")
    rows = read(client.get("/admin/guide/edition/")).first(id="result_list").text
    assert "Newer words." in rows
    assert "Old words" not in rows
    page = read(client.get("/admin/editions/2/"))
    assert (page.first("del").text, page.first("ins").text) == ("Old", "New")


def test_a_time_at_the_end_of_all_calendars_is_refused(client, publisher):
    response = send(client, at="9999-12-31T23:59")
    assert response.status_code == 409
    assert "more than a year away" in read(response).text


@pytest.mark.parametrize("when", ["", "2 hours"])
def test_what_was_approved_after_the_publisher_looked_does_not_go_out_unseen(
    client, publisher, when
):
    digest = read(client.get("/admin/publish/")).first("input", name="digest")["value"]
    approve_as_starter(make_entry("section", "for-high", body="<p>Newest words.</p>"))
    at = (
        timezone.localtime(timezone.now() + timezone.timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
        if when
        else ""
    )
    response = send(client, digest=digest, at=at)
    assert response.status_code == 409
    assert "has changed since it was looked at" in read(response).text
    assert not Edition.objects.filter(number=2).exists()
    assert not PlannedPublication.objects.exists()
    seen_now = read(response).first("input", name="digest")["value"]
    assert send(client, digest=seen_now, at=at).status_code == 302


def test_the_page_waits_for_no_handout_and_then_asks_for_a_few(client, publisher, monkeypatch):
    cache.clear()
    monkeypatch.setattr("guide.desk.long_handouts.AT_ONCE", 2)
    monkeypatch.setattr("guide.desk.long_handouts.WHEN_ASKED", 5)
    page = read(client.get("/admin/publish/"))
    assert "looked at for 0 of 12 sheets that change" in page.text
    sheets = page.first(id="sheets")
    assert sheets.first("a")["href"] == sheets["data-sheets"] == "?handouts=look"
    page = read(client.get("/admin/publish/?handouts=look"))
    assert "looked at for 2 of 12 sheets that change" in page.text
    assert "data-sheets" not in page.first(id="sheets").attrs
    assert "looked at for 2 of 12" in read(client.get("/admin/publish/?handouts=look")).text
    assert "looked at for 7 of 12" in read(client.get("/admin/publish/?handouts=more")).text
    assert "looked at for 7 of 12" in read(client.get("/admin/publish/")).text
    assert "looked at for" not in read(client.get("/admin/publish/?handouts=more")).text
