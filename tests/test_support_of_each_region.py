"""Every province and territory has support of its own for three needs, or its page says what it
lacks and whom to ask.
"""

import pytest

from guide.exchange.starter import FOLDER, read_folder
from guide.lib.regions import REGIONS
from guide.lib.telephone import text_message
from guide.templatetags.page import breakable, short_address

from .pages import read

NEEDS = ("money or travel", "someone to talk to", "practical help")
NO_TALK, NO_MONEY = "lacks-someone-to-talk-to", "lacks-money-and-travel"
NO_HELP, NO_HELP_IN_NUNAVUT = "lacks-practical-help", "lacks-nunavut"
# For each region the entry that serves each need, in the order of NEEDS, or the one that says that
# nothing was found.
SERVED_BY = {
    "BC": ("bc-family-residence", "west-coast-kids-cancer", "west-coast-kids-cancer"),
    "AB": (NO_MONEY, NO_TALK, "kids-cancer-care-alberta"),
    "SK": ("cibc-comfort-fund", NO_TALK, "camp-circle-o-friends"),
    "MB": (
        "mb-northern-patient-transportation",
        "manitoba-candlelighters",
        "manitoba-candlelighters",
    ),
    "ON": ("pogo", "opacc", "campfire-circle"),
    "QC": ("leucan", "leucan", "leucan"),
    "NB": (NO_MONEY, "nb-pediatric-navigator", "camp-goodtimes"),
    "NS": ("ns-boarding-transportation", NO_TALK, "camp-goodtimes"),
    "PE": ("hope-air-pei", NO_TALK, "camp-goodtimes"),
    "NL": ("nl-medical-transportation", "candlelighters-nl", "candlelighters-nl"),
    "YT": ("yukon-medical-travel", NO_TALK, NO_HELP),
    "NT": ("nt-medical-travel", "nwt-cancer-navigation", NO_HELP),
    "NU": ("nunavut-medical-travel", "kamatsiaqtut-helpline", NO_HELP_IN_NUNAVUT),
}
HEALTH_LINES = {
    "health-line-811",
    "info-sante-quebec",
    "tele-care-nb",
    "health-line-811-on-ns-nl",
    "health-links-manitoba",
    "nwt-811",
}


def resources():
    return read_folder(FOLDER)["resource"]


def test_the_table_holds_every_region_and_every_need():
    assert set(SERVED_BY) == set(REGIONS)
    assert {len(codes) for codes in SERVED_BY.values()} == {len(NEEDS)}


@pytest.mark.parametrize("region", SERVED_BY)
def test_each_need_is_served_in_a_region_or_said_not_to_be(region):
    known = resources()
    for need, code in zip(NEEDS, SERVED_BY[region], strict=True):
        assert region in known[code]["regions"], (need, code)
    lacking = {code for code, row in known.items() if row.get("not_found")}
    said_here = {code for code in lacking if region in known[code]["regions"]}
    assert said_here == lacking & set(SERVED_BY[region])


@pytest.mark.parametrize("region", sorted(set(REGIONS) - {"NU"}))
def test_a_health_line_is_named_wherever_one_was_seen_and_never_stands_in_for_the_team(region):
    lines = [row for code, row in resources().items() if code in HEALTH_LINES]
    here = [row for row in lines if region in row["regions"]]
    assert len(here) == 1
    told = here[0]["offers"]["en"] + here[0]["how_to"]["en"]
    assert "call your cancer team" in told or "call 911" in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/support/?region=PE", "Ask the social worker at your child’s cancer centre, or call"),
        ("/fr/soutien/?region=NU", "Demandez au centre de santé de votre communauté"),
    ],
)
def test_the_page_of_a_region_says_what_was_not_found_and_whom_to_ask(
    client, starter, address, words
):
    page = read(client.get(address, follow=True))
    assert words in page.first("main").text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("region", "names"), [("QC", {"Info-Santé 811", "Info-Social 811"}), ("NB", {"Télé-Soins 811"})]
)
def test_the_health_line_has_the_name_of_its_province(region, names):
    told = {row["name"]["fr"] for row in resources().values() if region in row["regions"]}
    assert names <= told
    assert "811, ligne santé" not in told


REGION_OF_NOTES = ["AB", "NS", "PE", "SK", "YT", "NB", "NT", "NU"]


@pytest.mark.django_db
@pytest.mark.parametrize("region", REGION_OF_NOTES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_not_found_comes_last_in_its_region_under_one_heading(
    client, starter, region, language
):
    words = {"en": "What we did not find", "fr": "Ce que nous n’avons pas trouvé"}[language]
    address = {"en": "/en/support/", "fr": "/fr/soutien/"}[language]
    place = read(client.get(f"{address}?region={region}")).first("section", id="here")
    headings = [heading.text for heading in place.all("h3")]
    assert headings.index(words) == len(headings) - 1 > 0
    assert place.text.count(words) == 1
    last_service = list(place.all("li", class_="resource"))[-1]
    assert place.text.index(last_service.text) < place.text.index(words)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_line_asks_to_text_a_web_address(language):
    """A text line says which word goes to which number, or is empty."""
    for code, row in resources().items():
        line = row["text_line"][language]
        assert line == "" or text_message(line), code


def test_families_of_every_indigenous_people_have_a_line_for_the_night_in_each_region():
    line = resources()["hope-for-wellness"]
    assert line["regions"] == []  # all of Canada
    for people in ("First Nations", "Inuit", "Métis"):
        assert people in line["offers"]["en"]
    for people in ("Premières Nations", "Inuits", "Métis"):
        assert people in line["offers"]["fr"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_of_an_address_is_wider_than_a_narrow_telephone(language):
    """Between its words a long address may go on in the next line."""
    for code, row in resources().items():
        shown = breakable(short_address(row["address"][language]))
        assert max(map(len, shown.split("<wbr>"))) <= 27, code
