"""One hostile request on a connection of its own, and all answers that come back on it."""

import contextlib
import http.client
import socket
from dataclasses import dataclass

from .framing import HIDDEN_PLACE
from .requests import Hostile

# How long one waits for what need not come, and for what has to.
SHORT, LONG = 0.3, 30.0


@dataclass(frozen=True)
class Heard:
    """An answer: `status`, 0 where none came in time, and the headers that matter here."""

    status: int
    location: str
    retry_after: str


def exchange(connect, hostile: Hostile, probe: tuple[bytes, str]) -> list[Heard]:
    """All answers to a request; after a sound one the probe is asked on the same connection.

    probe: a whole request as bytes, after which the server closes, and the place where it leads.
    """
    heard = []
    with connect() as connection:
        connection.settimeout(LONG if hostile.is_sound else SHORT)
        # Where it closes before it had all, what it said first is still to be read.
        with contextlib.suppress(OSError):
            connection.sendall(hostile.sent + (probe[0] if hostile.is_sound else b""))
        stream = _Stream(connection)
        for method in (hostile.method, "GET", "GET", "GET"):
            answer = _hear(stream, method)
            if answer is None:
                break
            heard.append(answer)
            if not answer.status:
                break
    return heard


def what_is_wrong(
    hostile: Hostile, heard: list[Heard], probe: tuple[bytes, str], but: tuple[int, ...] = ()
) -> str:
    """Empty where the answers are as they have to be. but: errors that are right as well."""
    for answer in heard:
        is_ours = answer.status == 503 and answer.retry_after
        if answer.status >= 500 and answer.status not in but and not is_ours:
            return f"answered {answer.status}"
    if not hostile.is_sound:
        return ""
    if heard and not heard[-1].status:
        return f"no answer in {LONG:.0f} s"
    if len(heard) > 2 or any(answer.location == HIDDEN_PLACE for answer in heard[1:]):
        return "lost count: a request that was hidden in a body is answered"
    if len(heard) == 2 and heard[1].location != probe[1]:
        return f"lost count: the next request is answered with {heard[1]}"
    return ""


class _Stream:
    """What http.client reads an answer from; it stays open for the next one."""

    def __init__(self, connection: socket.socket):
        self._file = connection.makefile("rb")

    def makefile(self, mode):
        return self

    def close(self):
        pass

    def flush(self):
        pass

    def __getattr__(self, name):
        return getattr(self._file, name)


def _hear(stream, method):
    """The next answer; None where the connection ends."""
    answer = http.client.HTTPResponse(stream, method=method)
    try:
        answer.begin()
        answer.read()
    except TimeoutError:
        return Heard(0, "", "")
    except (OSError, http.client.HTTPException):
        return None
    location = answer.headers.get("Location", "")
    return Heard(answer.status, location, answer.headers.get("Retry-After", ""))
