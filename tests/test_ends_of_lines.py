"""Where a line of a sheet may end: not between a number and its unit, nor in a verb with its
pronoun, nor before or behind a lone dot.
"""

import io
import re
from functools import cache

import pypdf
import pytest

from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import print_sheet
from guide.handout.v2.ties import with_ties
from tools.benchmarks.handouts import SITE

from .test_handout_version_2 import edition_with_ward

NUMBERS = {
    "fever_line": "555-555-0102",
    "interpreter_line": "555-555-0103",
    "hours": {"en": "Monday to Friday, 8 to 4", "fr": "Du lundi au vendredi, de 8 h à 16 h"},
}
PARTED = re.compile(
    r"\d ?\n(?:to|à|hours?|heures?|h|days?|jours?|°C|months?|mois)\b|\b(?:to|à) ?\n\d",
    re.IGNORECASE,
)
IN_A_VERB = re.compile(r"-\n(?:t-|il|elle|on|vous|nous|en|ce|Link)\b")
LETTER_ALONE = re.compile(r"\b[PACEMST]\s?: ?\n")


@cache
def sheet_of(languages, text):
    codes = ("unsure-risk", "unsure-place")
    options = Options(languages, ward="east", text=text)
    return print_sheet(make_sheet(edition_with_ward(**NUMBERS), codes, options, SITE))


def lines_of(languages, text):
    """The words of its pages, with their lines."""
    pages = pypdf.PdfReader(io.BytesIO(sheet_of(languages, text))).pages
    told = "\n".join(page.extract_text() for page in pages).replace("\u2060", "")
    return re.sub(r"[ \u00a0]+", " ", told)


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("en", "fr")])
@pytest.mark.parametrize("text", ["normal", "large"])
def test_no_line_of_a_sheet_ends_in_the_middle_of_what_belongs_together(languages, text):
    told = lines_of(languages, text)
    for wrong in (PARTED, IN_A_VERB, LETTER_ALONE):
        assert wrong.findall(told) == []
    assert [line for line in told.split("\n") if line.strip().startswith("·")] == []


@pytest.mark.parametrize("languages", [("en",), ("fr",)])
@pytest.mark.parametrize("text", ["normal", "large"])
def test_no_dot_stands_between_the_numbers_of_a_ward(languages, text):
    told = lines_of(languages, text)
    begins = re.search("Day:|Jour :", told).start()
    ends = re.search(r"Interpr\w+ ?: 555-555-0103", told).end()
    assert "·" not in told[begins:ends]


@pytest.mark.parametrize(
    ("written", "tied"),
    [
        ("for 6 to 8 hours", "for 6~to~8~hours"),
        ("depuis 6 à 8 heures", "depuis 6~à~8~heures"),
        ("de 8 h 30 à 16 h", "de 8~h~30~à~16~h"),
        ("Friday, 8 to 4", "Friday, 8~to~4"),
        ("plus de 2 jours", "plus de 2~jours"),
        ("38,0 °C", "38,0~°C"),
        ("«\u00a0à risque élevé\u00a0»", "«~à~risque élevé~»"),
        ("Y a-t-il", "Y a-+t-+il"),
        ("Parlez-en", "Parlez-+en"),
        ("Qu’est-ce", "Qu’est-+ce"),
        ("U-Link.care", "U-+Link.care"),
    ],
)
def test_a_space_or_a_hyphen_within_what_belongs_together_is_no_end_of_a_line(written, tied):
    assert with_ties(written) == tied.replace("~", "\u00a0").replace("+", "\u2060")


@pytest.mark.parametrize(
    "text", ["1-800-668-6868", "www.parlez-en.ca", "a@rendez-vous.ca", "low/one-place", "peut-être"]
)
def test_an_address_a_number_and_another_word_stay_as_they_are(text):
    assert with_ties(text) == text
