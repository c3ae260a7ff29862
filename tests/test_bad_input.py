"""Bad input gets a clear page with a way on: never a 500, never another family's page."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from .builders import make_user
from .pages import read

pytestmark = pytest.mark.django_db

BAD = [
    ("/en/guide/nonsense/", 404),
    ("/en/guide/low/high/", 404),
    ("/en/guide/" + "low/" * 50, 404),
    ("/en/guide/" + "x/" * 50, 404),
    ("/en/guide/%FF%FE/", 404),
    ("/en/guide/low%00/", 404),
    ("/en/guide/?choice=" + "x" * 10_000, 422),
    ("/en/guide/?choice=%FF%FE", 422),
    ("/en/guide/high/summary.pdf", 404),
    ("/en/guide/high/nowhere/summary.pdf", 404),
    ("/en/guide/high/one-place/summary.pdf?paper=a5", 422),
    ("/en/guide/high/one-place/summary.pdf?text=tiny", 422),
    ("/en/treatments/nonsense/", 404),
    ("/en/support/?region=XX", 422),
    ("/fr/soutien/?kind=nonsense&language=%FF", 422),
    ("/en/nonsense/", 404),
    ("/fr/nonsense/", 404),
]


@pytest.mark.parametrize(
    ("address", "status"), BAD, ids=[f"{status} {address[:40]}" for address, status in BAD]
)
def test_bad_input_gets_a_page_that_says_what_to_do_next(client, starter, address, status):
    response = client.get(address)
    assert response.status_code == status
    page = read(response)
    assert page.first("h1").text
    assert "Traceback" not in response.content.decode()
    ways_on = [link["href"] for link in page.first("main").all("a", href=True)]
    assert ways_on or page.first("main").first("form")


LIKE_ANOTHER_SITE = [
    *(
        "//[x",
        "//[::1/en/",
        "//example.com/",
        "//℀/",
        "///example.com/en/guide/",
        "/\\example.com/en/guide/",
    ),
    *(
        "//example.com/en/guide/",
        "//example.com/fr/soutien/",
        "//example.com/en/guide/high/one-place/",
    ),
    *("http://example.com/en/guide/", "//example.com/check/abc/", "//example.com/en/guide/)"),
]


@pytest.mark.parametrize("path", LIKE_ANOTHER_SITE)
def test_an_address_that_looks_like_another_site_is_a_page_that_is_not_there(client, starter, path):
    response = client.get("/", {"q": "1"}, PATH_INFO=path.encode().decode("latin-1"))
    assert response.status_code == 404
    page = read(response)
    links = [link["href"] for link in (*page.all("a", href=True), *page.all("link", href=True))]
    links += [form.get("action", "") for form in page.all("form")]
    away = [link for link in links if urlsplit(link).netloc not in ("", "testserver")]
    assert away == []


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_other_methods_are_refused_in_the_language_of_the_page(starter, method, language):
    response = getattr(Client(enforce_csrf_checks=True), method)(f"/{language}/guide/")
    assert response.status_code == 405
    assert (response["Allow"], response["Content-Length"]) == (
        "GET, HEAD",
        str(len(response.content)),
    )
    page = read(response)
    assert page.first("html")["lang"] == language
    assert page.first("h1").text
    assert page.first("main").first("a")["href"] == f"/{language}/"


@pytest.mark.parametrize(
    "address",
    [
        "/en/search/",
        "/en/print/",
        "/en/check/",
        "/check/ABC/",
        "/en/worker.js",
        "/robots.txt",
        "/health/ready",
    ],
)
def test_what_only_reads_never_speaks_of_a_form_that_was_open_for_too_long(starter, address):
    response = Client(enforce_csrf_checks=True).post(address, {"q": "mibg"})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_the_way_back_to_a_button_of_the_desk_leads_to_the_desk(client, starter):
    client.force_login(make_user("editor", superuser=True))
    response = client.get("/admin/entry/section/outlook/approve/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert read(response).first("main").first("a")["href"] == "/admin/"


def test_before_the_first_edition_every_page_says_that_nothing_is_published_yet(client):
    response = client.get("/en/")
    assert response.status_code == 503
    assert read(response).first("h1").text


def test_the_page_for_our_own_mistakes_needs_nothing_to_be_shown(client):
    from django.template.loader import render_to_string

    text = render_to_string("500.html", {"error_id": "ab12cd"})
    assert "href" in text
    assert 'lang="fr"' in text
    assert "give this code: <strong" in text
    assert text.count("ab12cd") == 2


@pytest.mark.parametrize(
    "sent", ["x" * 2_000_000, "&".join(f"a{number}=1" for number in range(3000))]
)
def test_what_is_too_long_to_be_read_is_said_in_both_languages(client, starter, sent):
    response = client.post("/en/feedback/", sent, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    page = read(response)
    assert "could not be read" in page.first("h1").text
    assert "n’a pas pu être lu" in page.first("section", lang="fr").text
    assert [link["href"] for link in page.all("a", href=True)] == ["/en/", "/fr/"]
