"""The first page of the admin: what needs doing, each line a link to where it is mended."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guide.models import Edition, EntryVersion, LinkCheck, Section, Term
from guide.publishing.actions import approve, approve_as_starter

from .builders import make_entry, make_user, publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """desk() → {title of a list: its lines as (text, address, detail)}, as an editor sees it."""
    publish_small_guide()
    client.force_login(make_colleague("Editors"))

    def lists():
        response = client.get("/admin/")
        shown = {link["href"] for link in read(response).all("a", href=True)}
        found = {todo.title: todo.lines for todo in response.context["todos"]}
        assert all(line.address in shown for lines in found.values() for line in lines[:12])
        return {
            title: [(line.text, line.address, line.detail) for line in lines]
            for title, lines in found.items()
        }

    return lists


def test_nothing_to_do_is_said_in_so_many_words(client, desk):
    assert desk() == {}
    assert "Nothing waits for you." in read(client.get("/admin/")).text


def test_the_live_edition_is_named_with_who_when_and_what(client, desk):
    now = read(client.get("/admin/")).first(class_="edition-now").text
    assert "edition 1" in now
    assert f"{timezone.localtime():%Y}" in now


def test_a_draft_is_listed_with_its_way_to_the_review(desk):
    make_entry("term", "word", name="A new word")
    [line] = desk()["Drafts that nobody has asked a review for yet"]
    assert line[:2] == ("term: A new word", "/admin/entry/term/word/review/")


def test_what_is_approved_and_not_yet_published_is_listed(desk):
    approve_as_starter(make_entry("term", "word", name="A new word"))
    assert [text for text, *_ in desk()["Approved since the last edition"]] == ["term: A new word"]


def test_reviews_due_and_overdue_are_listed_the_oldest_first(desk):
    today = timezone.localdate()
    Section.objects.update(review_due=today + timezone.timedelta(days=20))
    word = make_entry("term", "word")
    approve(word, make_user("bob", first_name="Bob"), review_due=today - timezone.timedelta(days=3))
    make_entry("term", "later")
    Term.objects.filter(code="later").update(review_due=today + timezone.timedelta(days=31))
    lines = desk()["Reviews due or overdue"]
    assert [address.split("/")[4] for _, address, _ in lines] == ["word", "for-everyone"]
    assert lines[0][2].startswith("overdue since")
    assert lines[1][2].startswith("due ")


def test_what_would_stop_publishing_leads_to_the_entry_where_it_is_mended(desk):
    approve_as_starter(
        make_entry("section", "for-everyone", title={"en": "Only English", "fr": ""})
    )
    [(text, address, _)] = desk()["What would stop publishing"]
    assert "missing in French" in text
    assert address == "/admin/entry/section/for-everyone/"


def failing_link():
    now = timezone.now()
    make_entry("source", "leaflet", address="https://example.org/")
    LinkCheck.objects.create(
        address="https://example.org/", outcome="failing", problem="404", checked_at=now, since=now
    )


def test_a_link_that_failed_leads_to_the_entry_that_names_it(desk):
    failing_link()
    [(_, address, detail)] = desk()["Links that do not work"]
    assert address == "/admin/entry/source/leaflet/"
    assert "https://example.org/" in detail


def test_an_organisation_that_is_not_filled_in_is_named(client, desk):
    link = read(client.get("/admin/")).first(class_="notice").first("a")
    assert link["href"] == "/admin/entry/organisation/organisation/"


def test_the_desk_opens_in_under_20_queries_with_500_entries_and_200_editions(client, desk):
    words = [Term(code=f"word-{n}", name_en=f"Word {n}", name_fr=f"Mot {n}") for n in range(500)]
    Term.objects.bulk_create(words)
    EntryVersion.objects.bulk_create(
        EntryVersion(
            kind="term",
            code=word.code,
            version=version,
            content=word.content(),
            digest=word.digest(),
        )
        for word in words
        for version in (1, 2)
    )
    first = Edition.objects.get()
    now = {"published_at": timezone.now(), "content": first.content, "digest": first.digest}
    Edition.objects.bulk_create(Edition(number=number, **now) for number in range(2, 201))

    with CaptureQueriesContext(connection) as queries:
        response = client.get("/admin/")
    assert len(response.context["todos"][0].lines) == 500
    assert "edition 200" in read(response).text
    assert len(queries) < 20, [query["sql"][:100] for query in queries]


@pytest.mark.parametrize(
    "page",
    ["deleted/", "account/phone/", "password_change/", "leaving/PK/", "auth/user/PK/delete/"],
)
def test_a_page_beside_the_lists_says_what_it_is_for_too(client, page):
    client.force_login(make_user(superuser=True))
    other = make_user("other")
    response = client.get(f"/admin/{page.replace('PK', str(other.pk))}")
    assert response.status_code == 200
    assert read(response).first("details", class_="page-help").text.startswith("What this page is")
