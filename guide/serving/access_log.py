"""A line of the log for each request that reached Django, and the metrics of all requests.

No address, no query, no answer: the view's name is enough. A page from memory is counted alone:
nothing can be learned from a line of it that its count does not say.
"""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from . import metrics
from .response import Headers

log = logging.getLogger(__name__)
NOTHING = [("Content-Type", "text/plain"), ("Content-Length", "0")]


class AccessLog:
    """A WSGI application around all others."""

    def __init__(self, application: WSGIApplication):
        self.application = application

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
            _tell(environ, status[:3], headers, time.perf_counter() - started)


def _tell(environ: WSGIEnvironment, status: str, headers: Headers, seconds: float) -> None:
    view = environ.get("guide.view", "")
    method = metrics.known(environ["REQUEST_METHOD"])
    memory = environ.get("guide.memory", "")
    metrics.count(view, method, status, memory)
    if memory == "hit":
        return
    metrics.time(view, seconds)
    answer = {
        "request": environ.get("guide.request", ""),
        "view": view,
        "method": method,
        "status": int(status),
        "ms": round(seconds * 1000, 2),
        "bytes": _length(headers),
    }
    log.info("", extra={"answer": answer})


def _length(headers: Headers) -> int:
    for name, value in headers:
        if name == "Content-Length":
            return int(value)
    return 0
