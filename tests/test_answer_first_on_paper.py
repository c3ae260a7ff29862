"""On paper too the answer comes first: on the first page, before whom to call and all else."""

import re

import pytest

from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import pages_of, print_sheet
from tools.benchmarks.handouts import SITE, starter_edition

from .paper import Paper

FIRST_TIER = {"en": "Emergency: call 911", "fr": "Urgence : appelez le 911"}
BOTH_PLACES = {
    "en": "Your team makes one plan for both places",
    "fr": "L’équipe fait un plan pour les deux endroits",
}

# The first and the last words of each warning.
WARNINGS = {
    "en": [
        ("Emergency: call 911", "Call your community’s emergency number."),
        ("Fever? Call your team right away", "Something may be pressing on the spinal cord."),
        ("When to call right away: more signs", "Do not take the temperature in the bottom"),
        ("If nobody answers", "to a nurse who is on call, or to another place."),
    ],
    "fr": [
        ("Quand appeler tout de suite : autres signes", "Pas de thermomètre dans le rectum."),
        ("Si personne ne répond", "à une infirmière de garde, ou ailleurs."),
    ],
}


def printed(codes, **options):
    options = {"languages": ("en",)} | options
    sheet = make_sheet(starter_edition(), codes, Options(**options), SITE)
    return sheet, Paper(print_sheet(sheet))


def plain(text):
    return re.sub(r"\s", "", text.replace("\u00a0", "").replace("\u202f", ""))


@pytest.mark.parametrize(
    ("languages", "text", "codes"),
    [
        (("en",), "normal", ("high", "spread")),
        (("fr",), "large", ("low", "spread")),
        (("en", "fr"), "normal", ("high", "spread")),
        (("fr", "en"), "large", ("intermediate", "one-place")),
        (("en", "fr"), "normal", ("unsure-risk", "unsure-place")),
    ],
)
def test_the_first_part_of_the_answer_is_on_the_first_page_before_whom_to_call(
    languages, text, codes
):
    sheet, paper = printed(codes, languages=languages, text=text)
    first_page = plain(paper.pages[0])
    for side in sheet.data["sides"]:
        title = (side["find_out"] or side["sections"])[0]["title"]
        told = first_page.index(plain(title))
        tier = first_page.find(plain(FIRST_TIER[side["language"]]))
        assert tier == -1 or told < tier
        for other in side["about"]:
            place = first_page.find(plain(other["title"]))
            assert place == -1 or told < place, other["code"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("risk", ["low", "high"])
def test_of_two_places_the_word_on_both_comes_first(language, risk):
    _sheet, paper = printed((risk, "brain-and-elsewhere"), languages=(language,))
    told = plain(paper.text)
    both = told.index(plain(BOTH_PLACES[language]))
    for code in ("brain-spine", f"{risk}-spread"):
        title = starter_edition().guide(language).sections[code].title
        assert both < told.index(plain(title))


def test_a_kind_word_stands_on_the_first_page_below_the_answer():
    _sheet, paper = printed(("low", "one-place"))
    assert "Nothing you did caused this" in paper.pages[0]


def test_every_page_has_its_number_also_where_a_sheet_is_one_of_many():
    _sheet, paper = printed(("high", "one-place"))
    for number, page in enumerate(paper.pages, 1):
        assert f"Page {number} of {pages_of(paper.pdf)}" in page


def test_whoever_is_only_on_the_web_has_a_line_for_each_kind_of_help():
    _sheet, paper = printed(("high", "one-place"))
    here = paper.text[paper.text.index("On the web:") :]
    assert re.match(r"On the web: Costs: .+? Travel: .+? Trials: ", here)


def test_each_treatment_is_explained_under_what_it_is_for():
    _sheet, paper = printed(("high", "spread"))
    here = paper.text[paper.text.index("Treatments named on this sheet") :]
    in_some_cases, in_a_trial = here.index("In some cases:"), here.index("In a clinical trial:")
    assert in_some_cases < here.index("MIBG therapy:") < in_a_trial
    assert in_a_trial < here.index("Clinical trials:")


@pytest.mark.parametrize(
    ("languages", "text", "codes"),
    [
        (("en",), "normal", ("low", "one-place")),
        (("fr",), "normal", ("high", "brain-spine")),
        (("en",), "normal", ("unsure-risk", "brain-and-elsewhere")),
        (("en", "fr"), "normal", ("unsure-risk", "brain-and-elsewhere")),
        (("fr",), "large", ("unsure-risk", "brain-and-elsewhere")),
    ],
)
def test_a_warning_is_whole_on_one_page(languages, text, codes):
    _sheet, paper = printed(codes, languages=languages, text=text)
    pages = [plain(page) for page in paper.pages]
    for language in languages:
        for first, last in WARNINGS[language]:
            assert any(plain(first) in page and plain(last) in page for page in pages), first


@pytest.mark.parametrize(("language", "risk"), [("en", "low"), ("fr", "high")])
def test_what_has_room_beside_the_answer_fills_the_first_page_and_is_told_once(language, risk):
    sheet, paper = printed((risk, "brain-spine"), languages=(language,))
    whole = plain(paper.text)
    told = sheet.data["sides"][0]["about"]
    for part in told:
        assert whole.count(plain(part["title"])) == 1, part["code"]
    on_the_first_page = [part for part in told if plain(part["title"]) in plain(paper.pages[0])]
    assert len(on_the_first_page) > 2
