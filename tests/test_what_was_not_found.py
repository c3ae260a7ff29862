"""A note that a place has no service of a kind is no service: it stands after those of its kind,
says whom to ask, is not counted and is not found.
"""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from guide.edition.current import live_edition
from guide.edition.search import index_of
from guide.exchange.starter import FOLDER, read_folder
from guide.lib.regions import REGIONS
from guide.models import Resource
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.public_pages import public_page

from .builders import make_entry, publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db

NOTE = {
    "kind": "community",
    "name": "No parents’ group found",
    "offers": "We found no group of parents in your province.",
    "how_to": "Ask the social worker.",
    "regions": ["PE"],
    "not_found": True,
}


@pytest.fixture
def published():
    """A guide with a service of Prince Edward Island, one for all of Canada, and a note."""
    publish_small_guide()
    made = [
        make_entry("resource", "fund", kind="money", name="Island fund", regions=["PE"]),
        make_entry("resource", "forum", kind="community", name="Parents’ forum"),
        make_entry("resource", "no-group", **NOTE),
    ]
    for entry in made:
        approve_as_starter(entry)
    return publish(None)


def main_of(client, address):
    return read(client.get(address, follow=True)).first("main")


def test_it_stands_on_the_page_of_its_province_with_whom_to_ask_and_is_not_counted(
    client, published
):
    main = main_of(client, "/en/support/?region=PE")
    assert "No parents’ group found" in main.text
    assert "Ask the social worker." in main.text
    assert "2 services" in main.text
    assert "No parents’ group found" not in " ".join(item.text for item in main.all("li"))


def test_another_province_does_not_hear_of_it(client, published):
    assert "No parents’ group found" not in main_of(client, "/en/support/?region=NB").text


def test_where_no_province_is_chosen_it_says_which_one_it_speaks_of(client, published):
    note = main_of(client, "/en/support/").first("p", id="resource-no-group")
    assert note.text.strip().endswith("Prince Edward Island")
    note = main_of(client, "/en/support/?region=PE").first("p", id="resource-no-group")
    assert "Prince Edward Island" not in note.text


def test_it_follows_its_kind_and_no_language_hides_it(client, published):
    for address, is_shown in [
        ("/en/support/?region=PE&kind=community", True),
        ("/en/support/?region=PE&kind=money", False),
        ("/en/support/?region=PE&language=fr", True),
    ]:
        shown = "No parents’ group found" in main_of(client, address).text
        assert shown == is_shown, address


def test_a_result_shows_it_after_the_services_of_the_province(client, published):
    text = main_of(client, "/en/guide/spread/high/?region=PE").text
    assert text.index("Island fund") < text.index("No parents’ group found")
    assert text.index("No parents’ group found") < text.index("Parents’ forum")


def test_no_search_finds_it_and_nobody_is_asked_if_it_worked(client, published):
    found = index_of(live_edition().guide("en")).search("parents group").found
    assert "no-group" not in {one.entry.code for one in found if one.entry}
    assert "code=no-group" not in client.get("/en/support/?region=PE").content.decode()


def test_it_is_read_and_signed_with_the_page_of_support(published):
    page = public_page(live_edition().guide("en"), "support")
    assert ("resource", "no-group") in page.own


def test_nobody_is_asked_to_call_it(client, published):
    client.force_login(make_colleague("Editors"))
    page = client.get("/admin/services/", follow=True).content.decode()
    assert "Island fund" in page
    assert "No parents’ group found" not in page


def test_it_has_no_number_and_no_address_of_its_own(published):
    note = Resource.objects.get(code="no-group")
    note.phone_en = "555-0100"
    with pytest.raises(ValidationError, match="no number and no address"):
        note.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        note.save()


def test_a_service_says_nothing_of_it_in_what_is_signed(published):
    assert "not_found" not in Resource.objects.with_links().get(code="fund").content()
    assert Resource.objects.with_links().get(code="no-group").content()["not_found"] is True


def test_every_note_of_the_starter_speaks_of_places_and_says_whom_to_ask():
    notes = {
        code: row for code, row in read_folder(FOLDER)["resource"].items() if row.get("not_found")
    }
    assert len(notes) == 4
    for code, note in notes.items():
        assert note["regions"], code
        assert set(note["regions"]) <= set(REGIONS), code
        assert "social worker" in note["how_to"]["en"], code
        assert "service social" in note["how_to"]["fr"], code
