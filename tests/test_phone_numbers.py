"""A telephone number can be called with one tap and is never broken in the middle, wherever it
stands.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.publishing.actions import approve_as_starter, publish
from guide.templatetags.page import tel, whole_numbers

from .builders import make_entry, publish_small_guide
from .desk import change_address, errors_of, fields_of, make_colleague
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


CALLED = {
    "1-888-939-3333": "+18889393333",
    "514-787-8801": "+15147878801",
    "9-8-8": "988",
    "811": "811",
    "310-1234": "3101234",
    "(514) 345-4931": "+15143454931",
    "1 (514) 345-4931": "+15143454931",
    "514.345.4931": "+15143454931",
    "514-345-4931, poste 6274": "+15143454931;ext=6274",
    "514-345-4931 ext. 6274": "+15143454931;ext=6274",
    "514-345-4931 x6274": "+15143454931;ext=6274",
    "514-345-4931 #6274": "+15143454931;ext=6274",
    "+1-514-345-4931;ext=6274": "+15143454931;ext=6274",
    "1-800-263-FEED": "+18002633333",
    "1-866-APPELLE": "+18662773553",
    "1-800-QUIZZES": "+18007849937",
    "+44 20 7946 0958": "+442079460958",
    "+33 1 42 34 56 78": "+33142345678",
    "1\u2011888\u2011939\u20113333": "+18889393333",
    "1\u2013888\u2013939\u20133333": "+18889393333",
    "\uff11\uff0d\uff18\uff18\uff18\uff0d939\uff0d3333": "+18889393333",
    "1\u00a0888\u00a0939\u20113333": "+18889393333",
}
CALLED_BY_NOBODY = [
    "",
    "514-345-4931 or 514-345-4932",
    "514-345-4931 / 514-345-4932",
    "514-345-4931 514-345-4932",
    "*8811",
    "613-737-7600 (2)",
    "613-737-7600, 2",
    "613-737-7600 6274",
    "555-0100",
    "1-888-939-333",
    "1-888-939-33333",
    "+1 888 939 333",
    "+44 (0)20 7946 0958",
    "011 44 20 7946 0958",
    "811 poste 4",
    "1-877-346-HOPE (4673)",
    "poste 6274",
    "ask your ward",
    "1" * 10_000,
]


@pytest.mark.parametrize(("typed", "called"), CALLED.items(), ids=CALLED.values())
def test_a_number_is_called_as_a_phone_dials_it(typed, called):
    assert tel(typed) == called


@pytest.mark.parametrize("typed", CALLED_BY_NOBODY, ids=[typed[:30] for typed in CALLED_BY_NOBODY])
def test_what_is_not_surely_one_number_calls_nobody(typed):
    assert tel(typed) == ""


@given(st.text(alphabet="0123456789+-() .,;xXABCext#*/", max_size=25))
def test_whatever_is_written_a_tap_calls_one_whole_number_with_every_digit_in_its_place(typed):
    number, _sign, extension = tel(typed).partition(";ext=")
    assert re.fullmatch(r"(\+1[2-9]\d{2}[2-9]\d{6}|\+[2-9]\d{7,14}|[2-9]11|988|310\d{4})?", number)
    if number and not re.search("[A-Z]", typed):
        digits = re.sub(r"\D", "", typed)
        assert digits in (number.lstrip("+") + extension, number.removeprefix("+1") + extension)


@pytest.fixture
def numbers(client):
    """publish(phone) → the page of support with one service that has this number, in both
    languages.
    """

    def publish_with(phone):
        publish_small_guide()
        approve_as_starter(make_entry("resource", "line", phone={"en": phone, "fr": phone}))
        publish(None)
        return read(client.get("/en/support/")).first(id="resource-line")

    return publish_with


@pytest.mark.django_db
def test_a_number_with_an_extension_and_a_foreign_number_are_links(numbers):
    assert (
        numbers("514-345-4931, poste 6274").first("a", class_="number")["href"]
        == "tel:+15143454931;ext=6274"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("phone", ["514-345-4931 or 514-345-4932", "*8811", "613-737-7600 (2)"])
def test_what_a_tap_cannot_call_stands_there_as_words(numbers, phone):
    card = numbers(phone)
    assert phone in card.text
    assert not [a for a in card.all("a", href=True) if a["href"].startswith("tel:")]
    assert list(loose_numbers(card)) == []


@pytest.mark.django_db
def test_a_link_in_a_text_calls_what_the_same_number_elsewhere_calls(client):
    publish_small_guide()
    text = '<p>Call <a href="tel:514-345-4931;ext=12">the clinic</a>.</p>'
    approve_as_starter(make_entry("section", "for-everyone", body=text, key_points=text))
    approve_as_starter(make_entry("section", "call", kind="urgent", body=text, key_points=text))
    publish(None)
    page = read(client.get("/en/guide/one-place/high/"))
    links = [a["href"] for a in page.all("a", href=True) if a.text == "the clinic"]
    assert len(links) >= 4
    assert set(links) == {"tel:+15143454931;ext=12"}


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["tel:345-4931", "tel:1-888-939-333", "tel:51434549315143454"])
def test_a_link_that_is_not_surely_one_number_is_refused_in_a_sentence(client, target):
    publish_small_guide()
    client.force_login(make_colleague("Editors"))
    address = change_address("section", "for-everyone")
    link = f'<p><a href="{target}">x</a></p>'
    answer = client.post(address, fields_of(client.get(address)) | {"body_en": link})
    assert "not surely one telephone number" in errors_of(answer)["body_en"]


@pytest.mark.django_db
def test_the_desk_warns_of_a_number_that_no_tap_calls_and_of_words_that_say_another(client):
    publish_small_guide()
    make_entry("resource", "line", phone={"en": "613-737-7600 (2)", "fr": "613-737-7600"})
    make_entry("organisation", "organisation", helpline={"en": "*8811", "fr": "9-8-8"})
    link = '<p><a href="tel:+19005550000">1-888-939-3333</a></p>'
    make_entry("section", "for-everyone", body={"en": link, "fr": "<p>Rien.</p>"})
    client.force_login(make_colleague("Editors"))
    told = read(client.get("/admin/")).first("main").text
    assert "Telephone numbers that a tap does not call" in told
    assert (
        "“613-737-7600 (2)” is not surely one number, so families cannot tap it to call (English)"
        in told
    )
    assert "“*8811” is not surely one number" in told
    assert "the words say 1-888-939-3333, but a tap calls +19005550000 (English)" in told
    assert "9-8-8" not in told
    panel = read(client.get(change_address("resource", "line"))).first("section", class_="panel")
    assert "“613-737-7600 (2)” is not surely one number" in panel.text
    client.force_login(make_colleague("Reviewers"))
    review = read(client.get("/admin/entry/section/for-everyone/review/"))
    assert "The words say 1-888-939-3333, but a tap calls +19005550000" in review.text


def test_a_number_inside_a_sentence_is_kept_whole_and_the_sentence_stays_text():
    assert whole_numbers("To be admitted: 514-787-8801 <b>") == (
        'To be admitted: <span class="kept">514-787-8801</span> &lt;b&gt;'
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/en/support/", "/fr/soutien/", "/fr/guide/high/spread/?region=QC"]
)
def test_no_number_of_a_page_may_be_broken(client, starter, address):
    page = read(client.get(address))
    assert re.search(r"\d-\d{3}-\d{3}-\d{4}", page.first("main").text)
    assert list(loose_numbers(page.first("main"))) == []
    assert list(loose_numbers(page.first("aside", id="help"))) == []
