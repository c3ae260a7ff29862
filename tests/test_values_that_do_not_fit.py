"""A value that does not fit its field is refused by name, alike on both databases."""

import pytest

from guide.exchange.guide_file import export_guide, import_guide
from guide.exchange.strict_yaml import dump, load
from guide.links.addresses import addresses
from guide.models import Resource, Term
from guide.publishing.refused import Refused
from guide.publishing.working_copy import read_exactly

from .builders import make_entry, make_user
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    """The guide's file as data; one service is in it."""
    make_entry("resource", "helpline", checked_by="A nurse", checked_on="2024-01-02", order=5)
    return load(export_guide())


def refused(file):
    with pytest.raises(Refused) as told:
        import_guide(dump(file), by=make_user("alice"))
    return " ".join([str(told.value), *(problem.message for problem in told.value.problems)])


@pytest.mark.parametrize("value", [["a"], {"a": "b"}, True])
def test_what_is_no_text_is_not_made_one(file, value):
    file["entries"]["resource"]["helpline"]["checked_by"] = value
    assert "resource helpline: checked_by is not a text" in refused(file)
    assert Resource.objects.get().checked_by == "A nurse"


@pytest.mark.parametrize("value", [3_000_000_000, 100_000])
def test_a_number_that_one_database_cannot_keep_is_refused_on_both(file, value):
    file["entries"]["resource"]["helpline"]["order"] = value
    assert "99999" in refused(file)
    assert Resource.objects.get().order == 5


def test_a_name_too_long_to_be_printed_signs_nothing_and_is_said(client):
    entry = make_entry("term", "marrow")
    reviewer = make_colleague("Reviewers", first_name="x" * 84, last_name="y" * 84)
    client.force_login(reviewer)
    response = client.post(
        "/admin/entry/term/marrow/approve/",
        {"digest": entry.digest(), "review_due": "2027-01-01"},
    )
    assert response.status_code == 409
    assert "too many to be printed" in read(response).text
    assert not Term.objects.get().is_approved()


def test_an_address_is_checked_whatever_its_letters():
    make_entry(
        "section",
        "links",
        body='<p><a href="HTTPS://example.org/a">a</a> <a href=" https://example.org/b">b</a></p>',
    )
    found = {address.lower().strip() for address in addresses(read_exactly())}
    assert {"https://example.org/a", "https://example.org/b"} <= found


def test_a_text_that_would_become_far_larger_than_it_is_is_refused(file):
    make_entry("section", "links")
    file = load(export_guide())
    tangled = "<p><b>a" * 1000
    file["entries"]["section"]["links"]["body"] = {"en": tangled, "fr": ""}
    assert "begin again and again and never end" in refused(file)
