"""A page that makes a link for the ward's intranet: what it opens is there, in its language, for
its ward.
"""

import re

import pytest

from guide.publishing.actions import publish

from .builders import approve_all, make_entry
from .pages import read

pytestmark = pytest.mark.django_db
HERE = "https://guide.example.org"


@pytest.fixture(autouse=True)
def _site_address(settings):
    settings.SITE_ADDRESS = HERE


@pytest.fixture
def warded(starter):
    make_entry("ward", "east", name="East", hospital="The Hospital")
    approve_all()
    return publish(None)


def made(client, query, page="/en/link/"):
    """The link that the page makes for these choices."""
    response = client.get(f"{page}?{query}")
    assert response.status_code == 200
    return read(response).first(class_="sheet").first("a")["href"]


def opened(client, link):
    assert link.startswith(f"{HERE}/")
    response = client.get(link.removeprefix(HERE))
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("opens=guide&language=en", "/en/guide/"),
        ("opens=guide&language=fr&ward=east", "/fr/guide/"),
        ("opens=team&language=fr&ward=east", "/fr/equipe/east/"),
        ("opens=form&language=en&ward=east", "/en/print/?ward=east"),
        ("opens=form&language=fr&ward=", "/fr/imprimer/"),
        ("opens=form&language=both&ward=east", "/en/print/?ward=east&language=both"),
    ],
)
def test_a_link_opens_what_was_chosen(client, warded, query, link):
    assert made(client, query) == HERE + link
    assert read(opened(client, HERE + link)).first("h1").text


def test_the_print_page_opens_with_the_ward_chosen_and_nothing_to_put_right(client, warded):
    link = made(client, "opens=form&language=both&ward=east")
    main = read(opened(client, link)).first("main")
    chosen = {}
    for select in main.all("select"):
        for option in select.all("option"):
            if "selected" in option.attrs:
                chosen[select["name"]] = option["value"]
    assert (chosen["ward"], chosen["language"]) == ("east", "both")
    assert "Choose one answer" not in main.text


def test_a_ward_that_is_gone_is_still_told(client, starter):
    response = client.get("/en/print/?ward=gone")
    assert response.status_code == 422
    assert "This ward is not in the guide" in read(response).first("main").text


@pytest.mark.parametrize(
    ("language", "link"),
    [
        ("en", "/en/guide/high/one-place/summary.pdf?ward=east"),
        ("fr", "/fr/guide/high/one-place/resume.pdf?ward=east"),
        ("both", "/en/guide/high/one-place/summary.pdf?ward=east&language=both"),
    ],
)
def test_one_sheet_opens_at_once_as_a_pdf(client, warded, language, link):
    answers = "answer.risk=high&answer.place=one-place"
    found = made(client, f"opens=sheet&language={language}&ward=east&{answers}")
    assert found == HERE + link
    assert opened(client, found)["Content-Type"] == "application/pdf"


def test_one_sheet_needs_all_answers(client, warded):
    response = client.get("/en/link/?opens=sheet&language=en&ward=&answer.risk=high")
    assert response.status_code == 422
    main = read(response).first("main")
    assert "A sheet needs an answer" in main.text
    assert main.first(id="id_answer.place")["aria-invalid"] == "true"
    assert main.first(id="id_answer.risk").attrs.get("aria-invalid") != "true"
    assert not main.first("img")


@pytest.mark.parametrize(
    "query",
    [
        "opens=x",
        "opens=team&language=en&ward=",
        "opens=form&language=xx",
        "language=en",
        "ward=gone",
    ],
)
def test_what_is_not_offered_gets_a_sentence(client, warded, query):
    response = client.get(f"/en/link/?{query}")
    assert response.status_code == 422
    assert client.get(f"/en/link/qr.svg?{query}").status_code == 422


def test_the_qr_code_is_a_picture_of_the_very_link(client, warded):
    page = read(client.get("/fr/lien/?opens=form&language=fr&ward=east"))
    picture = client.get(page.first(class_="sheet").first("img")["src"])
    assert picture["Content-Type"] == "image/svg+xml"
    other = client.get("/fr/lien/qr.svg?opens=guide&language=fr&ward=east")
    assert picture.content != other.content
    assert picture.content.startswith(b"<svg xmlns=")


def test_words_to_paste_into_a_page_hold_the_link(client, warded):
    page = client.get("/en/link/?opens=form&language=both&ward=east").content.decode()
    pasted = re.sub(r"<wbr>", "", re.search(r"<code>(.*?)</code>", page)[1])
    assert (
        '&lt;a href="https://guide.example.org/en/print/?ward=east&amp;amp;language=both"&gt;'
        in (pasted.replace("&quot;", '"'))
    )


def test_the_print_page_leads_there_and_it_is_not_for_search_engines(client, starter):
    links = [link["href"] for link in read(client.get("/en/print/")).first("main").all("a")]
    assert "/en/link/" in links
    first = client.get("/en/link/")
    assert first["X-Robots-Tag"] == "noindex"
    assert "Your link will stand here" in read(first).text
