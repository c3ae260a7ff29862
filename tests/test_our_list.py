"""Our list: ticked questions, province and team in the address of one page, and nowhere else."""

import io
import json

import pytest

from guide.edition import current
from guide.publishing.actions import publish
from guide.serving.access_log import AccessLog
from guide.serving.page_cache import PageCache

from . import photograph
from .builders import approve_all, make_entry, make_small_guide
from .pages import read

pytestmark = pytest.mark.django_db
LIST = "/en/our-list/?q=second&q=first&region=NU&team=east"


@pytest.fixture
def prompts():
    stage()


@photograph.kept
def stage():
    make_small_guide()
    for order, code in enumerate(("first", "second", "third")):
        make_entry("prompt", code, order=order, text={"en": f"{code}?", "fr": f"{code} ?"})
    make_entry("ward", "east", day_phone="416-555-0101")
    approve_all()
    publish(None)


def ticked(page):
    boxes = page.first("form", class_="ticking").all("input", name="q")
    return [box["value"] for box in boxes if "checked" in box.attrs]


def test_the_address_holds_the_questions_the_province_and_the_team(client, prompts):
    page = read(client.get(LIST)).first("main")
    assert ticked(page) == ["first", "second"]
    assert "third?" in page.first("details", class_="add-more").text
    assert page.first("a", href="/en/support/?region=NU")
    assert page.first("a", href="tel:+14165550101")


def test_the_same_list_is_read_in_french(client, prompts):
    page = read(client.get(LIST))
    other = page.first("header").first("a", hreflang="fr")["href"]
    assert other.startswith("/fr/notre-liste/?")
    assert ticked(read(client.get(other))) == ["first", "second"]


@pytest.mark.parametrize("address", ["/en/questions/", "/en/guide/spread/high/"])
def test_questions_and_results_tick_into_it_without_script(client, prompts, address):
    form = read(client.get(address)).first("main").first("form", class_="ticking")
    assert form["action"] == "/en/our-list/"
    assert form.get("method", "get") == "get"
    assert {box["value"] for box in form.all("input", name="q")} >= {"first", "second"}
    assert form.first("button")


def test_the_province_of_a_result_and_a_team_are_carried_into_it(client, prompts):
    form = read(client.get("/en/guide/spread/high/?region=NU")).first("form", class_="ticking")
    assert form.first("input", name="region")["value"] == "NU"
    assert form.first("input", type="hidden", name="team") is None
    form = read(client.get("/en/guide/spread/high/")).first("form", class_="ticking")
    assert form.first("input", name="region") is None
    team = read(client.get("/en/team/east/")).first("main")
    ours = read(client.get(team.first("a", href="/en/our-list/?team=east")["href"])).first("main")
    assert ours.first("a", href="tel:+14165550101")


def test_what_this_edition_does_not_know_is_left_out_and_said(client, prompts):
    response = client.get("/en/our-list/?q=first&q=gone&region=XX&team=nobody&q=<b>")
    page = read(response).first("main")
    assert response.status_code == 200
    assert ticked(page) == ["first"]
    assert "no longer in the guide" in page.first(role="status").text
    assert b"gone" not in response.content.split(b"<main")[1].split(b"</main>")[0]


def test_whoever_sends_it_sends_the_list_and_nothing_else(client, prompts):
    page = read(client.get(f"{LIST}&fbclid=abc&q=gone"))
    canonical = page.first("link", rel="canonical")["href"]
    assert canonical.endswith("/en/our-list/?q=first&q=second&region=NU&team=east")


def test_no_cache_keeps_it_and_no_search_engine_lists_it(client, prompts):
    response = client.get(LIST)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "our-list" not in client.get("/sitemap.xml").content.decode()


def test_neither_the_log_nor_the_page_cache_holds_what_was_ticked(django, prompts, request_log):
    current.live_edition()
    cache = PageCache(django, 1_000_000)
    application = AccessLog(cache)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/en/our-list/",
        "QUERY_STRING": LIST.partition("?")[2],
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    body = b"".join(application(environ, lambda status, headers, exc_info=None: None))
    assert b"second?" in body
    assert not cache.pages
    (line,) = request_log()
    assert json.loads(line)["view"] == "guide:our_list"
    assert "second" not in line
    assert "NU" not in line


def test_without_anything_ticked_the_page_offers_all_questions(client, prompts):
    page = read(client.get("/en/our-list/")).first("main")
    assert "open" in page.first("details", class_="add-more").attrs
