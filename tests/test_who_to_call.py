"""Help is always in the same place: after the text, before the foot of every page."""

import pytest

from guide.edition.current import live_edition
from guide.models import Organisation
from guide.publishing.actions import approve_as_starter, publish

from .builders import approve_all, make_entry, make_small_guide
from .pages import read

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/en/",
    "/en/guide/",
    "/en/guide/high/spread/",
    "/fr/traitements/surgery/",
    "/fr/soutien/",
    "/en/nowhere/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_when_to_call_and_whom_between_its_text_and_its_foot(
    client, starter, address
):
    page = read(client.get(address))
    body = [element for element in page.first("body").all() if element.tag in ("main", "footer")]
    help_ = page.first("aside", id="help")
    urgent = next(
        s for s in live_edition().guide(address[1:3]).sections.values() if s.kind == "urgent"
    )
    assert urgent.title in help_.text
    assert help_.first("a", href="tel:+18889393333")
    order = [e for e in page.first("body").children if not isinstance(e, str)]
    assert order.index(body[0]) < order.index(help_) < order.index(body[1])
    assert page.first("header").first("a", href="#help")


def test_the_organisations_own_helpline_comes_first_once_it_is_filled_in(client):
    make_small_guide()
    make_entry("resource", "line", kind="helpline", phone="1-800-555-0100")
    approve_all()
    publish(None)
    assert read(client.get("/en/")).first("aside", id="help").first("a", href="tel:+18005550100")
    organisation = Organisation.objects.get()
    organisation.filled_in = True
    organisation.helpline_en = organisation.helpline_fr = "1-800-555-0199"
    organisation.save()
    approve_as_starter(organisation)
    publish(None)
    assert read(client.get("/en/")).first("aside", id="help").first("a", href="tel:+18005550199")
    assert (
        not read(client.get("/en/")).first("aside", id="help").first("a", href="tel:+18005550100")
    )


def test_a_helpline_of_the_organisation_that_is_not_filled_in_yet_is_told_to_nobody(client):
    make_small_guide()
    make_entry("organisation", "organisation", helpline="1-800-555-0199", filled_in=False)
    approve_all()
    publish(None)
    assert not list(read(client.get("/en/")).first("aside", id="help").all("a", href=True))
    approve_as_starter(make_entry("resource", "line", kind="helpline", phone="1-800-555-0100"))
    publish(None)
    links = [
        link["href"]
        for link in read(client.get("/en/")).first("aside", id="help").all("a", href=True)
    ]
    assert "tel:+18005550100" in links
    assert "tel:+18005550199" not in links


def test_without_any_helpline_nothing_is_invented(client):
    make_small_guide()
    approve_all()
    publish(None)
    assert not list(read(client.get("/en/")).first("aside", id="help").all("a", href=True))
