"""Sending it on: to the other parent with the answers, to others without, and no preview tells."""

import pytest

from .pages import read

pytestmark = pytest.mark.django_db
RESULT = "/en/guide/high/one-place/"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (RESULT, "A guide for families"),
        ("/en/guide/high/", "A guide for families"),
        ("/fr/guide/high/one-place/", "Un guide pour les familles"),
        ("/en/our-list/?q=second-opinion&region=NU", "A guide for families"),
        ("/en/search/?q=dying", "A guide for families"),
    ],
)
def test_the_preview_of_a_message_says_nothing_of_risk_place_or_what_was_asked(
    client, starter, address, title
):
    page = read(client.get(address))
    shown = {}
    for tag in page.all("meta", property=True):
        shown[tag["property"]] = tag["content"]
    assert shown["og:title"] == title
    words = " ".join(shown.values()).casefold()
    for word in ("high", "élevé", "place", "endroit", "opinion", "nunavut", "dying"):
        assert word not in words, word


def test_one_button_sends_the_guide_without_the_answers(client, starter):
    page = read(client.get(RESULT)).first("section", id="send")
    by_mail = [link["href"] for link in page.all("a", href=True) if "mailto:" in link["href"]]
    assert len(by_mail) == 2
    assert [address for address in by_mail if "high" not in address]
    buttons = list(page.all("button", data_act="share"))
    addresses = [button.get("data-address") for button in buttons]
    assert addresses[0] is None
    assert addresses[1].endswith("/en/")


def test_the_way_back_next_week_is_said(client, starter):
    text = read(client.get(RESULT)).first("section", id="send").text
    assert "keep a bookmark" in text
    assert "home screen" in text


def test_sending_to_the_other_parent_takes_two_taps(client, starter):
    page = read(client.get(RESULT)).first("main")
    doors = page.first("ul", class_="doors")
    assert doors.first("a", href="#send")
    assert page.first("section", id="send").first("button", data_act="share")
