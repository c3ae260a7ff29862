"""A telephone number can be called with one tap and is never broken in the middle, wherever it stands."""

import re

import pytest

from guide.templatetags.page import tel, whole_numbers

from .pages import Element, read

WHOLE = {"kept", "number"}  # classes of the style sheets inside which no line ends


def loose_numbers(element, is_whole=False):
    """The numbers with hyphens in an element's text that may be broken at the end of a line."""
    is_whole = is_whole or not WHOLE.isdisjoint(element.get("class", "").split())
    for child in element.children:
        if isinstance(child, Element):
            yield from loose_numbers(child, is_whole)
        elif not is_whole:
            yield from re.findall(r"\d+(?:-\d+)+", child)


@pytest.mark.parametrize(
    ("typed", "called"), [("1-888-939-3333", "+18889393333"), ("514-787-8801", "+15147878801"), ("9-8-8", "988")]
)
def test_a_number_is_called_as_a_phone_dials_it(typed, called):
    assert tel(typed) == called


def test_a_number_inside_a_sentence_is_kept_whole_and_the_sentence_stays_text():
    assert whole_numbers("To be admitted: 514-787-8801 <b>") == (
        'To be admitted: <span class="kept">514-787-8801</span> &lt;b&gt;'
    )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/support/", "/fr/soutien/", "/fr/guide/high/spread/"])
def test_no_number_of_a_page_may_be_broken(client, starter, address):
    page = read(client.get(address))
    assert re.search(r"\d-\d{3}-\d{3}-\d{4}", page.first("main").text)
    assert list(loose_numbers(page.first("main"))) == []
    assert list(loose_numbers(page.first("aside", id="help"))) == []
