"""Whoever edits an entry sees which pages of families it is read on, and which would come or go
with the edit.
"""

import pytest

from guide.publishing.actions import publish

from .builders import approve_all, make_entry, make_small_guide
from .desk import change_address, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
LOOK = "/admin/look/working/en/"


@pytest.fixture
def used(client):
    """used(kind, code) → the text of the list, and the pages that it leads to."""
    make_small_guide()
    make_entry("source", "book")
    make_entry("source", "paper")
    make_entry("treatment", "surgery", what="<p>Taking out a tumour.</p>", sources=["paper"])
    use = {"treatment": "surgery", "part": "main", "source": None}
    make_entry("section", "for-high", choices=["high"], treatments=[use], sources=["book"])
    make_entry("prompt", "how-long", treatments=["surgery"])
    make_entry("term", "tumour", name="tumour")
    make_entry("resource", "line")
    approve_all()
    publish(None)
    client.force_login(make_colleague("Editors"))

    def look(kind, code):
        panel = read(client.get(change_address(kind, code))).first(class_="panel")
        places = [link["href"] for link in panel.all("a", href=True)]
        return panel.text, {place.removeprefix(LOOK) for place in places if place.startswith(LOOK)}

    return look


PLACES = ("one-place", "spread", "unsure-place")
HIGH = {f"guide/{place}/{risk}/" for place in PLACES for risk in ("high", "unsure-risk")}
PAGES = [
    ("section", "for-high", HIGH | {"treatments/surgery/"}),
    ("treatment", "surgery", HIGH | {"treatments/", "treatments/surgery/"}),
    ("source", "book", HIGH | {"about/"}),
    ("source", "paper", {"about/", "treatments/surgery/"}),
    ("prompt", "how-long", HIGH | {"questions/", "treatments/surgery/"}),
    ("term", "tumour", {"words/", "treatments/surgery/"}),
    (
        "choice",
        "high",
        {place for place in HIGH if place.endswith("/high/")} | {"treatments/surgery/"},
    ),
    ("organisation", "organisation", {"about/"}),
]


def test_every_page_on_which_an_entry_is_read_is_named_with_a_link(used, subtests):
    for kind, code, pages in PAGES:
        with subtests.test(f"{kind} {code}"):
            assert used(kind, code)[1] == pages


def test_support_is_on_every_result_and_on_the_page_of_support(used):
    text, pages = used("resource", "line")
    assert "Where it is used: 9 results, 1 other page" in text
    assert "support/" in pages


def test_an_edit_shows_the_results_that_it_adds_and_those_that_it_takes_away(used):
    make_entry("section", "for-high", choices=["low"])
    text, pages = used("section", "for-high")
    assert "No longer on: one-place/high, spread/high, unsure-place/high" in text
    assert {f"guide/{place}/low/" for place in PLACES} <= pages


def test_what_is_withdrawn_is_on_no_page(used):
    make_entry("resource", "line", withdrawn=True)
    text, pages = used("resource", "line")
    assert (pages, "No longer on:" in text) == (set(), True)
