"""When very many print at once, some wait their turn, all others go on reading, and nobody takes
the whole queue.
"""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from guide.handout.queue import ROOM, Queue, QueueFull, queue

from . import kept_site
from .pages import read

SHEETS = {"en": "/en/guide/high/one-place/summary.pdf", "fr": "/fr/guide/high/one-place/resume.pdf"}


@pytest.fixture
def full(starter):
    """As many wait for the press as may, each from an address of its own."""
    with ExitStack() as waiting:
        for number in range(ROOM):
            waiting.enter_context(queue.place(f"192.0.2.{number}"))
        yield


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Many people are printing"), ("fr", "Beaucoup de gens impriment en ce moment")],
)
def test_whoever_cannot_be_served_is_told_to_try_again_in_a_moment(client, full, language, title):
    response = client.get(SHEETS[language] + "?text=large")
    assert response.status_code == 503
    assert response["Retry-After"] == "3"
    page = read(response)
    assert page.first("h1").text == title
    assert page.first(class_="button")["href"] == SHEETS[language] + "?text=large"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/en/print/?risk=high&place=one-place", "/en/print/first-page.png?risk=high&place=one-place"],
)
def test_the_page_that_shows_a_sheet_waits_like_the_sheet(client, full, address):
    assert client.get(address).status_code == 503


@pytest.mark.django_db
def test_everybody_else_goes_on_reading(client, full):
    assert client.get("/en/guide/high/one-place/").status_code == 200


@pytest.mark.django_db
def test_once_there_is_a_place_again_the_sheet_is_printed_and_the_place_given_back(client, starter):
    for _ in range(ROOM + 1):
        assert client.get(SHEETS["en"]).status_code == 200


def test_some_threads_are_always_left_for_readers(settings):
    assert 0 < ROOM < settings.THREADS


def take(waiting, queue, address, number):
    """So many places for this address, held until `waiting` ends."""
    return [waiting.enter_context(queue.place(address)) for _ in range(number)]


def test_whoever_is_alone_may_have_the_whole_line():
    with ExitStack() as waiting:
        queue = Queue(4)
        take(waiting, queue, "192.0.2.1", 4)
        with pytest.raises(QueueFull):
            take(waiting, queue, "192.0.2.1", 1)


def test_others_who_come_get_their_half_of_a_line_that_one_client_had_filled():
    with ExitStack() as waiting:
        queue = Queue(4)
        hers = take(waiting, queue, "192.0.2.1", 4)
        take(waiting, queue, "192.0.2.2", 1)
        take(waiting, queue, "192.0.2.3", 1)
        assert [place.is_lost for place in hers] == [False, False, True, True]
        with pytest.raises(QueueFull):
            take(waiting, queue, "192.0.2.4", 1)
        with pytest.raises(QueueFull), queue.turn(hers[-1]):
            pass


def test_while_another_waits_no_client_takes_more_than_half_of_the_line():
    with ExitStack() as waiting:
        queue = Queue(6)
        take(waiting, queue, "192.0.2.2", 1)
        take(waiting, queue, "192.0.2.1", 3)
        with pytest.raises(QueueFull):
            take(waiting, queue, "192.0.2.1", 1)
        take(waiting, queue, "192.0.2.2", 1)


def test_the_press_serves_the_clients_in_turns():
    queue, served = Queue(8), []
    with ExitStack() as waiting:
        places = [("a", place) for place in take(waiting, queue, "192.0.2.1", 4)]
        places += [("b", place) for place in take(waiting, queue, "192.0.2.2", 2)]
        first = waiting.enter_context(queue.place("192.0.2.3"))

        def work(client, place):
            with queue.turn(place):
                served.append(client)

        with ThreadPoolExecutor(8) as pool:
            with queue.turn(first):
                jobs = [pool.submit(work, *one) for one in places]
                while len(queue._waiting) < len(places):
                    threading.Event().wait(0.01)
            for job in jobs:
                job.result()
    assert "".join(served) == "ababaa"


def test_no_address_is_kept_while_somebody_waits_and_the_next_line_has_another_key():
    queue = Queue(2)
    with queue.place("192.0.2.7") as place:
        assert place.client not in (b"192.0.2.7", "192.0.2.7")
        assert "192.0.2.7" not in repr(vars(queue))
        key = queue._key
    with queue.place("192.0.2.7") as later:
        assert (queue._key, later.client) != (key, place.client)
    assert queue._key != key


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The production server in one process, behind a proxy that says who asks."""
    folder = tmp_path_factory.mktemp("paper")
    site = kept_site.site_in(folder, WORKERS="1", PROXIES="1")
    site.patience = 120
    with site.running():
        yield site


def sheets():
    """Addresses of sheets, more than are remembered: each has to be set."""
    paths = itertools.product(
        ("low", "intermediate", "high"), ("one-place", "spread", "brain-spine")
    )
    for (risk, place), lines, region in itertools.product(
        paths, (1, 3, 4, 6), ("BC", "AB", "ON", "QC", "NS")
    ):
        yield f"/en/guide/{risk}/{place}/summary.pdf?region={region}&lines={lines}"


def test_while_one_client_asks_for_sheets_without_end_every_other_still_gets_its_own(site):
    different, done, answered = itertools.cycle(list(sheets())), threading.Event(), []

    def flood():
        while not done.is_set():
            status, _ = site.get(next(different), **{"X-Forwarded-For": "198.51.100.1"})
            answered.append(status)

    with ThreadPoolExecutor(20) as pool:
        flooding = [pool.submit(flood) for _ in range(14)]
        while not answered:
            threading.Event().wait(0.05)
        wanted = [(next(different), f"203.0.113.{number}") for number in range(6)]
        others = [
            pool.submit(site.get, sheet, **{"X-Forwarded-For": client}) for sheet, client in wanted
        ]
        got = [one.result() for one in others]
        done.set()
        for one in flooding:
            one.result()
    assert [status for status, _ in got] == [200] * 6
    assert all(body.startswith(b"%PDF") for _, body in got)
    assert set(answered) <= {200, 429, 503}
    assert 503 in answered


def test_a_ward_that_prints_twenty_sheets_at_once_from_one_address_is_not_refused(site):
    by_hand = [
        "/en/print/?risk=high&place=spread&region=",
        "/en/print/first-page.png?risk=high&place=spread&region=",
    ]
    regions = ("BC", "AB", "SK", "MB", "ON", "QC", "NB", "NS", "PE", "NL")

    def nurse(region):
        sheets = [address + region for address in by_hand]
        sheets += [
            f"/{code}/guide/high/spread/{name}.pdf?region={region}"
            for code, name in (("en", "summary"), ("fr", "resume"))
        ]
        return [site.get(sheet, **{"X-Forwarded-For": "198.51.100.9"})[0] for sheet in sheets]

    with ThreadPoolExecutor(10) as ward:
        statuses = list(ward.map(nurse, regions))
    assert statuses == [[200] * 4] * 10
