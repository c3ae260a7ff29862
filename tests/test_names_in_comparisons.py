"""Where staff compare what was with what is, entries stand by their names, choices by their labels
and days as a sentence says them; never so that a difference goes unseen.
"""

import pytest
from django.utils import translation

from guide.publishing.actions import publish
from guide.publishing.changes import change_of
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
REVIEW = "/admin/entry/section/for-everyone/review/"


@pytest.fixture
def named(client):
    """A section that comes to name a treatment and a source, and is for one answer alone."""
    publish_small_guide()
    make_entry("treatment", "cutting", name={"en": "Surgery", "fr": "Chirurgie"})
    make_entry("source", "book", title="A good book", taken="2026-11-01")
    approve_all()
    publish(None)
    use = {"treatment": "cutting", "part": "some", "source": "book"}
    write_entry(
        "section",
        "for-everyone",
        {"sources": ["book"], "treatments": [use], "choices": ["low"], "kind": "gap"},
    )
    client.force_login(make_colleague("Reviewers"))


def in_french(client, page):
    """The page as whoever is signed in reads it in French."""
    client.post("/admin/account/language/", {"language": "fr"})
    return read(client.get(page)).first("main").text


def test_a_reviewer_reads_names_and_labels_and_no_codes(client, named):
    change = read(client.get(REVIEW)).first("main").text
    assert "Surgery (in some cases, A good book)" in change
    assert "A good book" in change
    assert "cutting" not in change
    assert "source does not say" in change


def test_a_reviewer_who_reads_french_reads_them_in_french(client, named):
    assert "Chirurgie (dans certains cas, A good book)" in in_french(client, REVIEW)


def test_a_day_is_told_as_the_reader_writes_it(client, named):
    write_entry("source", "book", {"taken": "2026-11-27"})
    page = "/admin/entry/source/book/review/"
    english = read(client.get(page)).first("main").text
    french = in_french(client, page)
    assert "27 November 2026" in english
    assert "27 novembre 2026" in french
    assert "2026-11" not in english + french


def test_what_would_be_withdrawn_from_others_is_told_by_names(client, named):
    client.force_login(make_colleague("Editors"))
    page = read(client.get("/admin/entry/treatment/cutting/take-out/")).first("main").text
    assert "Surgery (in some cases, A good book)" in page


def test_two_entries_of_one_name_are_told_apart_by_their_codes():
    publish_small_guide()
    had, has = {"sources": ["one"]}, {"sources": ["two"]}
    names = {("source", "one"): "The same", ("source", "two"): "The same"}
    with translation.override("en"):
        (field,) = change_of("section", "x", had, has, names).fields
    assert (field.before, field.after) == ("one", "two")
