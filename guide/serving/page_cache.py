"""The page cache: answers from memory before Django is asked, and keeps what Django says is public.

A public page is a pure function of edition and address; see rule 5 of the architecture. Views say
so themselves, by `Cache-Control: public`. The edition is part of the key, so nothing is ever
invalidated.

Only an address without a query is kept, and never that of a sheet's code: of the others there are
as many as the edition has pages. So nothing that anybody makes up can push out what families read.
"""

import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from cachetools import LRUCache
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from guide.edition import current

from .query import without_tracking
from .response import CachedResponse, Headers

SAFE = ("GET", "HEAD")
# Public, but beyond number: every printed sheet has a code of its own, and editions are large.
BEYOND_NUMBER = ("guide:check", "guide:as_printed", "machine:edition", "machine:past_edition")

# Number and digest of the edition, whether over TLS, path.
Key = tuple[int, str, bool, str]


class PageCache:
    """A WSGI application around Django's. limit: bytes of finished pages that this worker keeps."""

    def __init__(self, application: WSGIApplication, limit: int):
        self.application = application
        self.pages: LRUCache[Key, CachedResponse] = LRUCache(
            limit, getsizeof=lambda page: page.size
        )
        self._lock = threading.Lock()
        self._passed_by = (settings.STATIC_URL, "/admin/", "/health/", "/metrics")
        self._session = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self.application(environ, start_response)
        with self._lock:
            page = self.pages.get(key)
        if page is not None:
            environ["guide.memory"] = "hit"
            environ["guide.view"] = page.view
        else:
            environ["guide.memory"] = "miss"
            status, headers, body = self._ask(environ)
            view = environ.get("guide.view", "")
            if _is_kept(status, headers, view):
                page = CachedResponse(headers, body, view)
                self._keep(key, page)
        if page is not None:
            accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
            known = environ.get("HTTP_IF_NONE_MATCH", "")
            status, headers, body = page.answer(accepted, known)
        start_response(status, headers)
        return [body] if environ["REQUEST_METHOD"] == "GET" else [b""]

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        """(edition, whether over TLS, path) of a request whose page may be kept; None for any
        other.
        """
        path = environ["PATH_INFO"]
        edition = current.cached_edition()
        if (
            edition is None
            or environ["REQUEST_METHOD"] not in SAFE
            or path.startswith(self._passed_by)
        ):
            return None
        if environ.get("QUERY_STRING"):
            environ["QUERY_STRING"] = without_tracking(environ["QUERY_STRING"])
        # A folder that a header names changes every link, and whoever is signed in may see more.
        if (
            environ.get("QUERY_STRING")
            or environ.get("SCRIPT_NAME")
            or self._session in environ.get("HTTP_COOKIE", "")
        ):
            return None
        if not _is_our_host(environ.get("HTTP_HOST", ""), tuple(settings.ALLOWED_HOSTS)):
            return None
        # The digest alone would not do: going back to an old edition gives its content a new
        # number.
        return edition.number, edition.digest, _is_secure(environ), path

    def _ask(self, environ: WSGIEnvironment) -> tuple[str, Headers, bytes]:
        """Django's answer to a GET of this address, whole: (status, headers, body)."""
        told: list[tuple[str, Headers]] = []

        def hold(
            status: str, headers: Headers, exc_info: object = None
        ) -> Callable[[bytes], object]:
            told[:] = [(status, headers)]
            return lambda data: None

        method = environ["REQUEST_METHOD"]
        environ["REQUEST_METHOD"] = "GET"
        response = self.application(environ, hold)
        environ["REQUEST_METHOD"] = method
        try:
            body = b"".join(response)
        finally:
            if hasattr(response, "close"):
                response.close()
        status, headers = told[0]
        return status, headers, body

    def _keep(self, key: Key, page: CachedResponse) -> None:
        """Unless it is so large that it would push out many others."""
        if page.size <= self.pages.maxsize // 4:
            with self._lock:
                self.pages[key] = page


@lru_cache(maxsize=256)
def _is_our_host(host: str, allowed: tuple[str, ...]) -> bool:
    """Pages name the site's own address whatever the host; a foreign one is refused by Django
    itself.
    """
    name, _port = split_domain_port(host)
    return bool(name) and bool(validate_host(name, allowed))


def _is_secure(environ: WSGIEnvironment) -> bool:
    """As Django sees it, which leads a reader without TLS to the address with it."""
    told = environ.get("HTTP_X_FORWARDED_PROTO") if settings.PROXIES else None
    if told is None:
        told = environ["wsgi.url_scheme"]
    return str(told).split(",", 1)[0].strip() == "https"


def _is_kept(status: str, headers: Headers, view: str) -> bool:
    if not status.startswith("200") or view in BEYOND_NUMBER:
        return False
    told = {name.lower(): value for name, value in headers}
    varies = told.get("vary", "Accept-Encoding").lower() == "accept-encoding"
    return "public" in told.get("cache-control", "") and varies and "set-cookie" not in told
