"""What families read, or another entry names, is not deleted: it is withdrawn."""

import pytest

from guide.models import BY_KIND, EntryVersion

from .builders import make_entry, publish_small_guide
from .desk import change_address, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    publish_small_guide()
    client.force_login(make_colleague("Editors"))


def delete(client, kind, code):
    return client.post(change_address(kind, code).replace("change", "delete"), {"post": "yes"})


@pytest.mark.parametrize(
    ("kind", "code"), [("section", "for-everyone"), ("choice", "low"), ("question", "risk")]
)
def test_what_families_read_cannot_be_deleted(client, editor, kind, code):
    page = read(client.get(change_address(kind, code)))
    assert "withdrawn" in page.first(class_="panel").text
    assert not page.first("a", class_="deletelink")
    assert delete(client, kind, code).status_code == 403
    assert BY_KIND[kind].objects.filter(code=code).exists()


def test_what_another_entry_names_cannot_be_deleted_and_its_dependants_are_listed(client, editor):
    make_entry("source", "leaflet")
    make_entry("section", "draft", sources=["leaflet"])
    panel = read(client.get(change_address("source", "leaflet"))).first(class_="panel")
    assert "section draft" in panel.text
    assert "/admin/entry/section/draft/" in [link["href"] for link in panel.all("a")]
    assert delete(client, "source", "leaflet").status_code == 403


def test_a_draft_that_nobody_names_can_be_deleted_and_stays_in_the_history(client, editor):
    make_entry("term", "mistake")
    assert delete(client, "term", "mistake").status_code == 302
    assert not BY_KIND["term"].objects.filter(code="mistake").exists()
    assert EntryVersion.objects.filter(kind="term", code="mistake").exists()
