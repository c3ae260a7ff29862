"""Whatever a client sends beside an address, the next reader gets the page that is there.

Generated: every header that Django, our program or a server reads, with hostile values, on every
kind of address. Each value is tried on an eighth of them, on the address of the answers all are.
"""

import gzip
import random

import brotli
import pytest
from django.test import RequestFactory

from guide.edition import current
from guide.publishing.actions import publish
from guide.serving.content_type import in_utf8, without_charset
from guide.serving.page_cache import PageCache

from . import photograph
from .builders import approve_all, make_entry, make_small_guide
from .matrix import part

pytestmark = pytest.mark.django_db

ANSWERED = "/fr/guide/?choice=low&sent=1"  # where a charset once chose the remembered answer
ADDRESSES = [
    "/",
    ANSWERED,
    "/en/guide/?choice=%C3%A9",
    "/en/guide/high/",
    "/fr/guide/one-place/high/",
    "/en/guide/one-place/high/qr.svg",
    "/fr/guide/one-place/high/resume.pdf?paper=a4",
    "/en/support/?region=ON&kind=helpline",
    "/fr/imprimer/?text=large",
    "/en/check/?code=abc",
    "/check/ABC/",
    "/en/search/?q=mibg",
    "/en/feedback/?page=home",
    "/en/keep.json",
    "/fr/feed.xml",
    "/sitemap.xml",
    "/favicon.ico",
    "/edition.json",
    "/en/nonsense/",
]
CHARSETS = [
    *(
        "cp037",
        "utf-16",
        "utf-16-le",
        "utf-32",
        "utf-7",
        "utf-8",
        "latin-1",
        "ascii",
        "shift_jis",
        "iso2022_jp",
        "hz",
    ),
    *(
        "rot13",
        "hex",
        "base64",
        "bz2",
        "zip",
        "quopri",
        "uu",
        "undefined",
        "idna",
        "punycode",
        "unicode_escape",
    ),
    *(
        "raw_unicode_escape",
        "charmap",
        "utf-8-sig",
        "nonsense",
        "",
        "x" * 3000,
        "../x",
        "\xff",
        '"utf-16"',
        "'",
        "*",
    ),
]
CONTENT_TYPES = [
    *(f"x; charset={charset}" for charset in CHARSETS),
    *(f"application/x-www-form-urlencoded; charset={charset}" for charset in CHARSETS[::3]),
    *(f"multipart/form-data; boundary=x; charset={charset}" for charset in CHARSETS[::5]),
    "x; charset*=utf-16''x",
    "x; charset*=nonsense''x",
    "x; charset*=undefined''x",
    "x; charset*0*=undefined''cp; charset*1=037",
    "x;" * 2000,
    "multipart/form-data",
    "application/json",
    "text/plain; CHARSET = cp037",
    ";charset=cp037",
    "x;charset=a,b",
]
HEADERS = {
    "CONTENT_TYPE": CONTENT_TYPES,
    "HTTP_CONTENT_TYPE": CONTENT_TYPES[:3],
    "CONTENT_LENGTH": ["0", "3", "99999999", "-1", "x", ""],
    "HTTP_TRANSFER_ENCODING": ["chunked", "gzip, chunked", "nonsense"],
    "HTTP_HOST": ["testserver:81", "TESTSERVER", "testserver.", "other.example", "x y", ""],
    "HTTP_X_FORWARDED_HOST": ["other.example", "evil.example"],
    "HTTP_X_FORWARDED_PROTO": ["http", "https", "HTTPS", "https, http", "gopher", ""],
    "HTTP_X_FORWARDED_FOR": ["192.0.2.1", "192.0.2.1, ::1", "<script>", "," * 500],
    "HTTP_FORWARDED": ["host=evil.example;proto=https", "for=unknown"],
    "HTTP_X_FORWARDED_PORT": ["81", "x"],
    "HTTP_X_FORWARDED_PREFIX": ["/evil"],
    "HTTP_X_SCRIPT_NAME": ["/evil"],
    "HTTP_SCRIPT_NAME": ["/evil"],
    "HTTP_X_ORIGINAL_URL": ["/fr/", "/admin/"],
    "HTTP_X_REWRITE_URL": ["/fr/"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["POST", "DELETE", "HEAD"],
    "HTTP_X_METHOD_OVERRIDE": ["POST"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_ACCEPT": ["application/json", "image/*", "text/plain;q=x", "*", ""],
    "HTTP_ACCEPT_LANGUAGE": ["fr", "fr-CA, en;q=0.1", "xx" * 900, "\xff;q=nan", "*"],
    "HTTP_ACCEPT_CHARSET": ["utf-16", "cp037"],
    "HTTP_ACCEPT_ENCODING": ["br;q=0, gzip;q=0, identity;q=0", "zstd", "br", "*;q=x", ",,"],
    "HTTP_IF_NONE_MATCH": ["*", '"x"', 'W/"x",' * 400, "W/", ""],
    "HTTP_IF_MATCH": ["*", '"x"'],
    "HTTP_IF_MODIFIED_SINCE": ["never", "Fri, 31 Dec 9999 23:59:59 GMT", "0"],
    "HTTP_IF_UNMODIFIED_SINCE": ["Thu, 01 Jan 1970 00:00:00 GMT"],
    "HTTP_IF_RANGE": ['"x"', "Fri, 31 Dec 9999 23:59:59 GMT"],
    "HTTP_RANGE": ["bytes=0-1", "bytes=-5", "bytes=9-1,5-", "lines=1", "bytes=0-1,2-3"],
    "HTTP_COOKIE": [
        "django_language=fr",
        "csrftoken=x",
        "sessionid =x",
        "sessionid=x",
        ";=;,",
        'messages="x"',
        "x" * 3000,
        "\xff=\xff",
        "SessionID=x",
        "xsessionid=x",
    ],
    "HTTP_AUTHORIZATION": ["Bearer x", "Basic eDp5", "\x7f"],
    "HTTP_REMOTE_USER": ["editor"],
    "HTTP_USER_AGENT": ["", "bot" * 500],
    "HTTP_REFERER": ["https://evil.example/", "javascript:alert(1)"],
    "HTTP_ORIGIN": ["https://evil.example", "null"],
    "HTTP_CACHE_CONTROL": ["no-cache", "no-store", "max-age=0", "only-if-cached"],
    "HTTP_PRAGMA": ["no-cache"],
    "HTTP_EXPECT": ["100-continue", "nothing"],
    "HTTP_SAVE_DATA": ["on"],
    "HTTP_SEC_PURPOSE": ["prefetch"],
    "HTTP_SEC_GPC": ["1"],
    "HTTP_UPGRADE": ["h2c", "websocket"],
    "HTTP_CONNECTION": ["close, content-type", "upgrade"],
    "HTTP_TE": ["trailers"],
    "HTTP_CONTENT_ENCODING": ["br", "gzip"],
    "SERVER_PROTOCOL": ["HTTP/1.0", "HTTP/2", "HTTP/0.9"],
    "REMOTE_ADDR": ["", "unix:", "2001:db8::1"],
    "REQUEST_METHOD": ["HEAD"],
}
EACH = [(name, value) for name, values in HEADERS.items() for value in values]
BODY = b"choice=high&sent=1"


class Site:
    """Django behind the page cache, as a server asks it; the cache can be emptied."""

    def __init__(self, django):
        self.cache = PageCache(django, 10_000_000)
        self.application = in_utf8(self.cache)

    def forget(self):
        self.cache.pages.clear()

    def ask(self, address, method="GET", **told):
        """(status, headers, body unpacked) of a request with these headers."""
        answer = []
        environ = (
            RequestFactory(headers={"host": "testserver"})
            .generic(method, address, BODY if "CONTENT_TYPE" in told else b"")
            .environ
        )
        environ |= {"CONTENT_TYPE": ""} | told
        body = b"".join(
            self.application(environ, lambda status, headers: answer.extend((status, headers)))
        )
        headers = {name.lower(): value for name, value in answer[1]}
        return int(answer[0][:3]), headers, _unpacked(body, headers.get("content-encoding", ""))


def _unpacked(body, encoding):
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(encoding, bytes)
    return unpack(body) if body else body


@photograph.kept
def stage():
    make_small_guide()
    make_entry("treatment", "surgery")
    make_entry("resource", "helpline")
    approve_all()
    publish(None)


@pytest.fixture
def site(settings, django):
    settings.PAGE_SECONDS, settings.RATE_LIMITS, settings.METRICS_TOKEN = 60, [], "a-token"
    settings.SHEET_LIMIT = (100_000, 60)
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    stage()
    current.live_edition()
    return Site(django)


def clean(site, address):
    status, headers, body = site.ask(address, HTTP_ACCEPT_ENCODING="br", HTTP_ACCEPT_LANGUAGE="en")
    # The one form that is sent to us is made anew for everybody, with a token of its own.
    body = b"a form" if b"csrfmiddlewaretoken" in body else body
    return status, headers.get("content-type"), headers.get("location"), body


def harmful(site, address, requests):
    """Those of these requests that break something, or after which the next reader gets anything
    but what is there.
    """
    right = clean(site, address)
    found = []
    for told in requests:
        site.forget()
        status = site.ask(address, **told)[0]
        if status >= 500 or clean(site, address) != right:
            found.append(told)
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_header_changes_what_the_next_reader_gets(site, address):
    tried = EACH if address == ANSWERED else part(EACH, ADDRESSES.index(address), of=8)
    assert harmful(site, address, [{name: value} for name, value in tried]) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_nor_do_any_three_of_them_together(site, address):
    random_ = random.Random(address)
    requests = [dict(random_.sample(EACH, 3)) for _ in range(15)]
    assert harmful(site, address, requests) == []


@pytest.mark.parametrize(
    "address", ["/en/feedback/", "/en/guide/?choice=high", "/admin/login/?next=/admin/", "/check/"]
)
def test_no_charset_of_what_is_sent_is_a_mistake_of_ours(site, address):
    answers = {told: site.ask(address, "POST", CONTENT_TYPE=told)[0] for told in CONTENT_TYPES}
    assert {told: status for told, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize(
    ("told", "passed_on"),
    [
        ("application/x-www-form-urlencoded; charset=cp037", "application/x-www-form-urlencoded"),
        (
            "multipart/form-data; charset=rot13; boundary=----WebKit01",
            'multipart/form-data; boundary="----WebKit01"',
        ),
        (
            'multipart/form-data; boundary="a b\'(),:=?"; x=y',
            'multipart/form-data; boundary="a b\'(),:=?"',
        ),
        ("a*=undefined''x", ""),
        ("", ""),
    ],
)
def test_of_the_kind_of_a_form_only_what_takes_it_apart_is_passed_on(told, passed_on):
    assert without_charset(told) == passed_on


@pytest.mark.parametrize("address", ["/en/guide/high/", ANSWERED, "/sitemap.xml"])
def test_nor_does_what_a_client_says_of_itself_as_only_a_proxy_should(site, settings, address):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.PROXIES = 1
    behind_proxy = Site(site.cache.application)
    said = [(name, value) for name, value in EACH if "FORWARDED" in name or name == "HTTP_HOST"]
    assert harmful(behind_proxy, address, [{name: value} for name, value in said]) == []
