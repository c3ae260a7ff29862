"""What people say is found and never shown; a source has its French page; a service says how old
what was seen of it is.
"""

import pytest

from guide.edition.current import live_edition
from guide.edition.search import index_of
from guide.publishing.actions import publish

from .builders import approve_all, make_entry, make_small_guide
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["section", "treatment", "term", "resource"])
def test_an_entry_is_found_by_what_people_say_and_does_not_show_it(client, kind):
    make_small_guide()
    make_entry(kind, "meant", said={"en": "gofer\nno gas", "fr": "chauffe"})
    approve_all()
    publish(None)
    found = index_of(live_edition().guide("en")).search("gofer").found
    assert [(one.kind, one.entry.code) for one in found] == [(kind, "meant")]
    assert index_of(live_edition().guide("fr")).search("gofer").count == 0
    for address in ("/en/search/?q=gas", "/en/guide/spread/high/", "/en/support/", "/en/words/"):
        shown = read(client.get(address))
        assert "gofer" not in shown.first("main").text, address


def test_a_title_counts_for_more_than_what_people_say():
    make_small_guide()
    make_entry("treatment", "by-title", name="Gofer", order=2)
    make_entry("treatment", "by-word", said={"en": "gofer", "fr": "gofer"}, order=1)
    approve_all()
    publish(None)
    found = index_of(live_edition().guide("en")).search("gofer").found
    assert [one.entry.code for one in found] == ["by-title", "by-word"]


@pytest.fixture
def sourced():
    make_small_guide()
    names = {"title": "Pain", "publisher": "The Society", "address": "https://example.org/en"}
    french = {
        "french_title": "La douleur",
        "french_publisher": "La Société",
        "french_address": "https://example.org/fr",
    }
    make_entry("source", "paired", **names, **french)
    make_entry("source", "publisher-only", **names, french_publisher="La Société")
    make_entry("treatment", "care", sources=["paired", "publisher-only"])
    approve_all()
    publish(None)


def test_a_source_is_named_by_its_french_page_on_french_pages(client, sourced):
    english = read(client.get("/en/treatments/care/")).first("section", id="sources")
    french = read(client.get("/fr/traitements/care/")).first("section", id="sources")
    assert "Pain, The Society" in english.text
    assert "La douleur, La Société" in french.text
    assert [link["href"] for link in french.all("a")] == [
        "https://example.org/fr",
        "https://example.org/en",
    ]
    marked = [cite.get("lang") for cite in french.all("cite")]
    assert marked == [None, "en"]
    assert "Pain, La Société" in french.text


@pytest.mark.parametrize(
    ("seen", "english", "french"),
    [("2024", "from 2024", "cette date : 2024"), ("2024-07", "July 2024", "juillet 2024")],
)
def test_a_service_says_how_old_its_page_was_and_until_when_it_is_funded(
    client, seen, english, french
):
    make_small_guide()
    make_entry("resource", "service", seen_on=seen, funded_until="2027-03-31")
    approve_all()
    publish(None)
    for address, words, until in (
        ("/en/support/", english, "Funded until 31 March 2027"),
        ("/fr/soutien/", french, "31 mars 2027"),
    ):
        text = read(client.get(address)).first("li", id="resource-service").text
        text = text.replace("\u00a0", " ")
        assert words in text
        assert until in text
