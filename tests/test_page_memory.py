"""Page memory: a public page is made once for each edition, and is never anybody else's."""

import gzip

import brotli
import pytest
from django.test import RequestFactory

from guide.edition import current
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.page.addresses import all_addresses
from guide.publishing.actions import approve_as_starter, publish
from guide.serving.page_cache import Front
from guide.serving.response import Page, preferences
from guide.serving.store import Memory

from .builders import make_entry, publish_small_guide

pytestmark = pytest.mark.django_db

RESULT = "/en/guide/one-place/high/"
RESULT_OF_STARTER = "/en/guide/high/one-place/"


class Reader:
    """Asks a WSGI application as a server does; counts how often Django itself is asked."""

    def __init__(self, django, limit=1_000_000, addresses=lambda live: (), site=""):
        self.django, self.asked = django, 0
        self.front = Front(self._count, limit, addresses, site)

    def _count(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def get(self, path, method="GET", **headers):
        told = []
        environ = RequestFactory().generic(method, path, **headers).environ
        body = b"".join(self.front(environ, lambda status, headers: told.extend((status, headers))))
        return int(told[0][:3]), dict(told[1]), body


@pytest.fixture
def reader(settings, django, monkeypatch):
    monkeypatch.setattr("guide.serving.page_cache.READY_SECONDS", 600)  # however slow this machine is
    settings.PAGE_SECONDS = 60
    publish_small_guide()
    current.live()
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
    assert all(answer[1]["Content-Length"] == str(len(answer[2])) for answer in (plain, squeezed, zipped))


def test_whoever_is_signed_in_neither_fills_the_memory_nor_reads_from_it(reader):
    for cookie in ("sessionid=abc", "", "sessionid=abc"):
        assert reader.get(RESULT, HTTP_COOKIE=cookie)[0] == 200
    assert reader.asked == 3
    assert len(reader.front.memory) == 1


def test_a_reader_who_has_the_page_is_told_so_in_a_word(reader):
    etag = reader.get(RESULT, HTTP_ACCEPT_ENCODING="br")[1]["ETag"]
    status, headers, body = reader.get(RESULT, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=f'"other", W/{etag}')
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
    assert len(reader.front.memory) == 0


def test_the_way_on_after_an_answer_is_remembered_too(reader):
    first = reader.get("/en/guide/?choice=spread&sent=1", HTTP_IF_NONE_MATCH="*")
    assert (first[0], first[1]["Location"]) == (302, "/en/guide/spread/")
    assert reader.get("/en/guide/?choice=spread&sent=1") == first
    assert reader.asked == 1
    assert reader.get("/en/guide/?sent=1")[0] == 422


def test_a_page_is_squeezed_smaller_later_without_changing_a_word(reader):
    first = reader.get(RESULT, HTTP_ACCEPT_ENCODING="br")
    reader.front.make_ready(current.live())
    second = reader.get(RESULT, HTTP_ACCEPT_ENCODING="br")
    assert len(second[2]) < len(first[2])
    assert brotli.decompress(second[2]) == brotli.decompress(first[2])
    assert first[1]["ETag"] != second[1]["ETag"]
    assert second[1]["Content-Length"] == str(len(second[2]))
    assert reader.get(RESULT)[1]["Vary"] == second[1]["Vary"] == "Accept-Encoding"


def test_a_form_that_is_sent_is_never_answered_from_memory(reader):
    reader.get(RESULT)
    assert reader.get(RESULT, "POST")[0] in (403, 405)
    assert reader.asked == 2


def test_a_new_edition_is_read_at_once_and_the_old_pages_are_let_go(reader):
    reader.get("/en/words/")
    approve_as_starter(make_entry("term", "word", name="A new word"))
    publish(None)
    current.live()
    assert b"A new word" in reader.get("/en/words/")[2]
    reader.front.make_ready(current.live())
    assert len(reader.front.memory) == 1


def test_going_back_to_old_content_shows_the_new_number(reader):
    from guide.models import Edition
    from guide.publishing.actions import go_back

    first = Edition.objects.get()
    reader.get("/en/about/")
    approve_as_starter(make_entry("term", "word"))
    publish(None)
    go_back(first, None)
    current.live()
    assert b"dition 3" in reader.get("/en/about/")[2]


def test_an_order_of_parameters_and_what_advertisers_add_make_no_new_page(reader):
    first = reader.get("/en/support/?region=ON&kind=helpline")
    assert reader.get("/en/support/?utm_source=x&kind=helpline&fbclid=1&region=ON") == first
    assert reader.asked == 1
    assert b"fbclid" not in first[2]


def test_each_origin_has_pages_of_its_own(reader):
    first, second = (reader.get("/en/", HTTP_HOST=host)[2] for host in ("a.example", "b.example"))
    assert b"//a.example/" in first
    assert b"a.example" not in second


def test_names_and_ports_that_somebody_makes_up_push_out_no_page_of_others(reader):
    reader.front.memory = Memory(400_000)
    reader.get(RESULT)
    for port in range(100):
        assert reader.get(RESULT, HTTP_HOST=f"testserver:{port}", HTTP_X_FORWARDED_PROTO=f"s{port}")[0] == 200
    assert reader.asked == 101
    reader.get(RESULT, HTTP_X_FORWARDED_PROTO="a proxy that nobody trusts")
    assert reader.asked == 101


def test_an_unknown_host_is_refused_even_where_the_page_is_remembered(reader, settings):
    reader.get("/en/")
    settings.ALLOWED_HOSTS = ["testserver"]
    assert reader.get("/en/", HTTP_HOST="forged.example")[0] == 400
    assert reader.get("/en/", HTTP_HOST="testserver")[0] == 200


def test_before_the_first_reader_all_pages_of_a_new_edition_are_ready(django, starter, monkeypatch):
    monkeypatch.setattr("guide.serving.page_cache.READY_SECONDS", 600)  # however slow this machine is

    def addresses(live):
        return [path for language in ("en", "fr") for path in all_addresses(live.guide(language))][:12]

    current.live()
    reader = Reader(django, 10_000_000, addresses)
    reader.get("/en/")
    reader.front.make_ready(current.live())
    asked = reader.asked
    for path in addresses(current.live()):
        assert reader.get(path)[0] == 200
    assert reader.asked == asked


def test_a_worker_behind_a_proxy_has_the_pages_of_its_site_ready_before_anybody_asked(django, starter, settings):
    settings.PROXIES, settings.ALLOWED_HOSTS = 1, ["guide.example.org"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    reader = Reader(django, 10_000_000, lambda live: [RESULT_OF_STARTER], site="https://guide.example.org")
    reader.front.make_ready(current.live())
    assert reader.asked == 1
    asked_as = {"Host": "guide.example.org", "X-Forwarded-Proto": "https"}
    status, _headers, body = reader.get(RESULT_OF_STARTER, headers=asked_as)
    assert (status, reader.asked) == (200, 1)
    assert b'href="https://guide.example.org' in body


def test_while_a_new_edition_is_made_ready_readers_stay_with_the_old_one(reader):
    old = current.live()
    approve_as_starter(make_entry("term", "word", name="A new word"))
    publish(None)
    new = current.refresh()
    current.follower.live = old  # what another worker has in memory
    reader.front._addresses = lambda live: ["/en/words/"]
    reader.get("/en/")
    with current.reading(new):
        reader.front.make_ready(new)
    assert b"A new word" not in reader.get("/en/words/")[2]
    current.follower.live = new
    asked = reader.asked
    assert b"A new word" in reader.get("/en/words/")[2]
    assert reader.asked == asked


def page_of(size):
    return Page([("Content-Type", "application/pdf")], b"x" * size, "a")


def test_one_very_large_page_pushes_nothing_out():
    memory = Memory(4_000_000)
    small, large = page_of(1000), page_of(900_000)
    memory.put(("edition", "origin", "/small", ""), small)
    memory.put(("edition", "origin", "/large", ""), large)
    assert memory.pages() == [small]


@pytest.mark.parametrize("header", [("Set-Cookie", "a=b"), ("Vary", "Cookie"), ("Cache-Control", "private")])
def test_what_is_not_for_everyone_is_asked_for_each_time(reader, header):
    def personal(environ, start_response):
        public = [] if header[0] == "Cache-Control" else [("Cache-Control", "public, max-age=60")]
        start_response("200 OK", [*public, header, ("Content-Type", "text/html")])
        return [b"for one reader"]

    reader.django = personal
    assert [reader.get(RESULT)[2] for _ in range(2)] == [b"for one reader"] * 2
    assert (reader.asked, len(reader.front.memory)) == (2, 0)


def test_codes_of_sheets_cannot_push_them_out_either(reader):
    sheet = make_sheet(current.live().guide, ("one-place", "high"), Options(("en",)), "https://guide.example.org")
    kept = Memory(4_000_000)
    reader.front.memory = kept
    reader.get(RESULT)
    for path in (f"/en/check/{sheet.code}/", f"/en/check/{sheet.code.lower()}/", f"/en/check/{sheet.code}/sheet.pdf"):
        assert reader.get(path)[0] == 200
    assert len(kept) >= 3
    for number in range(100):
        kept.put((1, "", f"/en/check/{number}/", ""), page_of(10_000), beyond_number=True)
    reader.get(RESULT)
    assert reader.asked == 4
    reader.get(f"/en/check/{sheet.code}/")
    assert reader.asked == 5


def test_detours_to_a_page_cannot_push_it_out(reader):
    reader.front.memory = Memory(400_000)
    reader.get(RESULT)
    for number in range(1, 100):
        assert reader.get(f"/en/guide/one-place{'/' * number}/high/")[0] == 302
    reader.get(RESULT)
    assert reader.asked == 100


@pytest.mark.parametrize("path", [f"/en/guide/one-place{'/' * 2000}high/", f"/en/support/?x={'y' * 2000}"])
def test_addresses_that_take_more_room_than_their_page_are_not_kept(reader, path):
    assert reader.get(path)[0] in (200, 302)
    assert len(reader.front.memory) == 0


def test_what_is_remembered_of_a_readers_program_is_short():
    page = page_of(10)
    page.answer("br, " * 100_000, "")
    kept = [preferences.cache_info().currsize, preferences("br, " * 125)]
    assert preferences.cache_info().currsize == kept[0], "the first 500 letters count"


def test_the_folder_that_a_header_names_is_nobody_elses(reader):
    assert b"/elsewhere/" in reader.get(RESULT, SCRIPT_NAME="/elsewhere")[2]
    assert b"/elsewhere/" not in reader.get(RESULT)[2]


def test_memory_is_bounded_and_lets_go_of_what_was_not_asked_for_longest():
    memory = Memory(400_000)
    for number in range(100):
        memory.get((1, "", "/first", ""))
        memory.put((1, "", "/first" if not number else f"/{number}", ""), page_of(10_000))
    assert memory.size <= 300_000
    assert memory.get((1, "", "/first", ""))
    assert memory.get((1, "", "/99", ""))
    assert not memory.get((1, "", "/1", ""))


def test_addresses_with_a_query_cannot_push_out_the_pages_that_everyone_reads():
    memory = Memory(400_000)
    memory.put((1, "", "/page", ""), page_of(1000))
    for number in range(1000):
        memory.put((1, "", "/page", f"x={number}"), page_of(10_000))
    assert memory.get((1, "", "/page", ""))
    assert memory.size <= 400_000
