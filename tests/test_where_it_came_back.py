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


def test_a_place_that_is_not_known_has_no_drawing(client, starter):
    assert the_picture(read(client.get("/en/guide/high/unsure-place/"))) is None


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
