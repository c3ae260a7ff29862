"""A preview is the family's own page over the working copy: for staff only, never kept, never
mistaken.
"""

import pytest

from guide.edition.current import live_edition
from guide.models import Section
from guide.publishing.actions import approve
from guide.publishing.compile import compile_working_copy

from .builders import make_entry, make_user, publish_small_guide
from .desk import change_address, fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
RESULT = "/admin/preview/working/en/guide/one-place/high/"


@pytest.fixture
def editor(client):
    publish_small_guide()
    client.force_login(make_colleague("Editors"))
    make_entry(
        "section",
        "for-everyone",
        body={"en": "<p>Draft words.</p>", "fr": "<p>Mots du brouillon.</p>"},
    )


def test_save_and_preview_opens_the_page_that_shows_the_entry(client, editor):
    address = change_address("section", "for-everyone")
    response = client.post(
        address,
        fields_of(client.get(address)) | {"body_en": "<p>Newest words.</p>", "_preview": "1"},
    )
    page = read(client.get(response["Location"]))
    assert "/admin/entry/section/for-everyone/" in [a["href"] for a in page.all("a", href=True)]
    frame = page.first("iframe")
    assert frame["width"] == "360"
    assert "Newest words." in read(client.get(frame["src"])).text


def test_the_page_is_the_familys_own_with_a_banner(client, editor):
    page = read(client.get(RESULT))
    assert page.first("section", id="for-everyone")
    assert "Draft words." in page.text
    assert "has not been published" in page.text
    assert "Draft words." not in read(client.get("/en/guide/one-place/high/")).text
    assert live_edition().guide("en").sections["for-everyone"].body == "<p>For everyone.</p>"


def test_words_that_were_changed_since_do_not_bear_the_reviewers_name(client, editor):
    section = Section.objects.with_links().get(code="for-everyone")
    approve(section, make_user("bob", first_name="Bob", last_name="Tremblay"))
    assert "Bob Tremblay" in read(client.get(RESULT)).text
    make_entry("section", "for-everyone", body="<p>Changed words.</p>")
    assert "Bob Tremblay" not in read(client.get(RESULT)).text


def test_it_is_never_cached_nor_listed(client, editor):
    response = client.get(RESULT)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_every_link_inside_stays_inside_and_the_other_language_too(client, editor):
    page = read(client.get(RESULT))
    links = [a["href"] for a in page.all("a", href=True) if a["href"].startswith("/")]
    assert links
    assert all(link.startswith("/admin/preview/working/") for link in links)
    french = client.get(page.first("a", hreflang="fr")["href"])
    assert "Mots du brouillon." in read(french).text


def test_a_preview_changes_nothing_for_the_families_addresses(client, editor):
    client.get(RESULT)
    links = [a["href"] for a in read(client.get("/en/")).all("a", href=True)]
    assert not any("/admin/" in link for link in links)


@pytest.mark.once
@pytest.mark.parametrize(
    "back", ["//evil.example", "section/../x", "x", "section/" + "x" * 5000, "https://e.com/x"]
)
def test_the_way_back_leads_to_an_entry_or_nowhere(client, editor, back):
    page = read(client.get("/admin/look/working/en/", {"back": back}))
    ways = [
        a["href"] for a in page.first("main").all("a", href=True) if not a["href"].startswith("?")
    ]
    assert all(way.startswith("/admin/") for way in ways)


@pytest.mark.once
@pytest.mark.parametrize("width", ["phone", "tablet", "wide", "nonsense"])
def test_it_can_be_looked_at_in_other_widths(client, editor, width):
    page = read(client.get(f"/admin/look/working/en/guide/one-place/high/?size={width}"))
    assert page.first("iframe")["src"] == RESULT


def test_a_result_has_its_handout_in_the_preview(client, editor):
    page = read(client.get("/admin/look/working/en/guide/one-place/high/"))
    assert f"{RESULT}summary.pdf" in [a["href"] for a in page.all("a", href=True)]


@pytest.mark.once
@pytest.mark.parametrize(
    "address",
    [
        "/admin/preview/nonsense/en/",
        "/admin/preview/edition-99/en/",
        "/admin/preview/edition-" + "9" * 5000 + "/en/",
        "/admin/preview/working/de/",
        "/admin/preview/working/en/keep.json",
        "/admin/preview/working/en/nonsense/",
        "/admin/preview/working/admin/",
        "/admin/preview/working/en/guide/high/low/",
        "/admin/look/working/en/nonsense/",
        "/admin/look/working/xx/",
        "/admin/compare/edition-1/working/en/words/",
        "/admin/compare/edition-1/nonsense/en/guide/high/one-place/",
        "/admin/compare/edition-1/working/en/treatments/nonsense/",
    ],
)
def test_nonsense_is_not_found(client, editor, address):
    assert client.get(address).status_code == 404


def test_an_earlier_edition_can_be_looked_at_and_is_no_draft(client, editor):
    page = read(client.get("/admin/preview/edition-1/en/guide/one-place/high/"))
    assert "For everyone." in page.text
    assert "has not been published" not in page.text


def test_a_working_copy_with_loose_ends_can_still_be_looked_at(client, editor):
    make_entry("treatment", "surgery")
    make_entry(
        "section",
        "for-everyone",
        treatments=[{"treatment": "surgery", "part": "may", "source": None}],
    )
    make_entry("treatment", "surgery", withdrawn=True)
    make_entry("question", "place", withdrawn=True)
    assert client.get("/admin/preview/working/en/guide/high/").status_code == 200
    assert Section.objects.get(code="for-everyone").uses.count() == 1


def test_a_source_that_is_withdrawn_leaves_the_draft_and_breaks_no_page(client, editor):
    make_entry("source", "old-book", title="An old book")
    make_entry("source", "new-book", title="A new book")
    make_entry("treatment", "surgery", sources=["old-book", "new-book"])
    named = {"treatment": "surgery", "part": "main", "source": "old-book"}
    make_entry("section", "for-everyone", sources=["old-book", "new-book"], treatments=[named])
    assert "An old book" in read(client.get(RESULT)).text
    make_entry("source", "old-book", title="An old book", withdrawn=True)
    draft = compile_working_copy()["entries"]
    assert "old-book" not in draft["source"]
    assert draft["section"]["for-everyone"]["treatments"] == [named | {"source": None}]
    assert draft["section"]["for-everyone"]["sources"] == ["new-book"]
    assert draft["treatment"]["surgery"]["sources"] == ["new-book"]
    for address in (RESULT, "/admin/preview/working/en/treatments/surgery/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "An old book" not in read(page).text
        assert "A new book" in read(page).text
