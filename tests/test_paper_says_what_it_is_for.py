"""Words on paper that tell a family what a number is for, and a nurse what is to be said back."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import print_sheet
from guide.handout.v2.folder import FOLDER
from guide.handout.v2.services import _is_one_number
from guide.models import Resource
from tools.benchmarks.handouts import SITE, starter_edition
from tools.paper_matrix import WARD

from .paper import Paper

HIGH = ("high", "one-place")
OPEN = ("unsure-risk", "unsure-place")
TIERS = {
    "en": (
        ("Emergency: call 911", "cannot be woken"),
        ("When to call right away", "Fever? Call your team right away"),
        ("If nobody answers", "Go to the nearest emergency department"),
    ),
    "fr": (
        ("Urgence : appelez le 911", "réveiller votre enfant"),
        ("Quand appeler tout de suite", "De la fièvre? Appelez l’équipe tout de suite"),
        ("Si personne ne répond", "Allez à l’urgence la plus proche"),
    ),
}
SIGNS = {
    "en": ("Pain", "Central line", "suddenly weak legs"),
    "fr": ("Douleur", "Cathéter central", "jambes soudain faibles"),
}


@cache
def of_the_starter():
    return starter_edition()


@cache
def printed(codes=HIGH, languages=("en",), **chosen):
    return printed_from(of_the_starter(), codes, languages, **chosen)


def printed_from(edition, codes=HIGH, languages=("en",), **chosen):
    return Paper(print_sheet(make_sheet(edition, codes, Options(languages, **chosen), SITE)))


def words_of(paper):
    return paper.text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("codes", [HIGH, ("high", "brain-and-elsewhere"), OPEN])
def test_the_nurse_has_every_tier_said_back_with_what_a_good_answer_holds(codes, language):
    found = printed(codes, (language,), copy="nurse")
    told = words_of(found)
    for title, holds in TIERS[language]:
        assert title in told
        assert holds in told
    for words in SIGNS[language]:
        assert words in told
    assert len(found.pages) == 1


@pytest.mark.parametrize(
    ("codes", "language", "in_order"),
    [
        (
            ("low", "one-place"),
            "en",
            (
                "When low-risk neuroblastoma comes back in one place",
                "Emergency: call 911",
                "Fever? Call your team right away",
                "If nobody answers",
                "When to call right away: more signs",
                "What the family does next",
                "If the risk group changed later",
            ),
        ),
        (
            ("intermediate", "unsure-place"),
            "fr",
            (
                "Comment savoir où le cancer est revenu",
                "Urgence : appelez le 911",
                "Ce que la famille fera ensuite",
                "Si la catégorie de risque a changé",
            ),
        ),
    ],
)
def test_the_record_is_in_the_order_in_which_a_nurse_teaches(codes, language, in_order):
    told = words_of(printed(codes, (language,), copy="nurse"))
    places = [told.index(words) for words in in_order]
    assert places == sorted(places)


def test_where_there_is_room_a_good_answer_holds_what_each_sign_is_and_else_their_names():
    whole = words_of(printed(("low", "one-place"), copy="nurse"))
    for words in ("tiny red spots on the skin", "Clamp it first", "Give no fever medicine"):
        assert words in whole
    long = words_of(printed(("high", "unsure-place"), ("fr",), copy="nurse"))
    assert "Tête, Ventre, Douleur, Cathéter central" in long


@pytest.mark.parametrize("codes", [("high", "unsure-place"), ("unsure-risk", "spread")])
def test_the_record_is_one_page_in_large_print_with_the_longest_names_of_a_ward(codes):
    names = "Hematology, oncology and transplant day unit of the western building "[:60] * 2
    ward = WARD | {"name": {"en": names, "fr": names}, "hospital": {"en": names, "fr": names}}
    found = with_the_ward(ward, codes, ("fr", "en"), copy="nurse", text="large")
    assert len(found.pages) == 1
    assert "Initiales" in words_of(found)


def with_the_ward(ward, codes, languages, **chosen):
    content = json.loads(of_the_starter().text)
    content["entries"]["ward"] = {"east": ward}
    edition = replace(of_the_starter(), content=content, _guides={})
    return printed_from(edition, codes, languages, ward="east", **chosen)


@pytest.mark.parametrize("codes", [HIGH, OPEN])
def test_the_record_is_the_same_one_page_where_the_whole_text_is_asked_for(codes):
    asked = frozenset({"full", "outlook", "card"})
    told = words_of(printed(codes, copy="nurse", include=asked))
    assert len(printed(codes, copy="nurse", include=asked).pages) == 1
    for words in words_of(printed(codes, copy="nurse")).split("\n"):
        assert words in told or "X2" in words


def test_a_text_with_headings_and_no_main_points_stands_on_the_record():
    content = json.loads(of_the_starter().text)
    section = content["entries"]["section"]["high-one-place"]
    section["key_points"] = {"en": "", "fr": ""}
    section["body"]["en"] = "<h3>A heading of a text</h3><p>What it says.</p>"
    told = printed_from(replace(of_the_starter(), content=content, _guides={}), copy="nurse")
    assert "A heading of a text" in told.text
    assert [role for role, _more in told.tags() if role in ("H2", "H3")] == []


def test_where_all_is_open_the_nurse_has_said_back_what_is_not_known_instead_of_each_situation():
    told = words_of(printed(OPEN, copy="nurse"))
    assert "Look for “low risk”" in told
    assert "What is not known yet" in told
    assert "When low-risk neuroblastoma comes back" not in told


@pytest.mark.parametrize("codes", [("high", "unsure-place"), ("unsure-risk", "one-place")])
def test_each_situation_that_is_to_be_said_back_has_its_first_point(codes):
    told = words_of(printed(codes, copy="nurse"))
    assert "may be chemotherapy, radiation therapy, or both" in told
    assert "Your team may also use a stem cell transplant" not in told


def test_a_nurse_s_record_of_long_points_is_one_page_all_the_same():
    edition = of_the_starter()
    content = json.loads(edition.text)
    for code in ("high-one-place", "high-mibg"):
        points = content["entries"]["section"][code]["key_points"]
        points["en"] += "<p>One more thing to be said back by the family.</p>" * 3
    longer = replace(edition, content=content, _guides={})
    assert len(printed_from(longer, copy="nurse").pages) == 1


@pytest.mark.parametrize(
    ("language", "region", "told"),
    [
        ("en", "QC", "· Palliative care, respite · phare"),
        ("fr", "QC", "· Soins palliatifs, répit · phare"),
        ("en", "ON", "Hope Air · Travel"),
        ("fr", "", "Principe de Jordan · Frais"),
    ],
)
def test_a_number_stands_with_the_kind_of_help_that_its_name_does_not_say(language, region, told):
    assert told in words_of(printed(languages=(language,), region=region))


def test_who_is_only_on_the_web_stands_under_the_kind_of_help():
    told = words_of(printed(region="BC"))
    hospice = told.index("Canuck Place")
    assert "Palliative care, respite:" in told[:hospice]
    assert told[:hospice].rindex("Palliative care, respite:") > told.index("On the web:")


def test_each_kind_of_help_has_a_name_on_paper():
    words = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))
    never_shown = {"story", "end-of-life", "bereavement"}
    for language in ("en", "fr"):
        assert set(words[language]["kinds"]) == set(Resource.Kind.values) - never_shown


@pytest.mark.parametrize(
    ("phone", "text_line", "is_one"),
    [
        ("988", "Text 988", True),
        ("988", "Textez le 988", True),
        ("988", "Text HELP to 988", False),
        ("1-800-668-6868", "Text CONNECT to 686868", False),
        ("", "Text 988", False),
        ("988", "", False),
    ],
)
def test_a_number_for_calls_and_texts_is_one_number(phone, text_line, is_one):
    assert _is_one_number(phone, text_line) is is_one


def test_a_number_for_calls_and_texts_is_said_once():
    assert "988 (call or text)" in words_of(printed())
    assert "Text 988" not in words_of(printed())
    assert "988 (appel ou texto)" in words_of(printed(languages=("fr",)))


def test_what_to_show_is_right_on_paper_and_on_a_page():
    assert "Show them this guide, printed or on your phone." in words_of(printed())
    assert "imprimé ou sur votre téléphone" in words_of(printed(languages=("fr",)))


def test_a_blank_for_the_fever_temperature_says_what_to_do_while_it_is_empty():
    assert "No temperature? Call for any fever." in words_of(printed())
    french = words_of(printed(languages=("fr",)))
    assert "Sans température, appelez pour toute fièvre." in french
    card = printed(languages=("en", "fr"), copy="card")
    assert "No temperature? Call for any fever." in words_of(card)
    assert "Sans température, appelez pour toute fièvre." in words_of(card)


def test_the_sources_say_where_their_titles_and_days_stand():
    told = words_of(printed())
    here = told[told.index("You can read it at") : told.index("Titles and days stand in the guide")]
    assert "/en/guide/high/one-place" in here.replace(" ", "")
    assert "Titles and days stand in the guide, at that address." in told


def test_the_drawing_of_the_answer_and_the_icons_of_the_signs_stand_on_a_sheet():
    """The drawing says in words what is on it; the icons say nothing that the words do not."""
    found = printed()
    drawn = [tag["Alt"] for role, tag in found.tags() if role == "Figure"]
    assert any("body" in alt for alt in drawn)
    assert "Example" in words_of(found)
    icons = json.loads((FOLDER / "icons.json").read_text(encoding="utf-8"))
    signs = of_the_starter().content["entries"]["section"]["call-right-away"]["body"]
    for language in ("en", "fr"):
        for sign in re.findall(r"<li><strong>([^<]*?)\s*:</strong>", signs[language]):
            assert (FOLDER / "icons" / f"{icons[sign]}.svg").exists()


@pytest.mark.django_db
def test_the_first_page_says_that_a_summary_is_a_few_pages(client, starter):
    assert "A few pages to talk over" in client.get("/en/").content.decode()
    assert "Quelques pages pour en parler" in client.get("/fr/").content.decode()
