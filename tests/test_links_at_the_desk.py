"""What came of checking links is kept, and shown to staff."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from guide.links import check
from guide.links.addresses import addresses
from guide.links.check import check_links
from guide.models import LinkCheck, Source
from guide.models.link_problem import problem_in_words
from guide.publishing.working_copy import read_exactly

from .builders import make_entry
from .desk import make_colleague
from .link_site import address_of, running
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server():
    with running() as server:
        yield server


@pytest.fixture
def site(server):
    return address_of(server)


def test_every_address_is_found_with_the_entries_that_name_it():
    make_entry("source", "book", address="https://example.org/book?a=1&b=2")
    make_entry(
        "resource", "help", address={"en": "https://example.org/en", "fr": "https://example.org/fr"}
    )
    rich = '<p><a href="https://example.org/book?a=1&amp;b=2">b</a> <a href="tel:555">t</a></p>'
    make_entry("section", "text", body={"en": rich, "fr": ""})
    make_entry("source", "old", address="https://example.org/old", withdrawn=True)
    found = {
        address: [(row.kind, row.code) for row in entries]
        for address, entries in addresses(read_exactly()).items()
    }
    assert found == {
        "https://example.org/book?a=1&b=2": [("source", "book"), ("section", "text")],
        "https://example.org/en": [("resource", "help")],
        "https://example.org/fr": [("resource", "help")],
    }


def test_what_came_of_it_is_kept_and_since_when(site):
    source = make_entry("source", "book", address=f"{site}/404")
    check_links(pause=0, allowed=lambda address: True)
    first = LinkCheck.objects.failing().get()
    assert first.status == 404
    assert problem_in_words(first.problem) == "The site says 404 Not Found."
    check_links(pause=0, allowed=lambda address: True)
    again = LinkCheck.objects.get()
    assert again.since == first.since
    assert again.checked_at > first.checked_at
    source.address = f"{site}/200"
    source.save()
    check_links(pause=0, allowed=lambda address: True)
    assert list(LinkCheck.objects.values_list("address", "outcome")) == [(f"{site}/200", "fine")]


def test_an_address_too_long_to_be_kept_does_not_undo_the_check_of_the_others(site):
    long = f"{site}/200?{'x' * 3000}"
    make_entry("section", "long", body=f'<p><a href="{long}">x</a></p>')
    make_entry("source", "book", address=f"{site}/404")
    check_links(pause=0, allowed=lambda address: True)
    assert list(LinkCheck.objects.values_list("address", "outcome")) == [(f"{site}/404", "failing")]


def test_a_machine_that_is_cut_off_does_not_call_every_link_broken(server, site):
    for number in range(check.MANY):
        make_entry("source", f"book-{number}", address=f"{site}/200?{number}")
    with pytest.raises(CommandError, match="Is this machine on the internet"):
        call_command("check_links", stdout=io.StringIO())
    assert not LinkCheck.objects.exists()
    Source.objects.filter(code="book-0").delete()
    assert len(check_links(pause=0)) == check.MANY - 1


def test_staff_see_which_links_fail_and_where_to_mend_them(client):
    now = timezone.now()
    make_entry("source", "book", address="https://example.org/book")
    for address, outcome in (
        ("https://example.org/book", "failing"),
        ("https://example.org/en", "fine"),
    ):
        LinkCheck.objects.create(
            address=address, outcome=outcome, problem="Gone.", checked_at=now, since=now
        )
    client.force_login(make_colleague("Editors"))
    table = read(client.get("/admin/guide/linkcheck/?outcome__exact=failing")).first(
        id="result_list"
    )
    assert "does not workhttps://example.org/bookGone." in table.text
    assert "example.org/en" not in table.text
    assert table.first("a", href="/admin/entry/source/book/").text == "source “book”"
    assert (
        read(client.get("/admin/")).first("a", href="/admin/entry/source/book/").text
        == "source: book"
    )
    assert client.get("/admin/guide/linkcheck/add/").status_code == 403


def test_a_link_that_fails_without_a_reason_cannot_be_kept():
    now = timezone.now()
    with pytest.raises(IntegrityError):
        LinkCheck.objects.create(
            address="https://example.org", outcome="failing", checked_at=now, since=now
        )
