"""What a page weighs on a poor connection: HTML, style and headers, as the server sends them."""

import gzip

import pytest
from django.utils.translation import override

from guide.edition.current import live_edition
from guide.page.addresses import address_of, pages_of
from guide.serving.response import CachedResponse

pytestmark = pytest.mark.django_db

# Bytes over the wire: what stands in the page, compressed once, and with its headers.
PAGE = 20_000
WITH_HEADERS = 20_000
# French says the same in more letters; two places at once, and high risk, name most treatments.
HEAVIEST = {"/fr/guide/high/brain-and-elsewhere/": 20_200}
AN_ANSWER_OPEN = 20_800
QUESTION, ANY_PAGE = 14_000, 30_000
SERVERS_OWN = "HTTP/1.1 200 OK\r\nserver: granian\r\ndate: Tue, 24 Nov 2026 12:00:00 GMT\r\n\r\n"


def weight(client, address):
    return len(gzip.compress(client.get(address).content, 6))


def sent(client, address):
    """All that goes over the wire for this page."""
    response = client.get(address)
    if (light := len(gzip.compress(response.content, 6))) < 12_000:
        return light  # and by brotli it is lighter still
    headers, body = answer(response)
    return (
        len(SERVERS_OWN) + sum(len(f"{name}: {value}\r\n") for name, value in headers) + len(body)
    )


def answer(response):
    """(headers, body) as the page cache sends them to a browser that reads brotli."""
    page = CachedResponse(list(response.items()), response.content, "")
    _status, headers, body = page.answer("br", "")
    return headers, body


def addresses(language, is_open):
    """The pages of this language; of the results those where an answer is still open, or else the
    others.
    """
    pages = [
        page
        for page in pages_of(live_edition().guide(language))
        if ("unsure" in "".join(page[1])) == is_open
    ]
    with override(language):
        return [address_of(page, language) for page in pages]


@pytest.mark.parametrize(
    "address",
    ["/en/guide/", "/en/guide/high/", "/fr/guide/", "/fr/guide/high/", "/fr/guide/?sent=1"],
)
def test_a_question_weighs_at_most_14_kilobytes(client, starter, address):
    assert weight(client, address) <= QUESTION


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_every_result_is_at_most_20_kilobytes_over_the_wire(client, starter, language):
    guide = live_edition().guide(language)
    with override(language):
        results = [address_of(page, language) for page in pages_of(guide) if page[0] == "path"]
    assert len(results) == 20
    heavy = {}
    for address in results:
        _headers, body = answer(client.get(address))
        if len(body) > PAGE:
            heavy[address] = len(body)
    assert heavy == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_light_unless_an_answer_is_open(client, starter, language):
    pages = addresses(language, is_open=False)
    assert len(pages) > 25
    heavy = {}
    for address in pages:
        size = sent(client, address)
        if size > HEAVIEST.get(address, WITH_HEADERS):
            heavy[address] = size
    assert heavy == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_result_with_open_answers_is_hardly_heavier(client, starter, language):
    pages = addresses(language, is_open=True)
    assert len(pages) > 5
    assert {
        address: size for address in pages if (size := sent(client, address)) > AN_ANSWER_OPEN
    } == {}
    assert {
        address: size for address in pages if (size := weight(client, address)) > ANY_PAGE
    } == {}
