"""A pile of sheets is checked at once: codes typed, pasted, or read by a scanner."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from guide.edition.current import live_edition
from guide.handout.build import make_sheet
from guide.handout.code import shown
from guide.handout.many_codes import MOST, TooManyCodes, codes_in
from guide.handout.options import Options
from guide.models import Edition
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import write_entry

from .pages import read

pytestmark = pytest.mark.django_db
SITE = "https://guide.example.org"


def code_of(*path):
    return make_sheet(live_edition(), path, Options(("en",)), SITE).code


def test_codes_are_found_however_they_are_written(starter):
    one, other = code_of("high", "one-place"), code_of("low", "spread")
    spaced = shown(one).replace("-", " ").lower()
    for text in (
        f"{one}\n{other}",
        f"{shown(one)}, {other}",
        f"{spaced}\n{shown(other)}",
        f"{one} {other}",
        f"{SITE}/check/{one}/\n{SITE}/fr/verifier/{other}/",
        f"{SITE}/check/{one}/ {SITE}/check/{other}/\n{one}",
        f"({shown(one)}) {shown(other)}.",
        f"«{spaced}»;\t{shown(other)}:",
        f"{shown(one)}\t{shown(other)} {one}",
        f"{spaced} {shown(other).replace('-', ' ')}",
        f"{one}\n{shown(one)}\n{spaced}\n/fr/verifier/{one.lower()}/\n{other}",
    ):
        assert codes_in(text) == [one, other], text
    assert codes_in(" \n ") == []
    mistyped = f"{spaced[:-1]}?"
    assert codes_in(f"{mistyped}\n{other}") == [mistyped, other]


def test_more_codes_than_may_be_are_not_taken(starter):
    with pytest.raises(TooManyCodes):
        codes_in("\n".join(str(number) for number in range(MOST + 1)))


def test_a_pile_says_of_each_sheet_whether_it_stands(client, starter):
    old, kept = code_of("high", "one-place"), code_of("low", "spread")
    changed = {"en": "<ul><li>Other.</li></ul>", "fr": "<ul><li>Autre.</li></ul>"}
    approve_as_starter(write_entry("section", "high-mibg", {"key_points": changed}))
    publish(None, {"en": "A note.", "fr": "Une note."}, nature=Edition.Nature.CHANGE)
    response = client.get("/en/check/", {"codes": f"{old}\n{kept}\nHELLO"})
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    main = read(response).first("main")
    told = [item.text for item in main.first("ul").all("li")]
    assert f"{shown(old)} (High risk, one place): This sheet has changed" in told[0]
    assert f"{shown(kept)} (Low risk, several places): This sheet is still current" in told[1]
    assert "only these letters" in told[2]
    lead = main.first("p").text
    assert "1 of these sheets should be replaced. 1 is still current." in lead
    assert "1 code says nothing of its sheet" in lead
    links = [link["href"] for link in main.all("a", href=True)]
    assert f"/en/check/{old}/" in links
    assert "/en/guide/high/one-place/summary.pdf" in links


def test_one_code_leads_to_its_own_page_and_none_or_too_many_get_a_sentence(client, starter):
    one = code_of("high", "one-place")
    assert client.get("/en/check/", {"codes": one})["Location"] == f"/en/check/{one}/"
    for language, address, empty, many in (
        ("en", "check", "Type the code", "50 codes at once"),
        ("fr", "verifier", "Tapez le code", "50 codes à la fois"),
    ):
        nothing = client.get(f"/{language}/{address}/", {"codes": " "})
        assert nothing.status_code == 422
        assert empty in read(nothing).first("main").text
        typed = "\n".join(f"X{number}" for number in range(MOST + 1))
        too_many = client.get(f"/{language}/{address}/", {"codes": typed})
        assert too_many.status_code == 422
        page = read(too_many).first("main")
        assert many in page.text
        assert "X50" in page.first("textarea").text


@pytest.mark.parametrize("typed", ["HELLO", "Z" * 3000, "X" * 40, "\0" + "2" * 9, "😀"])
def test_one_code_that_is_none_stays_in_the_form(client, starter, typed):
    """An address of so many letters would be refused on its way."""
    response = client.get("/en/check/", {"codes": typed})
    assert response.status_code == 422
    page = read(response).first("main")
    fields = [field.get("value", "") for field in page.all("input")]
    assert any(typed.strip("\0") in kept for kept in [*fields, page.first("textarea").text])


def test_the_address_of_a_square_may_be_typed_where_one_code_is_asked(client, starter):
    one = code_of("high", "one-place")
    response = client.get("/en/check/", {"code": f"{SITE}/check/{one.lower()}/"})
    assert response["Location"] == f"/en/check/{one}/"


def test_fifty_codes_are_checked_and_each_counts_once(client, starter):
    one = code_of("high", "one-place")
    wrong = [f"{one[:4]}{number:04d}" for number in range(MOST - 1)]
    response = client.get("/en/check/", {"codes": "\n".join([one, *wrong, shown(one)])})
    assert response.status_code == 200
    told = [item.text for item in read(response).first("main").first("ul").all("li")]
    assert len(told) == MOST


def test_fifty_addresses_that_a_scanner_types_fit_what_each_server_takes():
    address = "https://a-guide-for-families.example-hospital.org/check/X26HCFFVHTCJ/"
    query = urlencode({"codes": f"{address}\r\n" * MOST})
    asked = len(f"GET /fr/verifier/?{query} HTTP/1.1")
    gunicorn = Path("deploy/gunicorn.conf.py").read_text(encoding="utf-8")
    nginx = Path("deploy/nginx/guide.conf").read_text(encoding="utf-8")
    assert asked < int(re.search(r"^limit_request_line = (\d+)$", gunicorn, re.MULTILINE)[1])
    assert asked < 1024 * int(re.search(r"large_client_header_buffers 4 (\d+)k;", nginx)[1])
