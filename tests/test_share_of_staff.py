"""When many of the staff work at once, some wait a moment, nothing typed is lost, and families
never wait for them.
"""

import threading

import pytest

from guide.handout import queue
from guide.models import Term
from guide.serving import staff_share

from .desk import make_colleague
from .pages import filled, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(starter):
    """As many of the staff are served as may be."""
    taken = [staff_share._places.acquire(blocking=False) for _ in range(staff_share.ROOM)]
    assert all(taken)
    yield
    staff_share._places.release(len(taken))


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/login/", "/admin/publish/", "/review/a-token/"]
)
def test_whoever_comes_then_is_asked_to_wait_a_moment(client, full, address):
    response = client.get(address)
    assert response.status_code == 503
    assert response["Retry-After"] == "3"
    assert "no-store" in response["Cache-Control"]
    page = read(response)
    assert page.first("h1").text == "One moment"
    assert page.first("a", class_="button")["href"] == address
    assert page.first("meta", **{"http-equiv": "refresh"})["content"] == "3"


def test_what_was_typed_is_shown_and_can_be_sent_again(client, full):
    client.force_login(make_colleague("Editors"))
    typed = {
        "code": "word",
        "name_en": "A word",
        "definition_en": "A sentence that took a long time to write.",
    }
    response = client.post("/admin/guide/term/add/", typed)
    assert response.status_code == 503
    page = read(response)
    assert list(page.all("meta", **{"http-equiv": "refresh"})) == []
    form = page.first("form")
    assert form["action"] == "/admin/guide/term/add/"
    assert filled(form) == typed
    assert not Term.objects.filter(code="word").exists()


def test_no_password_comes_back(client, full):
    response = client.post("/admin/login/", {"username": "alice", "password": "a-secret"})
    assert response.status_code == 503
    assert "a-secret" not in response.content.decode()


def test_families_go_on_reading_and_printing(client, full):
    for address in (
        "/en/",
        "/fr/guide/high/one-place/",
        "/en/guide/high/one-place/summary.pdf",
        "/en/feedback/",
    ):
        assert client.get(address).status_code == 200


def test_the_place_is_given_back_whatever_happens(client, starter, monkeypatch):
    client.force_login(make_colleague("Editors"))
    for _ in range(staff_share.ROOM + 1):
        assert client.get("/admin/").status_code == 200
    monkeypatch.setattr("guide.desk.exchange.export_guide", lambda: 1 / 0)
    client.raise_request_exception = False
    for _ in range(staff_share.ROOM + 1):
        assert client.get("/admin/exchange/guide.yaml").status_code == 500


def test_those_who_work_at_the_same_moment_are_counted():
    inside, leave = threading.Barrier(staff_share.ROOM + 1), threading.Event()

    def work():
        with staff_share.in_share():
            inside.wait(10)
            leave.wait(10)

    colleagues = [threading.Thread(target=work) for _ in range(staff_share.ROOM)]
    for colleague in colleagues:
        colleague.start()
    inside.wait(10)
    with pytest.raises(staff_share.ShareIsFull), staff_share.in_share():
        pass
    leave.set()
    for colleague in colleagues:
        colleague.join(10)
    with staff_share.in_share():
        pass


def test_paper_and_desk_together_leave_threads_for_readers(settings):
    assert staff_share.ROOM + queue.ROOM < settings.THREADS
