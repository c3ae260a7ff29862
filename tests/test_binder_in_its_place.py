"""Whoever loads a binder down gets all of it, or a page that says to try again before it begins."""

import io
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from guide.handout import file_in_queue
from guide.handout.queue import Queue, QueueFull, queue

from .builders import make_user
from .pages import read

pytestmark = pytest.mark.django_db
CARDS = "/admin/binder/?languages=en&languages=fr&copies=card&text=normal&paper=letter&kind="
SHEET = "/en/guide/high/one-place/summary.pdf"


@pytest.fixture
def staff(client, starter):
    client.force_login(make_user(superuser=True))
    return client


def fill(waiting):
    """Others come until no place is left."""
    for number in range(1000):
        try:
            waiting.enter_context(queue.place(f"192.0.2.{number}"))
        except QueueFull:
            return


def test_a_download_that_has_begun_comes_whole_though_no_place_is_left_meanwhile(staff):
    pieces = iter(staff.get(CARDS + "zip").streaming_content)
    begun = next(pieces)
    with ExitStack() as waiting:
        fill(waiting)
        assert staff.get(SHEET).status_code == 503
        whole = begun + b"".join(pieces)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 2
    assert not queue._places


@pytest.mark.parametrize("kind", ["zip", "pdf", "pdf&progress=1"])
def test_where_no_place_is_left_a_page_says_so_before_it_begins(staff, kind, monkeypatch):
    monkeypatch.setattr(file_in_queue, "PATIENCE", 0)
    with ExitStack() as waiting:
        fill(waiting)
        response = staff.get(CARDS + kind)
    assert response.status_code == 503
    assert read(response).first("h1").text == "Many people are printing"
    assert not queue._places


def test_a_binder_waits_for_its_place_and_one_at_a_time():
    small = Queue(4)
    others = [small.place(f"192.0.2.{number}") for number in range(4)]
    for other in others:
        other.__enter__()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(small.keep, 60)
        while not small._is_patient:
            threading.Event().wait(0.01)
        with pytest.raises(QueueFull):
            small.keep(60)
        others[0].__exit__(None, None, None)
        assert waiting.result().is_kept
    assert not small._is_patient
    assert len(small._places) == 4


def test_families_print_while_binders_are_made(staff):
    """A quarter of the places at most is kept for binders, and none of these is lost."""
    small = Queue(8)
    kept = [small.keep(), small.keep()]
    with pytest.raises(QueueFull):
        small.keep()
    with ExitStack() as waiting:
        for number in range(6):
            waiting.enter_context(small.place(f"192.0.2.{number}"))
        with pytest.raises(QueueFull):
            waiting.enter_context(small.place("192.0.2.7"))
        assert not any(place.is_lost for place in kept)
    response = staff.get(CARDS + "zip")
    next(iter(response.streaming_content))
    assert staff.get(SHEET).status_code == 200
    response.close()


@pytest.mark.parametrize("read_of_it", [0, 1])
def test_whoever_goes_away_gives_the_place_back(staff, read_of_it):
    response = staff.get(CARDS + "zip")
    for _ in range(read_of_it):
        next(iter(response.streaming_content))
    assert len(queue._places) == 1
    response.close()
    assert not queue._places
