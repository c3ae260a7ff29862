"""How much room stands where on a sheet, measured from its pages: to bind it, to write, to read."""

import io
import json
from dataclasses import replace
from functools import cache

import pypdf
import pytest
from PIL import Image

from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import print_sheet
from guide.handout.v2.breaks import with_breaks
from guide.lib.logo import logo_of
from tools.benchmarks.handouts import SITE, starter_edition

from .test_handout_version_2 import edition_with_ward

MM = 72 / 25.4  # points
SIDES = (("en",), ("fr",), ("en", "fr"))
COPIES = [
    (("en",), {"copy": "family", "ward": "east"}),
    (("fr",), {"copy": "family", "text": "large", "paper": "a4"}),
    (("en", "fr"), {"copy": "family", "paper": "a4", "ward": "east"}),
    (("fr",), {"copy": "nurse", "ward": "east"}),
    (("en",), {"copy": "nurse", "paper": "a4"}),
    (("en", "fr"), {"copy": "card", "ward": "east"}),
    (("fr",), {"copy": "card", "paper": "a4", "text": "large"}),
]


class Drawn:
    """What stands on one page, in points from its lower left corner.

    words: (across, up, size, font, words). rules: (across, up, length) of lines from left to right.
    squares: the sides of pictures that are as wide as they are high.
    """

    def __init__(self, page):
        self.words = []
        self.rules = []
        self.squares = []
        self._pictures = {name for name, found in _pictures_of(page)}
        self._begins = None
        page.extract_text(visitor_text=self._word, visitor_operand_before=self._drawn)

    def _word(self, text, matrix, text_matrix, font, size):
        if text.strip() and font:
            across = text_matrix[4] * matrix[0] + matrix[4]
            up = text_matrix[5] * matrix[3] + matrix[5]
            high = size * abs(matrix[3])
            self.words.append((across, up, high, font["/BaseFont"], text.strip()))

    def _drawn(self, operator, operands, matrix, _text_matrix):
        if operator == b"m":
            self._begins = _placed(operands, matrix)
        elif operator == b"l" and self._begins:
            across, up = _placed(operands, matrix)
            begins, level = self._begins
            if abs(up - level) < 0.01:
                self.rules.append((min(across, begins), up, abs(across - begins)))
            self._begins = across, up
        elif operator == b"Do" and operands[0] in self._pictures:
            wide, high = abs(matrix[0]), abs(matrix[3])
            self.squares += [wide] if abs(wide - high) < 0.01 else []


def _placed(operands, matrix):
    across, up = (float(operand) for operand in operands)
    return across * matrix[0] + matrix[4], up * matrix[3] + matrix[5]


def _pictures_of(page):
    for name, found in page["/Resources"].get("/XObject", {}).items():
        if found.get_object()["/Subtype"] == "/Image":
            yield name, found


def pages_of(edition, languages, **chosen):
    """The pages of a sheet as they are drawn."""
    sheet = make_sheet(edition, ("high", "one-place"), Options(languages, **chosen), SITE)
    return [Drawn(page) for page in pypdf.PdfReader(io.BytesIO(print_sheet(sheet))).pages]


@cache
def drawn(languages, **chosen):
    """Those of a sheet of the starter with a ward that gave no number for a fever."""
    return pages_of(edition_with_ward(), languages, **chosen)


@pytest.mark.parametrize(("languages", "chosen"), COPIES)
def test_20_mm_are_free_for_binding_and_6_mm_at_the_foot_of_every_copy(languages, chosen):
    for page in drawn(languages, **chosen):
        assert min(across for across, *_more in page.words) >= 20 * MM - 0.1
        assert min(up for _across, up, *_more in page.words) >= 6 * MM


@pytest.mark.parametrize(("languages", "chosen"), COPIES)
def test_lines_of_a_text_stand_apart_by_a_quarter_of_their_size(languages, chosen):
    """Headings, and what begins in bold type below them, aside."""
    compared = 0
    for page in drawn(languages, **chosen):
        for across, up, size, font, words in page.words:
            below = [
                other
                for other in page.words
                if abs(other[0] - across) < 0.5 and 1 < up - other[1] < 3 * size
            ]
            nearest = max(below, key=lambda other: other[1], default=None)
            if nearest and nearest[2:4] == (size, font) and font.endswith("Regular"):
                assert up - nearest[1] >= 1.245 * size, (words, nearest[4])
                compared += 1
    assert compared > 3


@pytest.mark.parametrize("chosen", [{}, {"ward": "east", "text": "large", "paper": "a4"}])
def test_each_square_is_18_mm_wide_at_least(chosen):
    squares = [square for page in drawn(("en",), **chosen) for square in page.squares]
    assert len(squares) == (2 if chosen else 1)
    assert min(squares) >= 18 * MM


@pytest.mark.parametrize("languages", SIDES)
@pytest.mark.parametrize("copy", ["family", "card"])
def test_a_number_and_a_temperature_that_no_ward_gave_have_60_mm_each(languages, copy):
    found = []
    units = 0
    for page in drawn(languages, copy=copy):
        found += [rule for rule in page.rules if 59 * MM < rule[2] < 62 * MM]
        units += sum("°C" in words for *_place, words in page.words)
    assert len(found) == 2 * len(languages)
    assert min(length for _across, _up, length in found) >= 60 * MM - 0.01
    assert units == len(languages)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_ward_gave_has_no_line_beside_it(language):
    fever = {"fever_line": "555-0199", "fever_temperature": {"en": "38.0", "fr": "38,0"}}
    edition = edition_with_ward(**fever)
    for page in pages_of(edition, (language,), ward="east"):
        assert not [rule for rule in page.rules if 59 * MM < rule[2] < 62 * MM]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_code_of_the_sheet_has_60_mm_on_the_nurse_s_record(language):
    [page] = drawn((language,), copy="nurse")
    label = "Code of the sheet" if language == "en" else "Code de la feuille"
    [level] = [up for _across, up, *_more, words in page.words if words.startswith(label)]
    beside = [length for across, up, length in page.rules if abs(up - level) < 8 and across < 300]
    assert max(beside) >= 60 * MM


@pytest.mark.parametrize("languages", [("en",), ("en", "fr")])
@pytest.mark.parametrize("copy", ["family", "card", "nurse"])
def test_a_name_of_120_letters_without_a_space_stays_on_the_paper(languages, copy):
    """In Atkinson Hyperlegible Next a W is 0.87 of its size wide at least."""
    long = {"en": "W" * 120, "fr": "W" * 120}
    edition = edition_with_ward(name=long, hospital=long, hours=long)
    letters = 0
    for page in pages_of(edition, languages, copy=copy, ward="east"):
        for across, _up, size, _font, words in page.words:
            for word in words.split():
                if word.strip("W,()") == "":
                    letters += word.count("W")
                    assert across + len(word) * 0.85 * size <= 215.9 * MM - 15 * MM, word
    assert letters >= 240


def test_a_long_word_is_parted_at_no_accent_and_an_address_not_at_all():
    assert with_breaks("a" * 30) == "a" * 30
    assert "\u200be\u0301" in with_breaks("e\u0301" * 40)
    assert "\u200b\u0301" not in with_breaks("e\u0301" * 40)
    address = "https://example.org/" + "a/" * 40
    assert with_breaks(address) == address


@pytest.mark.parametrize("include", [{"copy": "card"}, {"include": frozenset({"card"})}])
def test_a_fever_card_of_a_text_that_is_far_too_long_runs_over_no_foot(include):
    content = json.loads(starter_edition().text)
    long = "<p>" + "One sentence more. " * 900 + "</p>"
    content["entries"]["section"]["call-right-away"]["key_points"] = {"en": long, "fr": long}
    edition = replace(starter_edition(), content=content, _guides={})
    pages = pages_of(edition, ("en",), **include)
    told = " ".join(words for page in pages for *_place, words in page.words)
    assert told.count("sentence") >= 900
    assert min(up for page in pages for _across, up, *_more in page.words) >= 6 * MM


@pytest.mark.parametrize("text", ["normal", "large"])
def test_in_two_languages_the_name_of_a_ward_stands_below_its_logo_and_not_on_the_square(text):
    wide = io.BytesIO()
    Image.new("RGB", (600, 160), "white").save(wide, "PNG")
    name = {"en": "Onco ward", "fr": "Onco unit"}
    edition = edition_with_ward(logo=logo_of(wide.getvalue()), name=name)
    page = pages_of(edition, ("en", "fr"), ward="east", text=text)[0]
    begins = [across for across, *_more, words in page.words if words.startswith("Onco")]
    lines = [across for across, *_more, words in page.words if words.startswith(("Day:", "Jour"))]
    assert len(begins) == 2
    assert begins == pytest.approx(lines)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_fever_card_is_half_a_page_in_each_language_with_the_longest_names_of_a_ward(paper):
    names = "Oncology, hematology and transplant, day unit and beds " * 2
    pair = {"en": names, "fr": names}
    numbers = {"fever_line": "555-0199", "fever_temperature": {"en": "38.0", "fr": "38,0"}}
    edition = edition_with_ward(name=pair, hospital=pair, **numbers)
    half = {"letter": 279.4, "a4": 297}[paper] / 2 * MM
    inside = 4 * MM  # from a word to the line to cut along
    for language in ("en", "fr"):
        [page] = pages_of(edition, (language,), copy="card", ward="east", paper=paper)
        levels = [up for across, up, *_more in page.words if across > 23 * MM and up > 22 * MM]
        assert len(levels) > 10
        assert max(levels) - min(levels) + 18 + 2 * inside < half
