"""What cannot wait stands on every result, every treatment page and every sheet, in both
languages.
"""

import re

import pytest

from guide.edition.current import live_edition
from guide.edition.path import all_paths
from guide.edition.plain import plain_text
from guide.exchange.starter import FOLDER, read_folder
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.pdf import print_sheet
from tools.benchmarks.handouts import SITE, starter_edition

from .pages import read
from .paper import Paper

pytestmark = pytest.mark.django_db

# Three tiers: the emergency number, and what stands in where there is none; the team; and when
# nobody answers.
TIERS = {
    "en": [
        (
            "Call 911 if your child cannot be woken, has trouble breathing, turns blue, has a "
            "seizure, or bleeds"
        ),
        "No 911, as in Nunavut? Call your community’s emergency number",
        "Fever? Call your team right away, day or night",
        "Nobody answers? Go to the nearest emergency department",
        "None near you? Call your nursing station or health centre, at night too",
        "“cancer treatment”",
        "“central line”",
    ],
    "fr": [
        (
            "Appelez le 911 si vous n’arrivez pas à réveiller votre enfant, s’il peine à "
            "respirer, devient bleu, fait des convulsions ou saigne"
        ),
        "Pas de 911, comme au Nunavut? Appelez le numéro d’urgence de votre communauté",
        "De la fièvre? Appelez l’équipe tout de suite, jour et nuit",
        "Personne ne répond? Allez à l’urgence la plus proche",
        "Appelez le poste de soins infirmiers ou le centre de santé, la nuit aussi",
        "« traitement du cancer »",
        "« cathéter central »",
    ],
}
# The list of the Canadian Cancer Society, sign by sign, and the signs of pressure on the spinal
# cord.
SIGNS = {
    "en": (
        "chills cough sore.throat earache bleeding bruises red.spots blood.in.pee headache "
        "blurred sleepy tired usual "
        "vomiting diarrhea 2.days drink.or.eat 6.to.8.hours swelling rash itching Central.line "
        "chickenpox shingles "
        "measles legs walking control.of.pee spinal.cord rectum"
    ),
    "fr": (
        "frissons toux mal.de.gorge mal.d’oreille saignement bleus points.rouges "
        "sang.dans.le.pipi mal.de.tête floue "
        "endormi fatigué agit.autrement vomissements diarrhée 2.jours boire.ou.manger 6.à.8.heures "
        "enflure rougeurs "
        "démangeaisons Cathéter.central varicelle zona rougeole jambes marcher "
        "contrôle.plus.son.pipi moelle.épinière "
        "rectum"
    ),
}
NAME = {"en": "summary", "fr": "resume"}
# The tiers, in their order.
URGENT = {
    "emergency-call": "emergency",
    "call-right-away": "team",
    "nobody-answers": "nobody-answers",
}


def squeezed(text):
    """Text as it is read: one space wherever the page has a break, a no-break space or an end of
    line.
    """
    return re.sub(r"\s+", " ", text)


def missing(text, language):
    return [words for words in TIERS[language] if words not in squeezed(text)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_result_says_whom_to_call_and_what_to_do_when_nobody_answers(
    client, starter, language
):
    for path in all_paths(live_edition().guide(language)):
        page = read(client.get(f"/{language}/guide/{path.address}/"))
        tiers = [page.first("section", id=code).text for code in URGENT]
        assert missing(" ".join(tiers), language) == [], path.address


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_treatment_page_says_it_too_and_where_to_look(client, starter, language):
    guide = live_edition().guide(language)
    folder = {"en": "treatments", "fr": "traitements"}[language]
    title = guide.sections["call-right-away"].title
    for code in guide.treatments:
        page = read(client.get(f"/{language}/{folder}/{code}/"))
        assert missing(page.first("aside", id="help").text, language) == [], code
        assert "911" in page.first("section", id="call").text, code
        assert title in squeezed(page.first("section", id="call").text), code


def open_text(element):
    """The words below that no fold hides."""
    if element.tag in ("style", "details"):
        return ""
    parts = [child if isinstance(child, str) else open_text(child) for child in element.children]
    return squeezed(" ".join(parts))


SPINAL_CORD = {
    "en": ["suddenly weak legs", "trouble walking", "control of pee or poop", "spinal cord"],
    "fr": ["jambes soudain faibles", "difficulté à marcher", "son pipi ou son caca", "moelle"],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_signs_of_pressure_on_the_spinal_cord_stand_in_the_open(client, starter, language):
    for path in all_paths(live_edition().guide(language)):
        page = read(client.get(f"/{language}/guide/{path.address}/"))
        text = open_text(page.first("section", id="call-right-away"))
        assert [words for words in SPINAL_CORD[language] if words not in text] == [], path.address


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_sheet_says_it_too(starter, language):
    edition = starter_edition()
    for path in all_paths(edition.guide("en"))[::4]:  # tools/paper_matrix.py sets them all
        sheet = make_sheet(edition, path.codes, Options((language,)), SITE)
        assert missing(Paper(print_sheet(sheet)).text, language) == [], path.address


def test_there_is_one_section_of_each_tier_in_the_order_of_help(starter):
    sections = live_edition().guide("en").sections.values()
    tiers = {section.code: section.tier for section in sections if section.kind == "urgent"}
    assert list(tiers.items()) == list(URGENT.items())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_is_as_long_as_its_source(starter, language):
    section = live_edition().guide(language).sections["call-right-away"]
    text = squeezed(plain_text(section.key_points + section.body))
    assert [sign for sign in SIGNS[language].split() if not re.search(sign, text)] == []


@pytest.mark.parametrize(
    ("language", "signs"),
    [
        (
            "en",
            "red; sore; warm; swollen; leaking; broken; clamp it first; pulled out; press; "
            "emergency",
        ),
        (
            "fr",
            "rougeur; douleur; chaleur; enflure; liquide; brisé; fermez d’abord la pince; "
            "arraché; pressez; urgence",
        ),
    ],
)
def test_each_sign_of_the_central_line_is_a_reason_to_call_the_team(starter, language, signs):
    body = live_edition().guide(language).sections["call-right-away"].body
    line = re.search(r"<li><strong>(Central line|Cathéter central).*?</li>", body).group().lower()
    assert [sign for sign in signs.split("; ") if sign not in line] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_there_is_one_list_and_a_treatment_adds_only_its_own_signs(starter, language):
    shared = {
        "en": "chickenpox|rectal|peed|new bruises",
        "fr": "varicelle|rectum|fait pipi|nouveaux bleus",
    }
    calls = {
        code: treatment.call
        for code, treatment in live_edition().guide(language).treatments.items()
    }
    assert [code for code, call in calls.items() if re.search(shared[language], call)] == []


def test_the_section_and_each_treatment_name_the_sources_of_what_to_call_for(starter):
    entries = starter.content["entries"]
    needed = {
        "emergency-call": {"schn-call", "chkd-911", "nunavut-911"},
        "call-right-away": {
            *("ccs-call", "mscc-children", "cog-fever", "stjude-fever"),
            *("cheo-cvc", "chkd-line"),
        },
        "nobody-answers": {"akh-mibg-home", "isc-nursing", "nthssa-centres", "nu-health-centre"},
    }
    for code, sources in needed.items():
        assert sources <= set(entries["section"][code]["sources"]), code
    for code, treatment in entries["treatment"].items():
        assert {"ccs-call", "schn-call"} <= set(treatment["sources"]), code


@pytest.mark.parametrize(
    ("language", "words"), [("en", "pregnan; vitamin A"), ("fr", "grossesse; vitamine A")]
)
def test_retinoids_are_told_of_with_their_warnings(client, starter, language, words):
    treatment = live_edition().guide(language).treatments["retinoids"]
    assert [wanted for wanted in words.split("; ") if wanted not in treatment.expect] == []
    assert "expect" not in read_folder(FOLDER / "drafts")["treatment"].get("retinoids", {})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "5 to 7 days; may be longer; two adults; pregnant; At home; some radiation; "
                "twice a week; likely"
            ),
        ),
        (
            "fr",
            (
                "5 à 7 jours; plus long; deux adultes; enceinte; À la maison; encore un peu; "
                "deux fois; probablement"
            ),
        ),
    ],
)
def test_mibg_therapy_goes_on_at_home(starter, language, words):
    text = squeezed(plain_text(live_edition().guide(language).treatments["mibg-therapy"].expect))
    assert [wanted for wanted in words.split("; ") if wanted not in text] == []


@pytest.mark.parametrize(
    ("language", "spread", "brain"),
    [
        (
            "en",
            "Bones of the skull and of the spine count here",
            "Bones of the skull or spine do not count here",
        ),
        (
            "fr",
            "Les os du crâne et de la colonne comptent ici",
            "Ce n’est pas la moelle osseuse, qui est dans les os",
        ),
    ],
)
def test_the_hints_tell_bone_from_brain_and_marrow_from_cord(
    client, starter, language, spread, brain
):
    page = squeezed(read(client.get(f"/{language}/guide/high/")).first("main").text)
    assert spread in page
    assert brain in page
    assert {"en": "not always several places", "fr": "pas toujours plusieurs endroits"}[
        language
    ] in page


def test_a_service_that_was_suspended_and_a_number_of_a_test_site_are_gone():
    shelves = str(read_folder(FOLDER)) + str(read_folder(FOLDER / "drafts"))
    assert re.findall(r"talk-to-someone|been there|604-742|877-882-2288", shelves) == []
    assert read_folder(FOLDER)["resource"]["canuck-place"]["phone"] == {"en": "", "fr": ""}
