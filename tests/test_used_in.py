"""Where a treatment may be used: each situation once, in words that cannot be read another way, and
who names it there.
"""

import pytest

from guide.edition.current import live_edition
from guide.edition.used_in import MOST_TOLD_APART, used_in
from guide.publishing.actions import publish

from .builders import approve_all, make_entry, make_question
from .pages import read

pytestmark = pytest.mark.django_db


def rows(client, treatment, language="en"):
    """(situation, part and who names it) as the page of the treatment says them."""
    folder = {"en": "treatments", "fr": "traitements"}[language]
    page = read(client.get(f"/{language}/{folder}/{treatment}/"))
    found = []
    for row in page.first("section", id="used").all("li"):
        situation, part = (child for child in row.children if not isinstance(child, str))
        found.append((situation.text.strip(" –"), part.text))
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_situation_of_a_treatment_stands_there_once(client, starter, language):
    for code in live_edition().guide(language).treatments:
        situations = [situation for situation, _part in rows(client, code, language)]
        assert len(situations) == len(set(situations)), code


def test_where_situations_overlap_no_result_is_told_two_parts(client, starter):
    surgery = dict(rows(client, "surgery"))
    assert surgery["Brain or spinal cord, and elsewhere"] == "May be used"
    assert "Low risk, brain or spinal cord, and elsewhere" not in surgery
    chemotherapy = dict(rows(client, "chemotherapy"))
    assert chemotherapy["Low risk, brain or spinal cord, and elsewhere"] == "May be used"
    assert "In some cases" in chemotherapy["High risk, brain or spinal cord, and elsewhere"]
    assert "Brain or spinal cord, and elsewhere" not in chemotherapy


def test_what_the_page_for_everyone_names_is_named_by_no_single_source(client, starter):
    assert rows(client, "clinical-trials") == [("Every situation", "In a clinical trial")]
    card = read(client.get("/en/guide/low/brain-spine/")).all("li", class_="card")
    (trials,) = [item.text for item in card if "Clinical trials" in item.text]
    assert "Named by" not in trials


def test_two_places_do_not_run_together_in_one_line(client, starter):
    situations = [situation for situation, _part in rows(client, "immunotherapy")]
    assert "High risk, several places" in situations
    assert "High risk, brain or spinal cord, and elsewhere" in situations
    assert [situation for situation in situations if " or brain" in situation] == []


def test_where_two_sections_name_a_treatment_its_strongest_part_is_told(client, starter):
    """High risk, one place: chemotherapy may be used; with MIBG therapy, in some cases."""
    told = dict(rows(client, "chemotherapy"))
    assert told["High risk, one place"] == "May be used"


def test_sources_that_name_a_treatment_alike_are_all_named(client, starter):
    card = {}
    page = read(client.get("/en/guide/high/spread/"))
    for item in page.all("li", class_="card"):
        card[item.first("a").text] = item.text
    for name in ("Chemotherapy", "Stem cell transplant"):
        named = "Named by: National Cancer Institute (United States); Canadian Cancer Society"
        assert named in card[name]
        assert (
            named in dict(rows(client, name.lower().replace(" ", "-")))["High risk, several places"]
        )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_list_of_situations_is_longer_than_seven(client, starter, language):
    """A longer one is told by the risk group; what holds for each group comes first."""
    guide = live_edition().guide(language)
    folder = {"en": "treatments", "fr": "traitements"}[language]
    for code in guide.treatments:
        section = read(client.get(f"/{language}/{folder}/{code}/")).first("section", id="used")
        lists = [len(list(found.all("li"))) for found in section.all("ul")]
        assert max(lists) <= 7, code
        groups = [heading.text for heading in section.all("h3")]
        if code == "chemotherapy":
            risks = [guide.choices[risk].short for risk in ("low", "intermediate", "high")]
            assert (groups, lists) == (risks, [1, 3, 3, 3])
        else:
            assert groups == [], code


def test_a_section_for_very_many_situations_stands_in_one_line(client):
    make_question("risk", *(f"r{number}" for number in range(5)))
    make_question("place", *(f"p{number}" for number in range(5)))
    make_entry("organisation", "organisation")
    make_entry("treatment", "surgery", name="Surgery")
    choices = [f"{letter}{number}" for letter in "rp" for number in range(4)]
    uses = [{"treatment": "surgery", "part": "main"}]
    make_entry("section", "many", kind="options", choices=choices, treatments=uses)
    make_entry("section", "for-everyone", body="<p>For everyone.</p>")
    approve_all()
    publish(None)
    assert MOST_TOLD_APART < 4 * 4
    assert len(used_in(live_edition().guide("en"), "surgery")) == 1
    assert len(rows(client, "surgery")) == 1
