"""Whoever learns that another answer fits is led to its result: where the risk group or the place
was not known, and where a child's risk group changed later.
"""

import pytest

from .pages import read

pytestmark = pytest.mark.django_db


def links_in(client, address, code):
    section = read(client.get(address)).first("section", id=code)
    return {link.text: link["href"] for link in section.first("ul", class_="beside").all("a")}


@pytest.mark.parametrize("group", ["low", "intermediate"])
def test_a_group_that_changed_later_leads_to_the_result_of_high_risk(client, starter, group):
    found = links_in(client, f"/en/guide/{group}/spread/", "changed-risk-group")
    assert found == {"High risk": "/en/guide/high/spread/"}
    found = links_in(client, f"/fr/guide/{group}/one-place/", "changed-risk-group")
    assert found == {"Risque élevé": "/fr/guide/high/one-place/"}


def test_it_says_to_ask_the_team_and_not_which_treatment_follows(client, starter):
    page = read(client.get("/en/guide/low/spread/"))
    section = page.first("section", id="changed-risk-group")
    assert "Ask the team which one fits" in section.text
    assert not any(link["href"].startswith("/en/treatments/") for link in section.all("a"))
    page = read(client.get("/en/guide/high/spread/"))
    assert page.first("section", id="changed-risk-group") is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Was your child later treated as high-risk? Ask the team which page fits"),
        ("fr", "traité plus tard votre enfant comme «\xa0à risque élevé\xa0»? Demandez à l’équipe"),
    ],
)
def test_the_help_of_the_first_question_says_it_too(client, starter, language, words):
    assert words in read(client.get(f"/{language}/guide/")).first("details", class_="why").text


def test_whoever_learns_the_place_finds_the_result_of_each(client, starter):
    page = read(client.get("/en/guide/high/unsure-place/"))
    how_to_find_out = page.first("section", id="find-out-place").parent.first("details")
    found = how_to_find_out.first("ul", class_="beside").all("a")
    assert [link["href"] for link in found] == [
        "/en/guide/high/one-place/",
        "/en/guide/high/spread/",
        "/en/guide/high/brain-spine/",
        "/en/guide/high/brain-and-elsewhere/",
    ]
