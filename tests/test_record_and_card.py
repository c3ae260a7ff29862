"""The nurse's record of the longest answers, and the fever card in large print."""

import io
import json
from dataclasses import replace
from functools import cache

import pypdf
import pytest

from guide.edition.path import all_paths
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import print_sheet
from tools.benchmarks.handouts import SITE, starter_edition
from tools.paper_matrix import WARD

from .pages import read
from .paper import Paper
from .test_room_on_paper import MM, Drawn

LONG = ("Hematology, oncology and transplant day unit of the western building "[:60]) * 2
PAIR = {"en": LONG, "fr": LONG}
NEVER = {
    "en": (
        "Give no fever medicine",
        "Do not take the temperature in the bottom",
        "Not sure? Call.",
    ),
    "fr": ("Ne donnez rien contre la fièvre", "Pas de thermomètre", "Dans le doute, appelez."),
}


@cache
def edition_with_long_names():
    content = json.loads(starter_edition().text)
    content["entries"]["ward"] = {"east": WARD | {"name": PAIR, "hospital": PAIR}}
    return replace(starter_edition(), content=content, _guides={})


def every_path():
    return list(all_paths(starter_edition().guide("en")))


def of_the_ward(codes, language, **chosen):
    options = Options((language,), ward="east", **chosen)
    return Paper(print_sheet(make_sheet(edition_with_long_names(), codes, options, SITE)))


def assert_warned(codes, language, **chosen):
    found = of_the_ward(codes, language, copy="nurse", **chosen)
    told = found.text.replace("\u00a0", " ")
    assert len(found.pages) == 1, codes
    for words in NEVER[language]:
        assert words in told, codes


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_warning_of_fever_medicine_stands_on_each_record_with_the_longest_names(language):
    for path in every_path():
        assert_warned(path.codes, language, text="large")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("codes", [("high", "unsure-place"), ("unsure-risk", "spread")])
def test_the_warning_stands_on_the_longest_records_on_a4_too(codes, language):
    assert_warned(codes, language, paper="a4")


def drawn(paper):
    return [Drawn(page) for page in pypdf.PdfReader(io.BytesIO(paper.pdf)).pages]


def test_the_boxes_to_tick_on_the_record_are_as_wide_as_a_pen_needs():
    """Each row has two of them, which are the only short lines on it."""
    [page] = drawn(of_the_ward(("high", "one-place"), "en", copy="nurse"))
    short = [length for _across, _up, length in page.rules if length < 10 * MM]
    assert len(short) >= 2 * 8
    assert min(short) >= 3.5 * MM


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("fr", "en")])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_fever_card_in_large_print_is_a_page_in_each_language_in_letters_that_are_large(
    languages, paper
):
    options = Options(languages, ward="east", copy="card", text="large", paper=paper)
    sheet = make_sheet(edition_with_long_names(), ("high", "one-place"), options, SITE)
    found = Paper(print_sheet(sheet))
    assert len(found.pages) == len(languages) == sheet.pages
    for page in drawn(found):
        told = [(up, size, words) for _across, up, size, _font, words in page.words]
        # Smaller is only what says of which edition it is: two lines of the card, and the foot.
        levels = {round(up) for up, size, _words in told if size < 14 and up > 25 * MM}
        assert len(levels) <= 2, levels
        assert sum(size >= 14 for _up, size, _words in told) > 20


def test_the_print_page_says_of_how_many_pages_a_large_card_in_two_languages_is(client, starter):
    address = "/en/print/?risk=high&place=one-place&copy=card&text=large&language=both"
    told = read(client.get(address)).first(class_="size").text
    assert told.strip() == "2 pages."
