"""The page cache: a public page is made once for each edition, and is never anybody else's."""

import gzip

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from guide.edition import current
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.publishing.actions import approve_as_starter, publish
from guide.serving.page_cache import PageCache
from guide.serving.response import CachedResponse, preferences

from .builders import make_entry, publish_small_guide

pytestmark = pytest.mark.django_db

RESULT = "/en/guide/one-place/high/"
RESULT_OF_STARTER = "/en/guide/high/one-place/"


class ClosableList(list):
    def close(self):
        """As a response of Django has it."""


class Reader:
    """Asks a WSGI application as a server does; counts how often Django itself is asked."""

    def __init__(self, django, limit=1_000_000):
        self.django, self.asked = django, 0
        self.cache = PageCache(self._count, limit)

    def _count(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def get(self, path, method="GET", **headers):
        told = []
        environ = (
            RequestFactory(headers={"host": "testserver"}).generic(method, path, **headers).environ
        )
        body = b"".join(self.cache(environ, lambda status, headers: told.extend((status, headers))))
        return int(told[0][:3]), dict(told[1]), body


@pytest.fixture
def reader(settings, django):
    settings.PAGE_SECONDS = 60
    publish_small_guide()
    current.live_edition()
    return Reader(django)


def test_a_page_is_made_once_and_then_remembered(reader, django_assert_num_queries):
    first = reader.get(RESULT)
    with django_assert_num_queries(0):
        second = reader.get(RESULT)
    assert first == second
    assert reader.asked == 1
    assert first[0] == 200
    assert b"For everyone" in first[2]


def test_each_reader_gets_the_encoding_that_its_program_reads(reader):
    plain = reader.get(RESULT)
    squeezed = reader.get(RESULT, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    zipped = reader.get(RESULT, HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0.5")
    assert "Content-Encoding" not in plain[1]
    assert squeezed[1]["Content-Encoding"] == "br"
    assert zipped[1]["Content-Encoding"] == "gzip"
    assert brotli.decompress(squeezed[2]) == gzip.decompress(zipped[2]) == plain[2]
    assert len({answer[1]["ETag"] for answer in (plain, squeezed, zipped)}) == 3
    assert all(answer[1]["Vary"] == "Accept-Encoding" for answer in (plain, squeezed, zipped))
    assert all(
        answer[1]["Content-Length"] == str(len(answer[2])) for answer in (plain, squeezed, zipped)
    )


def test_whoever_is_signed_in_neither_fills_the_memory_nor_reads_from_it(reader):
    for cookie in ("sessionid=abc", "", "sessionid=abc"):
        assert reader.get(RESULT, HTTP_COOKIE=cookie)[0] == 200
    assert reader.asked == 3
    assert len(reader.cache.pages) == 1


def test_a_reader_who_has_the_page_is_told_so_in_a_word(reader):
    etag = reader.get(RESULT, HTTP_ACCEPT_ENCODING="br")[1]["ETag"]
    status, headers, body = reader.get(
        RESULT, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=f'"other", W/{etag}'
    )
    assert (status, body, headers["ETag"]) == (304, b"", etag)
    assert reader.get(RESULT, HTTP_IF_NONE_MATCH='"old"')[0] == 200


def test_caches_may_keep_a_page_and_show_it_while_the_site_is_away(reader):
    told = reader.get(RESULT)[1]["Cache-Control"]
    assert {part.partition("=")[0] for part in told.split(", ")} == {
        "public",
        "max-age",
        "stale-while-revalidate",
        "stale-if-error",
    }


def test_head_tells_the_same_without_the_page(reader):
    status, headers, body = reader.get(RESULT, "HEAD")
    assert (status, headers, body) == (*reader.get(RESULT)[:2], b"")
    assert reader.asked == 1
    assert reader.get("/en/nonsense/", "HEAD")[2] == b""


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/en/nonsense/", {}),
        ("/en/search/?q=low", {}),
        ("/en/feedback/", {}),
        ("/admin/login/", {}),
        (RESULT, {"HTTP_COOKIE": "sessionid=staff"}),
    ],
)
def test_what_is_not_the_same_for_everyone_is_never_remembered(reader, path, headers):
    reader.get(path, **headers)
    reader.get(path, **headers)
    assert reader.asked == 2
    assert len(reader.cache.pages) == 0


def test_what_an_answer_leads_to_is_not_kept_since_its_address_has_a_query(reader):
    first = reader.get("/en/guide/?choice=spread&sent=1", HTTP_IF_NONE_MATCH="*")
    assert (first[0], first[1]["Location"]) == (302, "/en/guide/spread/")
    assert reader.get("/en/guide/?choice=spread&sent=1") == first
    assert reader.get("/en/guide/?sent=1")[0] == 422
    assert (reader.asked, len(reader.cache.pages)) == (3, 0)


def test_a_form_that_is_sent_is_never_answered_from_memory(reader):
    reader.get(RESULT)
    assert reader.get(RESULT, "POST")[0] in (403, 405)
    assert reader.asked == 2


def test_a_new_edition_is_read_at_once(reader):
    reader.get("/en/words/")
    approve_as_starter(make_entry("term", "word", name="A new word"))
    publish(None)
    current.live_edition()
    assert b"A new word" in reader.get("/en/words/")[2]


def test_going_back_to_old_content_shows_the_new_number(reader):
    from guide.models import Edition
    from guide.publishing.actions import go_back

    first = Edition.objects.get()
    reader.get("/en/about/")
    approve_as_starter(make_entry("term", "word"))
    publish(None)
    go_back(first, None)
    current.live_edition()
    assert b"dition 3" in reader.get("/en/about/")[2]


def test_what_advertisers_add_to_a_link_makes_no_new_page(reader):
    first = reader.get(RESULT)
    assert reader.get(f"{RESULT}?utm_source=x&fbclid=1") == first
    assert reader.asked == 1
    assert b"fbclid" not in first[2]


def test_a_page_names_the_sites_own_address_whatever_name_it_was_asked_by(reader, settings):
    settings.SITE_ADDRESS = "https://guide.example.org"
    first, second = (
        reader.get("/en/", HTTP_HOST=host)[2] for host in ("a.example", "b.example:8000")
    )
    assert first == second
    assert reader.asked == 1
    assert b'rel="canonical" href="https://guide.example.org/en/"' in first


def test_names_and_ports_that_somebody_makes_up_make_no_page(reader):
    reader.get(RESULT)
    for port in range(100):
        assert (
            reader.get(RESULT, HTTP_HOST=f"testserver:{port}", HTTP_X_FORWARDED_PROTO=f"s{port}")[0]
            == 200
        )
    assert (reader.asked, len(reader.cache.pages)) == (1, 1)


def test_behind_a_proxy_a_reader_without_tls_is_led_to_tls_though_the_page_is_kept(
    reader, settings
):
    settings.PROXIES, settings.SECURE_PROXY_SSL_HEADER = 1, ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    reader = Reader(WSGIHandler())
    assert reader.get(RESULT, HTTP_X_FORWARDED_PROTO="https")[0] == 200
    for told in ("http", "http, https", "x"):
        assert reader.get(RESULT, HTTP_X_FORWARDED_PROTO=told)[0] == 301
    assert reader.get(RESULT, HTTP_X_FORWARDED_PROTO="https, http")[0] == 200
    assert reader.asked == 4


def test_an_unknown_host_is_refused_even_where_the_page_is_remembered(reader, settings):
    reader.get("/en/")
    settings.ALLOWED_HOSTS = ["testserver"]
    assert reader.get("/en/", HTTP_HOST="forged.example")[0] == 400
    assert reader.get("/en/", HTTP_HOST="testserver")[0] == 200


def page_of(size):
    return CachedResponse([("Content-Type", "application/pdf")], b"x" * size, "a")


def test_one_very_large_page_pushes_nothing_out(reader):
    reader.get(RESULT)

    def large(environ, start_response):
        start_response("200 OK", [("Cache-Control", "public"), ("Content-Type", "application/pdf")])
        environ["guide.view"] = "guide:summary"
        return ClosableList([b"x" * 900_000])

    reader.django = large
    assert len(reader.get("/en/large/")[2]) == 900_000
    assert len(reader.cache.pages) == 1


@pytest.mark.parametrize(
    "header", [("Set-Cookie", "a=b"), ("Vary", "Cookie"), ("Cache-Control", "private")]
)
def test_what_is_not_for_everyone_is_asked_for_each_time(reader, header):
    def personal(environ, start_response):
        public = [] if header[0] == "Cache-Control" else [("Cache-Control", "public, max-age=60")]
        start_response("200 OK", [*public, header, ("Content-Type", "text/html")])
        return [b"for one reader"]

    reader.django = personal
    assert [reader.get(RESULT)[2] for _ in range(2)] == [b"for one reader"] * 2
    assert (reader.asked, len(reader.cache.pages)) == (2, 0)


def test_the_pages_of_a_sheets_code_are_not_kept(reader):
    sheet = make_sheet(
        current.live_edition(), ("one-place", "high"), Options(("en",)), "https://guide.example.org"
    )
    for path in (
        f"/en/check/{sheet.code}/",
        f"/en/check/{sheet.code.lower()}/",
        f"/en/check/{sheet.code}/sheet.pdf",
    ):
        assert reader.get(path)[0] == 200
    assert len(reader.cache.pages) == 0


@pytest.mark.parametrize(
    "path", [f"/en/guide/one-place{'/' * 2000}high/", f"/en/support/?x={'y' * 2000}"]
)
def test_detours_to_a_page_and_made_up_queries_are_not_kept(reader, path):
    assert reader.get(path)[0] in (200, 302)
    assert len(reader.cache.pages) == 0


def test_what_is_remembered_of_a_readers_program_is_short():
    page = page_of(10)
    page.answer("br, " * 100_000, "")
    kept = [preferences.cache_info().currsize, preferences("br, " * 125)]
    assert preferences.cache_info().currsize == kept[0], "the first 500 letters count"


def test_the_folder_that_a_header_names_is_nobody_elses(reader):
    assert b"/elsewhere/" in reader.get(RESULT, SCRIPT_NAME="/elsewhere")[2]
    assert b"/elsewhere/" not in reader.get(RESULT)[2]


def test_memory_is_bounded_and_lets_go_of_what_was_not_asked_for_longest(reader):
    pages = reader.cache.pages
    for number in range(200):
        pages.get(0)
        pages[number] = page_of(10_000)
    assert pages.currsize <= 1_000_000
    assert 0 in pages
    assert 199 in pages
    assert 1 not in pages


def test_made_up_queries_cannot_push_out_the_pages_that_everyone_reads(reader):
    reader.get(RESULT)
    for number in range(300):
        reader.get(f"{RESULT}?x={number}")
    asked = reader.asked
    assert reader.get(RESULT)[0] == 200
    assert (reader.asked, len(reader.cache.pages)) == (asked, 1)
