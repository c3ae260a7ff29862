"""Whoever sends a body slowly, or never to its end, keeps nobody from reading or from sending."""

import io
import os
import socket
import threading
from contextlib import ExitStack

import pytest

from guide.serving.request_body import LARGEST, BodyFirst, hang_up
from tools.faults.site import HOST, wait_until
from tools.faults.slow import SlowClients, connect_to

from . import kept_site

# Without its cookie the form is refused, but by the program behind.
FORM_OF_A_BROWSER = {"Content-Type": "application/x-www-form-urlencoded"}
FORM = {
    "CONTENT_TYPE": "application/x-www-form-urlencoded",
    "REQUEST_METHOD": "POST",
    "REMOTE_ADDR": "192.0.2.1",
}


def echo(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def ask(application, stream, length, **more):
    """(status, headers, body) of this request."""
    told = []
    environ = FORM | {"wsgi.input": stream, "CONTENT_LENGTH": str(length)} | more
    body = b"".join(
        application(environ, lambda status, headers: told.extend([int(status[:3]), dict(headers)]))
    )
    return *told, body


class Pipe(io.RawIOBase):
    """A body that comes when the test says so."""

    def __init__(self):
        self.more, self.last = threading.Event(), b""

    def read(self, size=-1):
        self.more.wait()
        return self.last

    def send(self, last=b""):
        self.last = last
        self.more.set()


@pytest.fixture
def pipe():
    return Pipe()


def test_a_body_is_passed_on_whole():
    body = bytes(range(256)) * 4000
    assert ask(BodyFirst(echo, 2), io.BytesIO(body), len(body))[0::2] == (200, body)


def test_half_a_form_is_no_form():
    status, headers, body = ask(BodyFirst(echo, 2), io.BytesIO(b"a=1&b="), 9)
    assert (status, headers["Connection"]) == (400, "close")
    assert "did not arrive" in body.decode()
    assert "pas arrivé" in body.decode()


@pytest.mark.parametrize(
    ("length", "status"), [(LARGEST + 1, 413), ("-1", 400), ("x", 400), ("٣", 400)]
)
def test_what_is_too_large_or_has_no_good_length_is_not_read(pipe, length, status):
    found, headers, body = ask(BodyFirst(echo, 2), pipe, length)
    assert (found, headers["Connection"]) == (status, "close")
    assert "Go back to the page before, where your words should still stand" in body.decode()


@pytest.mark.parametrize(
    "nothing", [{"CONTENT_LENGTH": ""}, {"CONTENT_LENGTH": "0"}, {"REQUEST_METHOD": "GET"}]
)
def test_nothing_is_waited_for_where_no_body_is_read(nothing):
    assert (
        ask(BodyFirst(lambda environ, start: start("200 OK", []) or [], 2), None, 3, **nothing)[0]
        == 200
    )


def test_only_so_many_bodies_are_read_at_a_time_and_one_client_has_half_of_the_places(pipe):
    application, answers = BodyFirst(echo, 2), []

    def send(address):
        answers.append(ask(application, pipe, 3, REMOTE_ADDR=address)[0])

    waiting = [
        threading.Thread(target=send, args=(address,)) for address in ("192.0.2.1", "192.0.2.2")
    ]
    for number, one in enumerate(waiting, 1):
        one.start()
        while application._reading.total() < number:
            threading.Event().wait(0.01)
        again = ask(application, pipe, 3)
        assert (again[0], again[1]["Retry-After"]) == (503, "5")
    assert ask(application, pipe, 3, REMOTE_ADDR="192.0.2.3")[0] == 503
    pipe.send(b"a=1")
    for one in waiting:
        one.join()
    assert answers == [200, 200]
    assert dict(application._reading) == {}


def test_hanging_up_on_a_slow_client_leaves_nothing_open():
    hang_up("192.0.2.1")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        hang_up("192.0.2.1")
    assert len(os.listdir("/proc/self/fd")) == before


def test_whoever_comes_while_others_send_waits_a_little_for_a_place(pipe):
    application, answers = BodyFirst(echo, 1), []
    first = threading.Thread(target=lambda: answers.append(ask(application, pipe, 3)[0]))
    first.start()
    while not application._reading:
        threading.Event().wait(0.01)
    second = threading.Thread(
        target=lambda: answers.append(ask(application, io.BytesIO(b"b=2"), 3)[0])
    )
    second.start()
    while not application._waiting:
        threading.Event().wait(0.001)
    pipe.send(b"a=1")
    first.join()
    second.join()
    assert answers == [200, 200]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slow")
    site = kept_site.site_in(folder, WORKERS="1")
    site.patience = 120
    with site.running():
        yield site


def test_sixty_clients_that_send_a_byte_a_second_keep_nobody_else_from_reading(site):
    with SlowClients(connect_to(site.port), 60, "/en/feedback/", every=1, body=5000) as slow:
        for number in range(20):
            assert site.get(f"/en/search/?q=word{number}")[0] == 200
        wait_until(lambda: len(slow.closed) == 60, 120, "the server to have enough of each")
    assert site.get("/en/feedback/", "POST", "page=/en/", **FORM_OF_A_BROWSER)[0] == 403


def test_a_client_that_stops_in_the_middle_of_a_body_is_told_so(site):
    with socket.create_connection(("127.0.0.1", site.port), 120) as stalled:
        stalled.sendall(
            (
                f"POST /en/feedback/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 50\r\n\r\nhalf"
            ).encode()
        )
        assert stalled.recv(12) == b"HTTP/1.1 408"
    assert site.get("/en/search/?q=again")[0] == 200


def test_while_some_clients_stop_in_the_middle_others_still_send(site):
    head = f"POST /en/feedback/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 50\r\n\r\nhalf".encode()
    with ExitStack() as open_:
        for _ in range(8):
            one = open_.enter_context(
                socket.create_connection(("127.0.0.1", site.port), 120, ("127.0.0.2", 0))
            )
            one.sendall(head)
        assert site.get("/en/feedback/", "POST", "page=/en/", **FORM_OF_A_BROWSER)[0] == 403
