"""The truth table of the paths: which sections each result shows in both languages, and its PDF."""

import pytest

from guide.edition.current import live_edition
from guide.edition.path import all_paths
from guide.edition.plain import plain_text
from guide.edition.result import result_for

from .pages import read

pytestmark = pytest.mark.django_db

OPTIONS = {
    "low/one-place": ["low-one-place"],
    "low/spread": ["low-spread"],
    "low/brain-spine": ["brain-spine"],
    "low/brain-and-elsewhere": ["low-spread", "brain-spine", "two-places"],
    "low/unsure-place": ["low-one-place", "low-spread", "brain-spine", "two-places"],
    "intermediate/one-place": ["intermediate-one-place"],
    "intermediate/spread": ["intermediate-spread"],
    "intermediate/brain-spine": ["brain-spine"],
    "intermediate/brain-and-elsewhere": ["intermediate-spread", "brain-spine", "two-places"],
    "intermediate/unsure-place": [
        "intermediate-one-place",
        "intermediate-spread",
        "brain-spine",
        "two-places",
    ],
    "high/one-place": ["high-one-place", "high-mibg"],
    "high/spread": ["high-spread", "high-mibg"],
    "high/brain-spine": ["brain-spine"],
    "high/brain-and-elsewhere": ["high-spread", "high-mibg", "brain-spine", "two-places"],
    "high/unsure-place": [
        "high-one-place",
        "high-spread",
        "high-mibg",
        "brain-spine",
        "two-places",
    ],
    "unsure-risk/one-place": [
        "low-one-place",
        "intermediate-one-place",
        "high-one-place",
        "high-mibg",
    ],
    "unsure-risk/spread": ["low-spread", "intermediate-spread", "high-spread", "high-mibg"],
    "unsure-risk/brain-spine": ["brain-spine"],
    "unsure-risk/brain-and-elsewhere": [
        "low-spread",
        "intermediate-spread",
        "high-spread",
        "high-mibg",
        "brain-spine",
        "two-places",
    ],
    "unsure-risk/unsure-place": [
        "low-one-place",
        "low-spread",
        "intermediate-one-place",
        "intermediate-spread",
        "high-one-place",
        "high-spread",
        "high-mibg",
        "brain-spine",
        "two-places",
    ],
}
FOR_ALL = {
    *("emergency-call", "call-right-away", "nobody-answers"),
    *("what-happens-next", "why-plans-differ", "clinical-trials", "comfort-care"),
    *("outlook", "you-and-your-family"),
}


def expected(address):
    find_out = {"unsure-risk": "find-out-risk", "unsure-place": "find-out-place"}
    # What is about the low and intermediate groups is not ruled out by “not sure”.
    later = [] if "high" in address.split("/") else ["changed-risk-group"]
    return {
        *OPTIONS[address],
        *FOR_ALL,
        *later,
        *(section for code, section in find_out.items() if code in address.split("/")),
    }


def test_the_table_holds_every_path_of_the_starter(starter):
    assert {path.address for path in all_paths(live_edition().guide("en"))} == set(OPTIONS)


@pytest.mark.parametrize("address", OPTIONS)
def test_a_result_shows_exactly_its_sections_in_both_languages(client, starter, address):
    for language in ("en", "fr"):
        page = read(client.get(f"/{language}/guide/{address}/"))
        shown = {section["id"] for section in page.all("section", id=True)} & set(
            live_edition().guide("en").sections
        )
        assert shown == expected(address)


@pytest.mark.parametrize("address", OPTIONS)
def test_a_result_has_its_handout_in_both_languages(client, starter, address):
    for language, name in (("en", "summary"), ("fr", "resume")):
        response = client.get(f"/{language}/guide/{address}/{name}.pdf")
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("address", OPTIONS)
def test_only_treatments_that_its_sections_name_are_presented_on_a_result(starter, address):
    guide = live_edition().guide("en")
    path = next(path for path in all_paths(guide) if path.address == address)
    named = {
        use.treatment.code for code in OPTIONS[address] for use in guide.sections[code].treatments
    }
    assert {use.treatment.code for use in result_for(guide, path).treatments} == named


def test_the_outlook_is_folded_until_it_is_chosen(client, starter):
    page = read(client.get("/en/guide/high/spread/"))
    folded = next(page.all("section", id="outlook"))
    details = folded.first("details") or folded.parent
    assert details.tag == "details"
    assert "open" not in details.attrs


def test_each_section_of_an_unsure_result_says_for_which_situation_it_is(client, starter):
    page = read(client.get("/en/guide/unsure-risk/unsure-place/"))
    choices = live_edition().guide("en").choices
    situation = page.first("section", id="low-spread").first("h3").first("a").text
    assert situation.casefold() == f"{choices['low'].short}, {choices['spread'].short}".casefold()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_parts_of_a_definite_result_opened_have_at_most_1600_words(starter, language):
    """1,900 where it is in the brain or spinal cord and elsewhere: what is said of both stands
    there. French says the same in up to 6 words more of each hundred.
    """
    guide = live_edition().guide(language)
    for path in all_paths(guide):
        if path.is_unsure:
            continue
        result = result_for(guide, path)
        told = (*result.options, *result.next, *result.about, *result.comfort)
        sections = [shown.section for shown in (*told, *result.humanity, *result.outlook)]
        texts = [section.title + section.key_points + section.body for section in sections]
        texts += [use.treatment.name + " " + use.treatment.summary for use in result.treatments]
        words = sum(len(plain_text(text).split()) for text in texts)
        most = 1900 if "brain-and-elsewhere" in path.codes else 1600
        more = 1.06 if language == "fr" else 1
        assert words <= most * more, (path.address, words)
