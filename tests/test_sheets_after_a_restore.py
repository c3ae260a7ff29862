"""After a restore: no number is used twice, and a sheet of an edition that was lost is told so."""

import pytest

from guide.edition.current import live_edition, refresh
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.models import Edition
from guide.ops.backup import _empty, backup, restore
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import write_entry

from .builders import publish_small_guide
from .pages import read

pytestmark = pytest.mark.django_db
SITE = "https://guide.example.org"
LOST = (
    ("en", "check", "printed from an edition that was lost"),
    ("fr", "verifier", "à partir d’une édition perdue"),
)


@pytest.fixture(autouse=True)
def machine(settings, tmp_path):
    """Remembers, as a server does."""
    settings.DATA_DIR = tmp_path / "data"
    settings.EDITION_FILE = settings.DATA_DIR / "edition.json"
    settings.DEVELOPMENT = False


@pytest.fixture
def printed(client, tmp_path):
    """Codes of sheets of editions 3, 4 and 5, by their edition; a backup was taken at edition 3."""
    publish_small_guide()
    publish_once_more()
    found = {publish_once_more(): print_sheet(client)}
    backup(tmp_path / "night.backup")
    for _ in range(2):
        number = publish_once_more()
        found[number] = print_sheet(client)
    assert list(found) == [3, 4, 5]
    return found


def publish_once_more():
    """The number of one more edition, which says something else."""
    said = f"<p>Words after edition {Edition.objects.latest().number}.</p>"
    approve_as_starter(write_entry("section", "for-everyone", {"body": {"en": said, "fr": said}}))
    publish(None)
    return Edition.objects.latest().number


def print_sheet(client):
    """The code of the sheet that families get now."""
    client.get("/en/")
    edition = live_edition()
    return make_sheet(edition, ("low", "one-place"), Options(("en",)), SITE).code


def told(client, code, language="en", page="check"):
    response = client.get(f"/{language}/{page}/{code}/")
    return response.status_code, read(response).first("main").text


def bring_back(file, **replace):
    """A restore; each server looks for the newest edition every few seconds."""
    restore(file, **replace)
    refresh()


def test_no_number_comes_twice_and_sheets_of_lost_editions_are_told_so(client, printed, tmp_path):
    bring_back(tmp_path / "night.backup", replace=True)
    assert Edition.objects.latest().number == 3
    assert "still current" in told(client, printed[3])[1]
    assert_lost(client, printed[4], printed[5])
    assert publish_once_more() == 6
    new = print_sheet(client)
    assert new not in printed.values()
    assert "still current" in told(client, new)[1]
    assert "has changed" in told(client, printed[3])[1]
    assert_lost(client, printed[4], printed[5])


def test_a_machine_that_never_saw_the_site_tells_so_before_it_publishes(
    client, printed, tmp_path, settings
):
    settings.EDITION_FILE = tmp_path / "new-machine" / "edition.json"
    _empty()
    bring_back(tmp_path / "night.backup")
    assert_lost(client, printed[4], printed[5])
    assert publish_once_more() == 100
    assert_lost(client, printed[4], printed[5])


def test_a_server_that_has_not_looked_since_says_the_same(client, printed, tmp_path):
    restore(tmp_path / "night.backup", replace=True)
    assert live_edition().number == 5
    assert_lost(client, printed[4])


def assert_lost(client, *codes):
    for language, page, words in LOST:
        for code in codes:
            status, said = told(client, code, language, page)
            assert status == 404
            assert words in said
    pile = client.get("/en/check/", {"codes": "\n".join([*codes, "HELLO"])})
    lead = read(pile).first("main").first("p").text
    assert f"{len(codes)} of these sheets should be replaced. 0 are still current." in lead
