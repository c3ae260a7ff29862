"""A family's team: its numbers on a page of its own, and in “Who to call” where it was kept."""

import pytest

from guide.edition.current import live_edition
from guide.lib.telephone import text_message
from guide.page.addresses import all_addresses
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import write_entry

from . import photograph
from .builders import approve_all, make_entry, make_small_guide
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    stage()


@photograph.kept
def stage():
    make_small_guide()
    make_entry(
        "ward",
        "east",
        day_phone="416-555-0101",
        night_phone="416-555-0102",
        fever_line="416-555-0103",
        hours={"en": "8 to 4, Monday to Friday", "fr": "8 h à 16 h"},
        fever_temperature={"en": "38.0 °C", "fr": "38,0 °C"},
    )
    approve_all()
    publish(None)


@pytest.mark.parametrize(
    ("address", "temperature", "hours"),
    [
        ("/en/team/east/", "38.0 °C", "8 to 4, Monday to Friday"),
        ("/fr/equipe/east/", "38,0 °C", "8 h à 16 h"),
    ],
)
def test_a_teams_page_has_its_numbers_hours_and_fever_temperature(
    client, ward, address, temperature, hours
):
    page = read(client.get(address)).first("main")
    assert temperature.replace("\u00a0", " ") in page.text.replace("\u00a0", " ")
    assert hours.replace("\u00a0", " ") in page.text.replace("\u00a0", " ")
    called = [link["href"] for link in page.all("a", href=True) if "tel:" in link["href"]]
    assert called == ["tel:+14165550103", "tel:+14165550101", "tel:+14165550102"]


def test_every_page_leads_to_the_choice_of_a_team_once_there_is_one(client, ward):
    for address in ("/en/", "/en/guide/", "/en/words/"):
        help_ = read(client.get(address)).first("aside", id="help")
        assert help_.first("a", href="/en/team/"), address
    teams = read(client.get("/en/team/")).first("main")
    assert teams.first("a", href="/en/team/east/")
    assert teams.first(id="team-east").first("a", href="tel:+14165550103")


def test_a_team_that_was_taken_out_says_so_and_gives_no_number(client, ward):
    approve_as_starter(write_entry("ward", "east", {"withdrawn": True}))
    publish(None)
    response = client.get("/en/team/east/")
    assert response.status_code == 404
    page = read(response).first("main")
    assert "not in the guide" in page.text
    assert "555" not in page.text
    assert not read(client.get("/en/team/")).first(id="team-east")


def test_pages_of_teams_are_in_the_copy_on_a_phone_and_in_no_search_engine(client, ward):
    assert {"/en/team/", "/en/team/east/"} <= set(all_addresses(live_edition().guide("en")))
    assert "/team/" not in client.get("/sitemap.xml").content.decode()
    for address in ("/en/team/", "/en/team/east/"):
        response = client.get(address)
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies


def test_without_a_ward_the_page_says_what_to_ask(client):
    make_small_guide()
    approve_all()
    publish(None)
    assert "Ask your nurse" in read(client.get("/en/team/")).first("main").text


def test_who_to_call_says_who_answers_at_night_in_which_languages_and_where_to_write(
    client, starter
):
    help_ = read(client.get("/en/")).first("aside", id="help")
    assert help_.first("a", href="tel:988")
    assert help_.first("a", href="sms:988")
    assert help_.first("a", href="sms:686868?&body=CONNECT")
    assert "English, French" in help_.text


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Text CONNECT to 686868", "sms:686868?&body=CONNECT"),
        ("Textez TEXTO au 686868", "sms:686868?&body=TEXTO"),
        ("Text 988", "sms:988"),
        ("Text 416-555-0199", "sms:+14165550199"),
        ("Text 45645 or 741741", ""),
        ("By the form on the website", ""),
    ],
)
def test_a_text_line_is_a_link_only_where_the_number_is_sure(written, address):
    assert text_message(written) == address
