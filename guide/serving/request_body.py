"""A deadline for what clients send, where no proxy stands in front: whoever sends a byte a second
keeps nobody waiting.

Neither of our servers has one. A thread that reads a body waits as long as the client likes, and
cannot be called back. So few may read at a time, none of them for long; then the connection is
closed for reading.
"""

import io
import os
import socket
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.template.loader import render_to_string

SECONDS = 20.0
# How long a request may wait for others to have read theirs.
PATIENCE = 0.5
# More than the largest file that the desk takes, with its form around it; nginx is told the same.
LARGEST = 6 * 1024 * 1024
STATUSES = {
    400: "400 Bad Request",
    408: "408 Request Timeout",
    413: "413 Content Too Large",
    503: "503 Service Unavailable",
}


class BodyFirst:
    """A WSGI application around another one, which finds the whole body in `wsgi.input`.

    `places`: how many bodies are read at a time; one client has at most half of them. `seconds`:
    how long one may take.
    """

    def __init__(self, application: WSGIApplication, places: int, seconds: float = SECONDS):
        self.application = application
        self.places = places
        self.seconds = seconds
        self._changed = threading.Condition()
        self._reading: Counter[str] = Counter()
        self._waiting = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH", "")
        if environ["REQUEST_METHOD"] in ("GET", "HEAD") or length in ("", "0"):
            return self.application(environ, start_response)
        status, body = self._body(environ, length)
        if status:
            return refuse(status, environ, start_response)
        environ["wsgi.input"] = io.BytesIO(body)
        return self.application(environ, start_response)

    def _body(self, environ: WSGIEnvironment, length: str) -> tuple[int, bytes]:
        """(0, the whole body), or a status that says why there is none."""
        if not (length.isascii() and length.isdecimal()):
            return 400, b""
        if int(length) > LARGEST:
            return 413, b""
        with self._place(environ["REMOTE_ADDR"]) as there_is_one:
            if not there_is_one:
                return 503, b""
            body, is_late = read(environ, int(length), self.seconds)
        if len(body) == int(length):
            return 0, body
        # Half a form is no form, also where the client has left.
        return (408 if is_late else 400), b""

    @contextmanager
    def _place(self, address: str) -> Iterator[bool]:
        with self._changed:
            there_is_one = self._may_read(address) or self._wait(address)
            if there_is_one:
                self._reading[address] += 1
        try:
            yield there_is_one
        finally:
            if there_is_one:
                self._leave(address)

    def _may_read(self, address: str) -> bool:
        return self._reading.total() < self.places and self._reading[address] < max(
            1, self.places // 2
        )

    def _wait(self, address: str) -> bool:
        if self._waiting >= self.places:
            return False
        self._waiting += 1
        there_is_one = self._changed.wait_for(lambda: self._may_read(address), PATIENCE)
        self._waiting -= 1
        return there_is_one

    def _leave(self, address: str) -> None:
        with self._changed:
            self._reading[address] -= 1
            # No address is kept longer than its request.
            self._reading = +self._reading
            self._changed.notify_all()


def read(environ: WSGIEnvironment, length: int, seconds: float) -> tuple[bytes, bool]:
    """(body, whether it was late): shorter than `length` where it was late or the client left."""
    late = threading.Event()

    def give_up() -> None:
        late.set()
        hang_up(environ["REMOTE_ADDR"])

    clock = threading.Timer(seconds, give_up)
    clock.daemon = True
    clock.start()
    try:
        return environ["wsgi.input"].read(length), late.is_set()
    except (OSError, RuntimeError, ValueError):
        # The connection has gone; the servers say so in different ways.
        return b"", late.is_set()
    finally:
        clock.cancel()


def hang_up(address: str) -> None:
    """Close this process's connections from this address for reading. What is being sent to it
    still arrives.

    The servers do not say which of them it was. A browser opens another one for what it asks next.
    """
    for number in os.listdir("/proc/self/fd"):
        # A connection that has gone in this moment needs nothing more.
        with suppress(OSError):
            _stop_reading(int(number), address)


def _stop_reading(descriptor: int, address: str) -> None:
    copy = os.dup(descriptor)
    try:
        connection = socket.socket(fileno=copy)
    except OSError:
        # A file, a pipe: Python closes the copy of a socket alone.
        os.close(copy)
        return
    with connection:
        is_from_outside = connection.family in (socket.AF_INET, socket.AF_INET6)
        if is_from_outside and connection.getpeername()[0] == address:
            connection.shutdown(socket.SHUT_RD)


def refuse(status: int, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """A page that says in both languages what to do: nobody has read yet which one this reader
    speaks.
    """
    page = render_to_string("body_refused.html", {"status": status}).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    # What was not read must not be taken for the next request. The development server sees to it by
    # itself, and takes no such header.
    if not environ.get("SERVER_SOFTWARE", "").startswith("WSGIServer"):
        headers.append(("Connection", "close"))
    if status == 503:
        headers.append(("Retry-After", "5"))
    start_response(STATUSES[status], headers)
    return [page]
