"""A sheet of an open answer says what the screen says: the page of each situation, and what is
named there.
"""

import json
import re
from functools import lru_cache

import pytest
from django.utils import translation

from guide.edition.path import all_paths, read_path
from guide.edition.result import result_for
from guide.edition.telling import tell
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import print_sheet
from guide.handout.v2.folder import FOLDER
from guide.labels import PARTS
from tools.benchmarks.handouts import SITE, starter_edition

from .paper import Paper


@lru_cache(maxsize=1)
def edition():
    return starter_edition()


def guide():
    return edition().guide("en")


def side_of(address, copy="family", language="en"):
    options = Options((language,), copy=copy)
    return make_sheet(edition(), address.split("/"), options, SITE).data["sides"][0]


def text_of(address, options):
    return Paper(print_sheet(make_sheet(edition(), address.split("/"), options, SITE))).text


def open_addresses():
    return [path.address for path in all_paths(guide()) if path.is_unsure]


@pytest.mark.parametrize("address", open_addresses())
def test_each_situation_has_the_address_that_it_has_on_the_screen(address):
    on_screen = set()
    for situation in tell(result_for(guide(), read_path(guide(), address))).situations:
        on_screen |= {own for _answers, own in situation.results}
    on_paper = [one["page"] for one in side_of(address)["situations"]]
    assert sorted(on_paper) == sorted(f"{SITE}/en/guide/{own}/" for own in on_screen)


@pytest.mark.parametrize("address", open_addresses())
def test_each_situation_has_a_name_of_its_own_and_the_numbers_that_hold_for_it(address):
    situations = side_of(address)["situations"]
    names = [one["title"] for one in situations]
    assert all(names)
    assert len(set(names)) == len(names)
    for one in situations:
        path = read_path(guide(), one["page"].removeprefix(f"{SITE}/en/guide/").strip("/"))
        here = {shown.section.title for shown in result_for(guide(), path).options}
        sections = side_of(address)["sections"]
        assert here == {sections[number - 1]["title"] for number in one["numbers"]}


@pytest.mark.parametrize("address", open_addresses())
def test_the_table_says_of_each_situation_what_the_result_of_its_own_page_says(address):
    side = side_of(address)
    told = {one["code"] for one in side["treatments"]}
    for column, situation in enumerate(side["situations"]):
        path = read_path(guide(), situation["page"].removeprefix(f"{SITE}/en/guide/").strip("/"))
        cards = result_for(guide(), path).cards
        on_screen = {use.treatment.code: use.part for use in cards}
        on_paper = {one["code"]: one["uses"][column]["part"] for one in side["treatments"]}
        assert on_paper == {code: on_screen.get(code, "") for code in told}, situation["title"]


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("high/unsure-place", ("One place", "Several places")),
        ("unsure-risk/one-place", ("High risk",)),
    ],
)
def test_what_a_sheet_says_of_a_place_is_never_taken_back_by_its_table(address, titles):
    """MIBG therapy is told for two places at once, and may be used in either."""
    side = side_of(address)
    mibg = next(one for one in side["treatments"] if one["code"] == "mibg-therapy")
    parts = {}
    for situation, use in zip(side["situations"], mibg["uses"], strict=True):
        parts[situation["title"]] = use["part"]
    assert all(parts[title] for title in titles)


def test_a_situation_whose_own_section_names_nothing_has_what_holds_there():
    """In the brain or spinal cord, and elsewhere too."""
    side = side_of("high/unsure-place")
    assert side["situations"][-1]["title"] == "Brain or spinal cord, and elsewhere"
    parts = {one["code"]: one["uses"][-1]["part"] for one in side["treatments"]}
    assert all(parts.values())
    assert (parts["surgery"], parts["mibg-therapy"]) == ("main", "some")


@pytest.mark.parametrize("address", open_addresses())
def test_clinical_trials_are_named_in_every_situation(address):
    side = side_of(address)
    trials = next(one for one in side["treatments"] if one["code"] == "clinical-trials")
    assert trials["part"] == "trial"
    assert [use["part"] for use in trials["uses"]] == ["trial"] * len(side["situations"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_table_is_headed_by_the_words_of_few_answers_and_by_letters_where_they_are_many(
    language,
):
    few = text_of("high/unsure-place", Options((language,)))
    side = side_of("high/unsure-place", language=language)
    titles = [one["title"] for one in side["situations"]]
    for title in titles[:2]:
        assert few.count(title) > 1
    assert not re.search(r"a\) b\)", few)
    many = text_of("unsure-risk/unsure-place", Options((language,)))
    large = text_of("high/unsure-place", Options((language,), text="large"))
    assert re.search(r"a\) b\) c\) d\) e\) f\) g\) h\)", many)
    assert f"a) {titles[0]}" in large
    assert re.search(r"a\) b\) c\) d\)", large)


@pytest.mark.parametrize("address", [path.address for path in all_paths(guide())])
def test_a_sheet_lists_every_treatment_that_its_page_has_a_card_for_in_the_same_order(address):
    cards = result_for(guide(), read_path(guide(), address)).cards
    on_paper = [(one["code"], one["part"]) for one in side_of(address)["treatments"]]
    assert on_paper == [(use.treatment.code, use.part) for use in cards]


def test_where_no_other_page_says_more_the_treatments_are_told_in_lines_and_not_in_a_table():
    """The texts for the brain or spinal cord are the same for every risk group."""
    assert side_of("unsure-risk/brain-spine")["situations"] == []
    text = text_of("unsure-risk/brain-spine", Options(("en",)))
    assert "May be used: " in text
    assert "not named there" not in text


def test_what_is_known_stays_in_the_addresses_that_are_printed():
    options = Options(("en",))
    pdf = print_sheet(make_sheet(edition(), ("high", "unsure-place"), options, SITE))
    text = Paper(pdf).text.replace(" ", "")
    assert "unsure-risk" not in text
    assert "d)Brainorspinalcord,andelsewhere(alsob,c):" in text
    assert text.count("/en/guide/high/one-place") == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_paper_says_of_a_treatment_what_the_screen_says(language):
    with translation.override(language):
        on_screen = {part: str(words) for part, words in PARTS.items()}
    words = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))[language]
    assert {part: text.casefold() for part, text in on_screen.items()} == words["parts"]
    for part, text in words["parts"].items():
        letter = words["short_parts"][part]
        colon = words["colon"]
        tied = f"{letter}{colon} {text}.".replace(" ", "\u00a0")
        assert tied in words["parts_told"]


@pytest.mark.parametrize("address", ["low/one-place", "intermediate/spread", "low/unsure-place"])
def test_a_risk_group_that_changed_later_is_told_after_the_answer(address):
    sheet = make_sheet(edition(), address.split("/"), Options(("en",)), SITE)
    text = Paper(print_sheet(sheet)).text
    side = side_of(address)
    assert text.index(side["sections"][-1]["title"]) < text.index("If the risk group changed later")
    assert not any(one["code"] == "changed-risk-group" for one in side["find_out"])


def test_how_to_find_out_an_open_answer_still_comes_first():
    side = side_of("unsure-risk/unsure-place")
    assert [one["code"] for one in side["find_out"]] == ["find-out-risk", "find-out-place"]


@pytest.mark.parametrize("address", open_addresses())
def test_each_situation_has_one_letter_that_one_heading_its_address_and_the_table_share(address):
    side = side_of(address)
    owned = [place for section in side["sections"] for place in section["own"]]
    assert sorted(owned) == list(range(len(side["situations"])))
    for section in side["sections"]:
        for place in section["own"]:
            assert section["code"] in {
                side["sections"][number - 1]["code"]
                for number in side["situations"][place]["numbers"]
            }


def test_a_text_for_some_of_the_situations_says_for_which_by_their_letters():
    text = " ".join(text_of("unsure-risk/unsure-place", Options(("en",))).split())
    assert text.count("a) Low risk, one place") == 2
    assert "MIBG therapy for high-risk neuroblastoma (e, f, h)" in text
    assert text.count("h) Brain or spinal cord, and elsewhere") == 2
    assert "h) Brain or spinal cord, and elsewhere (also b, d, f, g):" in text


def words_of(section):
    """The first words of a section's first point."""
    first = section["body"][0]["items"][0][0]["inline"][0]["text"]
    return " ".join(first.replace("\u00a0", " ").split()[:5])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_else_stands_among_the_situations_of_an_open_answer(language):
    for address in ("unsure-risk/unsure-place", "high/unsure-place"):
        side = side_of(address, language=language)
        text = " ".join(text_of(address, Options((language,))).replace("\u00a0", " ").split())
        first, last = (words_of(side["sections"][place]) for place in (0, -1))
        told = text[text.index(first) : text.index(last)]
        assert not [other["title"] for other in side["about"] if other["title"] in told]


LEADS = {
    "en": "Which of these is your child’s situation? Only your team can say:",
    "fr": "Laquelle est la situation de votre enfant? Seule votre équipe peut le dire :",
}


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("en", "fr")])
@pytest.mark.parametrize(
    "address", ["unsure-risk/brain-and-elsewhere", "high/unsure-place", "unsure-risk/unsure-place"]
)
def test_the_first_situation_never_stands_on_a_page_without_the_others(address, languages):
    sheet = make_sheet(edition(), address.split("/"), Options(languages), SITE)
    pages = [
        " ".join(page.replace("\u00a0", " ").split()) for page in Paper(print_sheet(sheet)).pages
    ]
    for language in languages:
        side = side_of(address, language=language)
        situations = [section for section in side["sections"] if section["own"]]
        first, second = (words_of(section) for section in situations[:2])
        led = [number for number, page in enumerate(pages) if LEADS[language][:30] in page]
        assert led
        assert first in pages[led[0]]
        assert second in pages[led[0]]


def test_each_drawing_of_an_open_place_bears_the_letters_of_its_situations():
    assert "a b c d Examples" in text_of("high/unsure-place", Options(("en",)))
    assert "a, c, e b, d, f g h Examples" in text_of("unsure-risk/unsure-place", Options(("en",)))


def test_the_nurse_still_ticks_that_the_risk_group_may_have_changed():
    side = side_of("low/one-place", copy="nurse")
    assert [one["code"] for one in side["about"]] == ["changed-risk-group"]
    assert side["find_out"] == []


def test_each_place_that_it_may_still_be_is_drawn_and_the_drawings_are_called_examples():
    places = [one for one in guide().choices.values() if one.drawing]
    pictures = side_of("high/unsure-place")["answers"][1]["pictures"]
    assert [one["code"] for one in pictures] == [one.code for one in places]
    assert [one["drawing"] for one in pictures] == [one.drawing for one in places]
    assert "Examples" in text_of("high/unsure-place", Options(("en",)))


@pytest.mark.parametrize(
    ("language", "what_to_do"),
    [("en", "Ask your team which situation holds"), ("fr", "Demandez à l’équipe quelle situation")],
)
def test_the_table_says_what_to_do_with_it(language, what_to_do):
    told = " ".join(text_of("high/unsure-place", Options((language,))).split())
    assert what_to_do in told


@pytest.mark.parametrize("risk", ["low", "intermediate", "high", "unsure-risk"])
def test_where_it_is_in_two_places_the_one_plan_for_both_comes_first_on_paper_too(risk):
    sections = side_of(f"{risk}/brain-and-elsewhere")["sections"]
    assert sections[0]["code"] == "two-places"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_sheet_says_how_treatment_may_help_and_may_harm(language):
    told = {
        "en": "Treatment may help, and may harm",
        "fr": "Un traitement peut aider, et peut nuire",
    }
    text = " ".join(text_of("low/one-place", Options((language,))).split())
    assert told[language] in text
