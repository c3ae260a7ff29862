"""What a page weighs on a poor connection: HTML, style and headers, as the server sends them."""

import gzip

import pytest
from django.utils.translation import override

from guide.edition.current import live_edition
from guide.page.addresses import address_of, pages_of
from guide.serving.response import CachedResponse

pytestmark = pytest.mark.django_db

# Bytes over the wire, compressed once and quickly: no family waits while a page is squeezed.
# What happens next, comfort care and words for the family came, folded: at most 20 kilobytes.
# French says the same in more letters: up to a twentieth more.
DEFINITE = {"en": 20_000, "fr": 21_000}
TWO_ANSWERS_OPEN = 25_500
# In the brain or spinal cord, and elsewhere too: told by up to four sections and ten treatments.
TWO_PLACES = 22_000
QUESTION, ANY_PAGE = 14_000, 30_000
SERVERS_OWN = "HTTP/1.1 200 OK\r\nserver: granian\r\ndate: Tue, 24 Nov 2026 12:00:00 GMT\r\n\r\n"


def weight(client, address):
    return len(gzip.compress(client.get(address).content, 6))


def sent(client, address):
    """All that goes over the wire for this page."""
    response = client.get(address)
    if (light := len(gzip.compress(response.content, 6))) < 12_000:
        return light  # and by brotli it is lighter still
    page = CachedResponse(list(response.items()), response.content, "")
    _status, headers, body = page.answer("br", "")
    return (
        len(SERVERS_OWN) + sum(len(f"{name}: {value}\r\n") for name, value in headers) + len(body)
    )


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
def test_every_page_is_light_unless_an_answer_is_open(client, starter, language):
    pages = addresses(language, is_open=False)
    assert len(pages) > 25
    heavy = {}
    for address in pages:
        size = sent(client, address)
        if size > (TWO_PLACES if "brain-and-elsewhere" in address else DEFINITE[language]):
            heavy[address] = size
    assert heavy == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_result_with_open_answers_is_a_third_heavier_and_no_more(client, starter, language):
    pages = addresses(language, is_open=True)
    assert len(pages) > 5
    assert {
        address: size for address in pages if (size := sent(client, address)) > TWO_ANSWERS_OPEN
    } == {}
    assert {
        address: size for address in pages if (size := weight(client, address)) > ANY_PAGE
    } == {}
