"""Pictures for those who would rather look than read, each with its words."""

import re

import pytest

from guide.edition.current import live_edition
from guide.edition.path import all_paths, read_path
from guide.page.path_drawing import draw
from guide.templatetags.page import picture

from .pages import read

pytestmark = pytest.mark.django_db


def drawings_of(page):
    cards = {card.first("input")["value"]: card for card in page.all("div", class_="choice")}
    return {
        code: card.first("svg", role="img")["aria-label"]
        for code, card in cards.items()
        if card.first("svg")
    }


def test_each_place_has_a_drawing_of_its_own_and_not_sure_has_none(client, starter):
    english = drawings_of(read(client.get("/en/guide/high/")))
    french = drawings_of(read(client.get("/fr/guide/high/")))
    assert (
        set(english)
        == set(french)
        == {*("one-place", "spread", "brain-spine", "brain-and-elsewhere")}
    )
    assert len({*english.values(), *french.values()}) == 8
    assert english["spread"] == live_edition().guide("en").choices["spread"].drawing


def test_every_treatment_is_drawn_and_the_drawing_is_told_in_words(client, starter, subtests):
    """To everybody, under the drawing: a screen reader passes over the drawing itself."""
    for language, address in (("en", "/en/treatments"), ("fr", "/fr/traitements")):
        for code, treatment in live_edition().guide(language).treatments.items():
            with subtests.test(language=language, treatment=code):
                figure = read(client.get(f"{address}/{code}/")).first("figure")
                drawn = figure.first("svg", class_="scene")
                assert drawn["aria-hidden"] == "true"
                assert drawn.text.strip() == ""
                assert figure.first("figcaption").text == treatment.drawing != ""


def test_no_two_treatments_have_the_same_drawing(client, starter):
    drawn = {picture(code) for code in live_edition().guide("en").treatments}
    assert len(drawn) == 11


def test_the_path_of_a_result_is_drawn_and_told_in_words(client, starter):
    page = read(client.get("/fr/guide/high/one-place/"))
    choices = live_edition().guide("fr").choices
    drawing = page.first("svg", class_="thread")
    assert drawing["role"] == "img"
    for code in ("high", "one-place"):
        assert choices[code].short in drawing["aria-label"]
        assert choices[code].short in drawing.text
    assert choices["low"].short not in drawing["aria-label"]
    assert len(list(drawing.first("g", class_="chosen").all("circle"))) == 2
    assert len(list(drawing.first("g", class_="bead").all("circle"))) == 7


def test_the_thread_runs_through_the_chosen_beads_of_every_path(starter):
    guide = live_edition().guide("en")
    for path in all_paths(guide):
        drawing = draw(guide, path)
        points = re.findall(r"(\d+) (\d+)(?=C|$)", drawing.thread)
        chosen = [(str(bead.x), str(bead.y)) for bead in drawing.beads if bead.label]
        assert len(chosen) == len(path.answers)
        assert set(chosen) <= set(points), path.address


def test_labels_stay_inside_the_drawing(starter):
    guide = live_edition().guide("fr")
    for path in all_paths(guide):
        drawing = draw(guide, path)
        for bead in (bead for bead in drawing.beads if bead.label):
            for _height, words in bead.lines:
                wide = len(words) * 9  # 9 units are a wide letter
                half = wide / (1 if bead.anchor != "middle" else 2)
                left = bead.text_x - (half if bead.anchor != "start" else 0)
                right = bead.text_x + (half if bead.anchor != "end" else 0)
                assert left >= 0, bead
                assert right <= drawing.width, bead


def test_a_label_that_is_wider_than_the_drawing_is_told_whole_in_two_lines(client, starter):
    label = live_edition().guide("fr").choices["brain-and-elsewhere"].short
    drawing = read(client.get("/fr/guide/high/brain-and-elsewhere/")).first("svg", class_="thread")
    written = next(text for text in drawing.all("text") if label in text.text)
    assert len(list(written.all("tspan"))) == 2


def test_every_treatment_wears_its_icon_and_icons_are_silent(client, starter):
    for address in ("/en/treatments/", "/en/guide/unsure-risk/unsure-place/"):
        for card in read(client.get(address)).all("li", class_="card"):
            icon = card.first("svg")
            assert icon["aria-hidden"] == "true"
            assert next(icon.all(), None)


def test_a_path_of_one_answer_has_the_thread_end_there(starter):
    guide = live_edition().guide("en")
    drawing = draw(guide, read_path(guide, "high"))
    assert [bead.label for bead in drawing.beads if bead.label] == [guide.choices["high"].short]
