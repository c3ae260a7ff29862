"""One line of JSON for each request, and its figures. No address, no query, no answer: the view's name is enough."""

import logging
import random
import sys
import time
from functools import lru_cache

from . import figures
from .batch import Batch

log = logging.getLogger(__name__)


class Record:
    """A WSGI application around all others. write(lines) is where the log goes.

    What page memory answers is told within half a second, everything else at once.
    """

    def __init__(self, application, write=sys.stdout.write):
        self.application, self._lines = application, Batch(write)

    def __call__(self, environ, start_response):
        started = time.perf_counter()
        environ["guide.request"] = f"{random.getrandbits(48):012x}"
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
        view, code, memory = environ.get("guide.view", ""), int(status[:3]), environ.get("guide.memory", "")
        figures.count(view, environ["REQUEST_METHOD"], code, memory, seconds)
        length = next((value for name, value in reversed(headers) if name == "Content-Length"), "0")
        # None of these words needs escaping, and json.dumps would take as long as all the rest.
        self._lines.add(
            f'{{"at": "{_now(int(time.time()))}", "request": "{environ["guide.request"]}", "view": "{view}", '
            f'"method": "{figures.known(environ["REQUEST_METHOD"])}", "status": {code}, '
            f'"ms": {seconds * 1000:.2f}, "bytes": {length}, "memory": "{memory}"}}\n',
            at_once=memory != "hit",
        )


@lru_cache(maxsize=2)
def _now(second):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))
