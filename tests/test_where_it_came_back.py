"""A parent sees where the cancer came back, and reads first what holds for all of the answer."""

import pytest

from guide.edition.current import live_edition
from guide.edition.path import read_path
from guide.edition.result import result_for
from guide.edition.telling import tell

from .pages import read

pytestmark = pytest.mark.django_db


def the_picture(page):
    return page.first("figure", **{"class": "where"})


@pytest.mark.parametrize("place", ["one-place", "spread", "brain-spine", "brain-and-elsewhere"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_result_shows_the_place_in_a_drawing_with_a_caption_and_its_words(
    client, starter, language, place
):
    page = read(client.get(f"/{language}/guide/high/{place}/"))
    choice = live_edition().guide(language).choices[place]
    figure = the_picture(page)
    assert figure.first("svg").attrs["aria-label"] == choice.drawing
    caption = {"en": "Where it came back (example)", "fr": "Où il est revenu (exemple)"}[language]
    assert figure.text.strip() == caption


@pytest.mark.parametrize("risk", ["high", "unsure-risk"])
def test_each_place_that_it_may_be_is_drawn_once_beside_its_situation(client, starter, risk):
    page = read(client.get(f"/en/guide/{risk}/unsure-place/"))
    assert the_picture(page) is None
    situations = page.first("section", id="situations")
    assert "The drawings show examples." in situations.text
    told = list(situations.all("section", class_="situation"))
    drawn = [situation.first("h3").text for situation in told if situation.first("svg")]
    places = ("one place", "several places", "spinal cord", "spinal cord, and elsewhere")
    for heading, place in zip(drawn, places, strict=True):
        assert heading.casefold().endswith(place)


def test_where_the_place_is_known_no_situation_draws_it_again(client, starter):
    page = read(client.get("/en/guide/unsure-risk/one-place/"))
    assert the_picture(page) is not None
    assert page.first("section", id="situations").first("svg") is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("risk", ["low", "intermediate", "high", "unsure-risk"])
def test_where_it_is_in_two_places_the_one_plan_for_both_is_said_first(starter, language, risk):
    guide = live_edition().guide(language)
    told = tell(result_for(guide, read_path(guide, f"{risk}/brain-and-elsewhere")))
    first = told.parts[0]
    assert first.shown.section.code == "two-places"
    assert {"en": "one plan for both places", "fr": "un plan pour les deux endroits"}[
        language
    ] in first.first[0]


@pytest.mark.parametrize("code", ["surgery", "radiation-therapy", "targeted-medicine"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_treatment_says_which_signs_to_call_for(client, starter, language, code):
    treatment = live_edition().guide(language).treatments[code]
    assert treatment.call.count("<li>") >= 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_fold_of_a_result_is_open_in_one_language_alone(client, starter, language):
    page = client.get(f"/{language}/guide/low/one-place/").content.decode()
    assert "<details open" not in page
    assert 'class="fold" open' not in page
