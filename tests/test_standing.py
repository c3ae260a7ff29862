"""Which usual sheets of an edition still stand; the binder of those to replace."""

import io
import zipfile

import pytest
from django.core.management import call_command

from guide.publishing.actions import publish
from guide.publishing.write import write_entry

from . import photograph
from .builders import approve_all, make_entry, make_small_guide, make_user
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    """Edition 1 of a small guide with a ward, and edition 2 with another fever line."""
    stage()


@photograph.kept
def stage():
    make_small_guide()
    for code, short in (("low", "Low"), ("one-place", "One place")):
        write_entry("choice", code, {"short": {"en": short, "fr": short}})
    make_entry("ward", "east", name="East", hospital="Hospital", fever_line="555-0101")
    approve_all()
    publish(None)


def change(kind, code, **content):
    write_entry(kind, code, content)
    approve_all()
    publish(None)


def asked(client, query, status=200):
    response = client.get(f"/en/check/edition/?{query}")
    assert response.status_code == status
    return read(response).first("main")


def test_each_sheet_of_an_edition_still_stands_or_says_what_it_said_and_says_now(client, small):
    change("ward", "east", fever_line="555-0199")
    change("organisation", "organisation", contact={"en": "Us", "fr": "Nous"})
    without = asked(client, "number=1&language=en&ward=")
    assert "0 are to be replaced" in without.text
    assert "still stands" in without.text
    assert "reads differently" not in without.text
    with_ward = asked(client, "number=1&language=en&ward=east")
    assert "reads differently since edition 2" in with_ward.text
    assert "555-0101" in with_ward.text
    assert "555-0199" in with_ward.text
    assert "One place, low · X2" in with_ward.text
    assert "still stands" not in with_ward.text


def test_one_press_leads_to_the_binder_of_those_to_replace(client, small):
    change("ward", "east", fever_line="555-0199")
    page = asked(client, "number=1&language=both&ward=east")
    address = page.first("a", class_="button")["href"]
    assert address.startswith("/admin/binder/?languages=en-fr&")
    client.force_login(make_user(superuser=True))
    response = client.get(address.replace("kind=pdf", "kind=zip"))
    files = zipfile.ZipFile(io.BytesIO(response.getvalue())).namelist()
    assert len(files) == page.text.count("reads differently since") > 0
    stands = client.get(address.replace("ward=east", "ward="))
    assert "there is nothing to replace" in read(stands).text


def test_bad_input_gets_a_sentence(client, small):
    assert "There is no earlier edition" in read(client.get("/en/check/edition/")).text
    change("ward", "east", fever_line="555-0199")
    for query in ("number=", "number=99", "number=x", "number=2"):
        assert "edition" in asked(client, query, 422).first(class_="error").text
    assert "This ward is not in the guide" in asked(client, "number=1&ward=gone", 422).text
    assert "Choose one from the list" in asked(client, "number=1&language=xx", 422).text
    french = read(client.get("/fr/verifier/edition/?number=1&language=fr&ward=east"))
    assert "se lit autrement depuis l’édition 2" in french.first("main").text
    assert client.get("/en/check/edition/")["X-Robots-Tag"] == "noindex"


def test_a_ward_that_an_edition_did_not_have_is_told(client, small):
    make_entry("ward", "west", name="West", hospital="Hospital")
    approve_all()
    publish(None)
    page = asked(client, "number=1&language=en&ward=west", 422)
    assert "This ward was not in that edition" in page.text


def test_the_binder_of_the_desk_offers_what_the_command_does(client, small, tmp_path):
    client.force_login(make_user(superuser=True))
    chosen = "languages=en&copies=nurse&copies=card&text=normal&paper=letter&region=ON&ward=east"
    response = client.get(f"/admin/binder/?{chosen}&kind=zip")
    files = zipfile.ZipFile(io.BytesIO(response.getvalue())).namelist()
    assert [name for name in files if name.startswith("card-")] == files[-1:]
    assert all(name.startswith("nurse-") for name in files[:-1])
    file = tmp_path / "binder.zip"
    asked_for = ("--language=en", "--copy=nurse", "--copy=card", "--region=ON", "--ward=east")
    call_command("print_binder", file, *asked_for, stdout=io.StringIO())
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == files


def test_the_binder_says_how_far_it_is_before_the_file_comes(client, small):
    client.force_login(make_user(superuser=True))
    chosen = "languages=en&copies=card&text=normal&paper=letter&region=&ward=&kind=pdf"
    response = client.get(f"/admin/binder/?{chosen}&progress=1")
    assert response["X-Binder"] == "binder-edition-1.pdf"
    told, _empty, file = response.getvalue().partition(b"\n\n")
    assert told == b"1/1"
    assert file.startswith(b"%PDF-")
