"""Treatments at a glance: one table where the guide is small; where it is large, one for each
answer, linked from each other.
"""

import pytest

from guide.edition.current import live_edition
from guide.page.addresses import all_addresses
from guide.publishing.actions import publish

from .builders import approve_all, make_entry, make_question, make_small_guide
from .pages import read

pytestmark = pytest.mark.django_db

WHOLE = "/en/treatments/at-a-glance/"


@pytest.fixture
def large_guide():
    """4 × 8 × 2 × 2 results whose answers are known: 128, where a table holds 30."""
    make_small_guide()
    make_question("age", "baby", "child", "teenager", "adult")
    make_question("before", *(f"times-{number}" for number in range(8)))
    make_entry("treatment", "surgery", name="Surgery")
    make_entry("treatment", "rays", name="Rays")
    for treatment, choice in (("surgery", "baby"), ("rays", "child")):
        uses = [{"treatment": treatment, "part": "main"}]
        make_entry("section", f"by-{treatment}", kind="options", choices=[choice], treatments=uses)
    approve_all()
    publish(None)


def columns(page):
    return list(page.all("th", scope="col"))


def rows(page):
    return [heading.text for heading in page.all("th", scope="row")]


def links(page):
    """The addresses of the parts that the page leads to."""
    found = []
    for navigation in page.first("main").all("nav"):
        found += [link["href"] for link in navigation.all("a")]
    return found


def test_the_starter_has_one_table_and_asks_nothing(client, starter):
    page = read(client.get(WHOLE))
    assert len(columns(page)) == 12
    assert links(page) == []
    assert page.first("h1").text == "Treatments at a glance"


def test_a_large_guide_leads_to_a_page_for_each_answer_of_the_first_question(client, large_guide):
    page = read(client.get(WHOLE))
    assert columns(page) == []
    assert links(page) == [f"{WHOLE}{code}/" for code in ("baby", "child", "teenager", "adult")]


def test_where_one_answer_is_not_enough_the_next_question_divides_further(client, large_guide):
    page = read(client.get(f"{WHOLE}baby/"))
    assert columns(page) == []
    assert f"{WHOLE}baby/times-7/" in links(page)


def test_a_part_holds_its_own_results_and_leads_to_the_others(client, large_guide):
    page = read(client.get(f"{WHOLE}baby/times-7/"))
    assert len(columns(page)) == 4
    for heading in columns(page):
        assert heading.first("a")["href"].startswith("/en/guide/baby/times-7/")
    assert rows(page) == ["Surgery"]
    assert {f"{WHOLE}child/", f"{WHOLE}baby/times-1/"} <= set(links(page))
    here = [link["href"] for link in page.all("a", aria_current="page")]
    assert here == [f"{WHOLE}baby/", f"{WHOLE}baby/times-7/"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_part_is_small_is_reached_and_is_kept_on_a_phone(client, large_guide, language):
    whole = {"en": WHOLE, "fr": "/fr/traitements/en-un-coup-d-oeil/"}[language]
    seen, waiting = set(), {whole}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        page = read(client.get(address))
        assert len(columns(page)) <= 30
        waiting |= set(links(page)) - seen
    assert len(seen) == 1 + 4 + 32
    kept = all_addresses(live_edition().guide(language))
    assert {address for address in kept if address.startswith(whole)} == seen


def test_a_guide_with_one_question_has_one_row_of_headings_that_all_say_something(client):
    make_question("risk", "low", "high")
    make_entry("organisation", "organisation")
    make_entry("treatment", "surgery", name="Surgery")
    uses = [{"treatment": "surgery", "part": "main"}]
    make_entry("section", "of-low", kind="options", choices=["low"], treatments=uses)
    make_entry("section", "for-everyone", body="<p>For everyone.</p>")
    approve_all()
    publish(None)
    page = read(client.get(WHOLE))
    assert len(list(page.first("thead").all("tr"))) == 1
    assert all(heading.text for heading in columns(page))
    assert [link["href"] for link in page.first("thead").all("a")] == [
        "/en/guide/low/",
        "/en/guide/high/",
    ]


def test_a_screen_reader_hears_a_table_on_a_phone_too_and_what_a_dash_means(client, starter):
    page = read(client.get(WHOLE))
    table = page.first("table", role="table")
    assert {row.get("role") for row in table.all("tr")} == {"row"}
    assert {cell.get("role") for cell in table.first("tbody").all("td")} == {"cell"}
    assert {heading.get("role") for heading in table.all("th")} == {"columnheader", "rowheader"}
    assert "This guide does not name it here: ask the team" in page.first("ul", class_="marks").text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_one_source_names_is_marked_and_the_mark_is_told(client, starter, language):
    address = {"en": WHOLE, "fr": "/fr/traitements/en-un-coup-d-oeil/"}[language]
    page = read(client.get(address))
    named_by = {"en": "Named by: ", "fr": "Nommé par\u00a0: "}[language]
    legend = {}
    for item in page.first("ul", class_="marks").all("li"):
        number, _told, publisher = item.text.partition(named_by)
        if publisher:
            legend[number.strip()] = publisher
    assert set(legend) == {"1", "2"}
    marks = list(page.first("tbody").all("sup"))
    assert len(marks) > 10
    for mark in marks:
        numbers = [span.text for span in mark.all("span", aria_hidden="true")]
        for number in numbers:
            assert legend[number] in mark.text  # a screen reader hears who, not a number


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_situation_names_trials_and_comfort_care(client, starter, language):
    address = {"en": WHOLE, "fr": "/fr/traitements/en-un-coup-d-oeil/"}[language]
    rows_of = {}
    for row in read(client.get(address)).first("tbody").all("tr"):
        rows_of[row.first("th").first("a")["href"].rstrip("/").rpartition("/")[2]] = row
    for code in ("clinical-trials", "supportive-care"):
        assert rows_of[code].first("td", class_="none") is None


@pytest.mark.parametrize(
    "address", ["nonsense", "low", "times-1/baby", "unsure-age", "baby/child", "baby/unsure-before"]
)
def test_what_is_no_beginning_of_the_answers_is_not_found(client, large_guide, address):
    assert client.get(f"{WHOLE}{address}/").status_code == 404


def test_the_other_language_is_the_same_part(client, large_guide):
    page = read(client.get(f"{WHOLE}baby/times-7/"))
    other = page.first("a", hreflang="fr")
    assert other["href"] == "/fr/traitements/en-un-coup-d-oeil/baby/times-7/"
