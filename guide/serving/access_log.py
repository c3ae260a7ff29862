"""One line of JSON for each request, and its metrics.

No address, no query, no answer: the view's name is enough.
"""

import json
import logging
import random
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from . import metrics
from .response import Headers

log = logging.getLogger(__name__)
NOTHING = [("Content-Type", "text/plain"), ("Content-Length", "0")]


class AccessLog:
    """A WSGI application around all others.

    write(line, may_wait) is where the log goes: what the page cache had may wait for company.
    """

    def __init__(self, application: WSGIApplication, write: Callable[[str, bool], object]):
        self.application = application
        self.write = write

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started = time.perf_counter()
        told: list[tuple[str, Headers]] = []

        def listen(
            status: str, headers: Headers, exc_info: Any = None
        ) -> Callable[[bytes], object]:
            told.append((status, headers))
            if exc_info:
                return start_response(status, headers, exc_info)
            return start_response(status, headers)

        try:
            return self.application(environ, listen)
        except Exception as failure:
            # Not left to the server, whose log would name the address.
            log.error("Nothing could answer", exc_info=failure)
            listen("500 Internal Server Error", NOTHING)
            return [b""]
        finally:
            status, headers = told[-1] if told else ("500", [])
            self._tell(environ, status[:3], headers, time.perf_counter() - started)

    def _tell(
        self, environ: WSGIEnvironment, status: str, headers: Headers, seconds: float
    ) -> None:
        view = environ.get("guide.view", "")
        method = metrics.known(environ["REQUEST_METHOD"])
        memory = environ.get("guide.memory", "")
        metrics.count(view, method, status, memory)
        if memory != "hit":
            metrics.time(view, seconds)
        line = {
            "at": _moment(int(time.time())),
            "request": environ.get("guide.request") or f"{random.getrandbits(48):012x}",
            "view": view,
            "method": method,
            "status": int(status),
            "ms": round(seconds * 1000, 2),
            "bytes": _length(headers),
            "memory": memory,
        }
        self.write(json.dumps(line) + "\n", memory == "hit")


@lru_cache(maxsize=2)
def _moment(second: int) -> str:
    """Second since 1970 → 2026-11-27T07:00:00Z"""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))


def _length(headers: Headers) -> int:
    for name, value in headers:
        if name == "Content-Length":
            return int(value)
    return 0
