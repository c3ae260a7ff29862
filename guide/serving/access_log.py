"""One line of JSON for each request, and its figures. No address, no query, no answer: the view's name is enough."""

import logging
import random
import sys
import time
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from . import metrics
from .batch import Batch

log = logging.getLogger(__name__)
# A pipe that several processes write to keeps a write of at most 4,096 bytes in one piece.
LINES = 16


class Answer(NamedTuple):
    """What is told of one answer: `at`, in seconds since 1970, the `seconds` it took, the `headers` that were sent."""

    at: float
    request: str
    view: str
    method: str
    status: str
    memory: str
    seconds: float
    headers: list


class Record:
    """A WSGI application around all others. write(lines) is where the log goes.

    What page memory answers is told and counted within half a second, everything else at once.
    """

    def __init__(self, application, write=sys.stdout.write):
        self.application, self.write, self._answers = application, write, Batch(self._tell)

    def __call__(self, environ, start_response):
        started = time.perf_counter()
        told = []

        def listen(status, headers, exc_info=None):
            told[:] = status, headers
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        try:
            return self.application(environ, listen)
        except Exception as failure:
            # Not left to the server, whose log would name the address.
            log.error("Nothing could answer", exc_info=failure)
            listen("500 Internal Server Error", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]
        finally:
            self._record(environ, time.perf_counter() - started, *(told or ("500", ())))

    def _record(self, environ, seconds, status, headers):
        request, view = environ.get("guide.request", ""), environ.get("guide.view", "")
        method, memory = metrics.known(environ["REQUEST_METHOD"]), environ.get("guide.memory", "")
        answer = Answer(time.time(), request, view, method, status[:3], memory, seconds, headers)
        self._answers.add(answer, at_once=memory != "hit")

    def _tell(self, answers):
        for (view, method, status, memory), number in Counter(answer[2:6] for answer in answers).items():
            metrics.count(view, method, status, memory, number)
        for answer in answers:
            if answer.memory != "hit":
                metrics.time(answer.view, answer.seconds)
        lines = [_line(answer) for answer in answers]
        for first in range(0, len(lines), LINES):
            self.write("".join(lines[first : first + LINES]))


def _line(answer):
    length = next((value for name, value in reversed(answer.headers) if name == "Content-Length"), "0")
    # None of these words needs escaping, and json.dumps would take as long as all the rest.
    return (
        f'{{"at": "{_clock(int(answer.at))}", "request": "{answer.request or f"{random.getrandbits(48):012x}"}", '
        f'"view": "{answer.view}", "method": "{answer.method}", "status": {answer.status}, '
        f'"ms": {answer.seconds * 1000:.2f}, "bytes": {length}, "memory": "{answer.memory}"}}\n'
    )


@lru_cache(maxsize=2)
def _clock(second):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))
