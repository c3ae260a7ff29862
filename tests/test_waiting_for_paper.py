"""When very many print at once, some wait their turn, and all others go on reading."""

import pytest

from guide.handout import queue

from .pages import read

pytestmark = pytest.mark.django_db
SHEETS = {"en": "/en/guide/high/one-place/summary.pdf", "fr": "/fr/guide/high/one-place/resume.pdf"}


@pytest.fixture
def full(starter):
    """As many wait for the press as may."""
    taken = 0
    while queue._places.acquire(blocking=False):
        taken += 1
    assert taken == queue.ROOM
    yield
    for _ in range(taken):
        queue._places.release()


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Many people are printing"), ("fr", "Beaucoup de gens impriment en ce moment")]
)
def test_whoever_cannot_be_served_is_told_to_try_again_in_a_moment(client, full, language, title):
    response = client.get(SHEETS[language] + "?text=large")
    assert response.status_code == 503
    assert response["Retry-After"] == "3"
    page = read(response)
    assert page.first("h1").text == title
    assert page.first(class_="button")["href"] == SHEETS[language] + "?text=large"


@pytest.mark.parametrize(
    "address", ["/en/print/?risk=high&place=one-place", "/en/print/first-page.png?risk=high&place=one-place"]
)
def test_the_page_that_shows_a_sheet_waits_like_the_sheet(client, full, address):
    assert client.get(address).status_code == 503


def test_everybody_else_goes_on_reading(client, full):
    assert client.get("/en/guide/high/one-place/").status_code == 200


def test_once_there_is_a_place_again_the_sheet_is_printed_and_the_place_given_back(client, starter):
    for _ in range(queue.ROOM + 1):
        assert client.get(SHEETS["en"]).status_code == 200


def test_some_threads_are_always_left_for_readers(settings):
    assert 0 < queue.ROOM < settings.THREADS
