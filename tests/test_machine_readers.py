"""Machine readers: search engines, feed readers, and whoever wants to check what an edition
said.
"""

import hashlib
import json
import xml.etree.ElementTree as ET

import pytest
from django.contrib.staticfiles import finders
from django.utils.timezone import localdate

from guide.edition.current import live_edition
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.models import BY_KIND
from guide.publishing.actions import approve, approve_as_starter, publish
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, make_small_guide, make_user, publish_small_guide
from .pages import read

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
HERE = "https://guide.example.org"


@pytest.fixture(autouse=True)
def _site_address(settings):
    settings.SITE_ADDRESS = HERE


@pytest.fixture
def two_editions(db):
    """Edition 1, and edition 2 in which one sentence has changed."""
    first = publish_small_guide()
    write_entry(
        "section",
        "for-everyone",
        {"body": {"en": "<p>New words.</p>", "fr": "<p>Nouveaux mots.</p>"}},
    )
    approve_all()
    second = publish(None, {"en": "A clearer sentence.", "fr": "Une phrase plus claire."})
    return first, second


def test_the_sitemap_names_every_page_of_both_languages_and_each_can_be_read(client, starter):
    root = ET.fromstring(client.get("/sitemap.xml").content)
    addresses = [url.find(f"{SITEMAP}loc").text for url in root]
    assert len(addresses) == len(set(addresses)) > 2 * (20 + 10)
    for address in addresses:
        assert address.startswith(f"{HERE}/")
        assert client.get(address.removeprefix(HERE)).status_code == 200, address


def test_each_page_of_the_sitemap_names_itself_and_its_sister(client, starter):
    root = ET.fromstring(client.get("/sitemap.xml").content)
    found = {url.find(f"{SITEMAP}loc").text: url for url in root}
    french = found[f"{HERE}/fr/guide/high/one-place/"]
    sisters = {link.get("hreflang"): link.get("href") for link in french.iter(f"{XHTML}link")}
    english = f"{HERE}/en/guide/high/one-place/"
    assert sisters == {
        "en": english,
        "fr": f"{HERE}/fr/guide/high/one-place/",
        "x-default": english,
    }
    links = read(client.get("/fr/guide/high/one-place/")).all(
        "link", rel="alternate", hreflang=True
    )
    assert sisters == {link["hreflang"]: link["href"] for link in links}
    assert french.find(f"{SITEMAP}lastmod").text == localdate(starter.published_at).isoformat()


def test_what_is_old_or_for_one_person_is_not_for_search_engines(client, starter):
    code = make_sheet(live_edition(), ("high", "one-place"), Options(("en",)), HERE).code
    unlisted = [
        f"/en/check/{code}/",
        f"/fr/verifier/{code}/",
        f"/en/check/{code}/sheet.pdf",
        "/edition/1.json",
    ]
    unlisted += [
        "/en/feedback/",
        "/fr/avis/",
        "/en/feedback/thanks/",
        "/en/search/?q=x",
        "/en/offline/",
    ]
    told = {address: client.get(address) for address in unlisted}
    assert {address: response.status_code for address, response in told.items()} == dict.fromkeys(
        unlisted, 200
    )
    assert {
        address for address, response in told.items() if response.get("X-Robots-Tag") != "noindex"
    } == set()
    for address in ("/en/check/", "/edition.json", "/en/guide/high/one-place/summary.pdf"):
        assert "X-Robots-Tag" not in client.get(address), address


def test_the_sitemap_lists_no_half_answered_question(client, starter):
    assert b"/en/guide/high/<" not in client.get("/sitemap.xml").content


def test_programs_that_read_no_page_find_the_icon(client, starter):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix("/static/"))
    assert "public" in response["Cache-Control"]


def test_robots_are_shown_the_sitemap_and_kept_from_the_desk(client, starter):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {HERE}/sitemap.xml" in lines


@pytest.mark.parametrize(
    ("language", "note"), [("en", "A clearer sentence."), ("fr", "Une phrase plus claire.")]
)
def test_the_feed_tells_of_each_edition_in_its_language(client, two_editions, language, note):
    response = client.get(f"/{language}/feed.xml")
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(response.content)
    entries = root.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}id").text for entry in entries] == [
        f"{HERE}/edition/{n}.json" for n in (2, 1)
    ]
    assert entries[0].find(f"{ATOM}summary").text == note
    assert entries[0].find(f"{ATOM}updated").text
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.find(f"{ATOM}author/{ATOM}name").text


def test_the_feed_can_be_found_from_each_page(client, starter):
    link = read(client.get("/fr/")).first("link", type="application/atom+xml")
    assert link["href"] == "/fr/feed.xml"


def test_the_current_edition_is_what_was_signed(client, two_editions):
    response = client.get("/edition.json")
    newest = two_editions[1]
    assert response["ETag"] == f'"{newest.digest}"'
    assert hashlib.sha256(response.content).hexdigest() == newest.digest
    assert json.loads(response.content) == newest.content
    assert response["Content-Location"] == "/edition/2.json"


def test_caches_may_keep_an_edition_the_old_ones_for_a_day(client, two_editions, settings):
    settings.PAGE_SECONDS = 60
    now = client.get("/edition.json")
    etag = now["ETag"]
    again = client.get("/edition.json", headers={"if-none-match": etag})
    assert "public" in now["Cache-Control"]
    assert "max-age=60" in now["Cache-Control"]
    assert again["Cache-Control"] == now["Cache-Control"]
    assert "max-age=86400" in client.get("/edition/1.json")["Cache-Control"]


def test_an_edition_that_has_not_changed_is_not_sent_again(client, two_editions):
    etag = client.get("/edition.json")["ETag"]
    again = client.get("/edition.json", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/edition.json", headers={"if-none-match": '"another"'}).status_code == 200


def test_an_older_edition_can_still_be_read(client, two_editions):
    response = client.get("/edition/1.json")
    assert hashlib.sha256(response.content).hexdigest() == two_editions[0].digest
    assert b"New words." not in response.content


@pytest.mark.parametrize(
    "address", ["/edition/3.json", "/edition/0.json", "/edition/999999999999999999999.json"]
)
def test_an_edition_that_never_was_is_not_found(client, two_editions, address):
    response = client.get(address)
    assert response.status_code == 404
    assert read(response).first("h1").text


@pytest.mark.parametrize("address", ["/edition.json", "/sitemap.xml", "/en/feed.xml"])
def test_before_the_first_edition_there_is_nothing_to_read(client, address):
    assert client.get(address).status_code in (404, 503)


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/fr/feed.xml", "/edition.json", "/edition/1.json", "/robots.txt"]
)
def test_a_warm_machine_page_runs_no_sql(client, two_editions, django_assert_num_queries, address):
    client.get(address)
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


def test_what_staff_note_for_each_other_is_in_no_edition(client, two_editions):
    entries = json.loads(client.get("/edition.json").content)["entries"]
    assert not any(
        "note" in entry or "edited_by" in entry
        for kind in entries.values()
        for entry in kind.values()
    )


def structured(client, address):
    script = read(client.get(address)).first("script", type="application/ld+json")
    return json.loads("".join(script.children))


@pytest.mark.parametrize(
    ("address", "treatment"), [("/en/guide/high/spread/", "MIBG"), ("/fr/traitements/surgery/", "")]
)
def test_a_result_and_a_treatment_say_in_schema_org_what_they_are_about(
    client, starter, address, treatment
):
    data = structured(client, address)
    assert (data["@type"], data["audience"]["@type"]) == ("MedicalWebPage", "MedicalAudience")
    assert data["url"] == f"{HERE}{address}"
    kinds = {thing["@type"] for thing in data["about"]}
    assert kinds == {"MedicalCondition", "MedicalTherapy"}
    assert any(treatment in thing["name"] for thing in data["about"])


def test_no_review_is_claimed_until_a_named_person_has_approved_all_that_the_page_says(
    client, two_editions
):
    address = "/en/guide/one-place/high/"
    make_entry("section", "second", body="<p>More.</p>")
    alice, bob = (
        make_user("alice", first_name="Alice", last_name="Ames"),
        make_user("bob", first_name="Bob"),
    )
    approve(BY_KIND["section"].objects.get(code="for-everyone"), alice)
    approve_as_starter(BY_KIND["section"].objects.get(code="second"))
    publish(None)
    assert not structured(client, address).keys() & {"reviewedBy", "lastReviewed"}
    approve(BY_KIND["section"].objects.get(code="second"), bob)
    publish(None)
    data = structured(client, address)
    assert {person["name"] for person in data["reviewedBy"]} == {"Alice Ames", "Bob"}
    second = BY_KIND["section"].objects.get(code="second")
    assert data["lastReviewed"] == localdate(second.approved_at).isoformat()


@pytest.mark.parametrize("address", ["/en/", "/fr/guide/", "/fr/traitements/surgery/"])
def test_a_link_that_somebody_shares_shows_the_words_of_its_page(client, starter, address):
    page = read(client.get(address))
    shared = {tag["property"]: tag["content"] for tag in page.all("meta", property=True)}
    assert shared["og:title"] == page.first("title").text
    assert shared["og:description"] == page.first("meta", name="description")["content"]
    assert shared["og:url"] == page.first("link", rel="canonical")["href"] == f"{HERE}{address}"
    assert finders.find(shared["og:image"].removeprefix(f"{HERE}/static/"))


def test_words_of_an_entry_cannot_end_the_script_that_holds_them(client, two_editions):
    make_entry("treatment", "odd", name="</script><b>", summary="x")
    approve_all()
    publish(None)
    assert structured(client, "/en/treatments/odd/")["about"][1]["name"] == "</script><b>"


def test_a_note_that_was_pasted_with_control_characters_does_not_break_the_feed(client):
    make_small_guide()
    approve_all()
    publish(None, {"en": "A clearer\x0bsentence.\x01", "fr": "Une phrase\x0bplus claire."})
    entry = ET.fromstring(client.get("/en/feed.xml").content).find(f"{ATOM}entry")
    assert "A clearer sentence." in entry.find(f"{ATOM}summary").text
