"""A page fits into the first packets of a poor connection: bytes of HTML and style together, as gzip sends them."""

import gzip

import pytest
from django.urls import reverse
from django.utils.translation import override

from guide.addresses import pages_of
from guide.edition.current import current_guide

pytestmark = pytest.mark.django_db

QUESTION, ANY_PAGE = 14_000, 30_000


def weight(client, address):
    return len(gzip.compress(client.get(address).content, 6))


@pytest.mark.parametrize(
    "address", ["/en/guide/", "/en/guide/high/", "/fr/guide/", "/fr/guide/high/", "/fr/guide/?sent=1"]
)
def test_a_question_weighs_at_most_14_kilobytes(client, starter, address):
    assert weight(client, address) <= QUESTION


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_weighs_more_than_30_kilobytes(client, starter, language):
    with override(language):
        pages = [reverse(f"guide:{name}", args=arguments) for name, arguments in pages_of(current_guide(language))]
    heavy = {address: size for address in pages if (size := weight(client, address)) > ANY_PAGE}
    assert len(pages) > 30
    assert heavy == {}
