"""The front door: answers from page memory before Django is asked, and remembers what Django says is public.

A public page is a pure function of (edition, origin, address); see rule 5 of the architecture. Views say
so themselves, by `Cache-Control: public`. A new edition is a new key, so nothing is ever invalidated.
"""

import io
import time
from urllib.parse import urlsplit

from django.conf import settings

from guide.edition import current

from .query import normalised
from .response import Page
from .store import Memory

SAFE = ("GET", "HEAD")
# At most this long may making all pages of a new edition ready keep the edition from its readers, and squeezing
# pages the next look for one. With EDITION_POLL_SECONDS and what a busy machine adds they must stay below 5 s.
READY_SECONDS, SQUEEZE_SECONDS = 1.0, 0.25
ORIGINS = 4
# No address of ours is longer; what is remembered is counted by its pages, so its addresses must be short.
LONGEST = 1000
BEYOND_NUMBER = ("guide:check", "guide:as_printed")
BLANK = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "QUERY_STRING": ""}
OF_ORIGIN = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "wsgi.url_scheme",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "SCRIPT_NAME",
)


class Front:
    """A WSGI application around Django's."""

    def __init__(self, application, limit, addresses=lambda live: (), site=""):
        """addresses(live) → every path worth having ready before the first reader asks for it, even at this site."""
        self.application, self.memory, self._addresses = application, Memory(limit), addresses
        self._origins, self._ready, self._proxies = {}, set(), settings.PROXIES
        self._passed_by = (settings.STATIC_URL, "/admin/", "/health/", "/metrics")
        self._session = f"{settings.SESSION_COOKIE_NAME}="
        if site and self._proxies:
            self._expect(urlsplit(site))

    def __call__(self, environ, start_response):
        key = self._key(environ)
        if key is None:
            return self.application(environ, start_response)
        page = self.memory.get(key)
        environ["guide.memory"] = "hit" if page else "miss"
        if page is None:
            response, status, headers = self._ask(environ)
            if not _is_public(status, headers):
                start_response(status, headers)
                return response
            page = self._remember(key, environ, response, status, headers)
        environ["guide.view"] = page.view
        accepted, held = environ.get("HTTP_ACCEPT_ENCODING", ""), environ.get("HTTP_IF_NONE_MATCH", "")
        status, headers, body = page.answer(accepted, held)
        # Servers add to the list of headers that they are given.
        start_response(status, headers.copy())
        return [body if environ["REQUEST_METHOD"] == "GET" else b""]

    def _expect(self, site):
        """Nobody has asked yet, but behind a proxy it is known how they will."""
        told = {"HTTP_HOST": site.netloc, "HTTP_X_FORWARDED_PROTO": site.scheme}
        server = {"SERVER_NAME": site.hostname, "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1"}
        self._origins[site.scheme, site.netloc, ""] = BLANK | server | {"wsgi.url_scheme": "http"} | told

    def make_ready(self, live):
        """Make the pages of this edition, for every origin seen, in the little time there is.

        Once it is live, there is time to squeeze them as well.
        """
        end = time.monotonic() + READY_SECONDS
        edition = self._edition()
        read_now = _name(current.known(ahead=False))
        self.memory.keep_editions({edition, read_now})
        self._ready = {pair for pair in self._ready if pair[0] == edition}
        for origin, seen in list(self._origins.items()):
            if (edition, origin) not in self._ready and self._make_all(live, origin, seen, end):
                self._ready.add((edition, origin))
        if edition == read_now:
            self._squeeze(time.monotonic() + SQUEEZE_SECONDS)

    def _squeeze(self, end):
        for page in self.memory.pages():
            if time.monotonic() > end:
                return
            if not page.improved:
                page.improve()

    def _make_all(self, live, origin, seen, end):
        for path in self._addresses(live):
            key = (self._edition(), origin, path, "")
            if self.memory.get(key) is None:
                environ = seen | {"PATH_INFO": path, "wsgi.input": io.BytesIO()}
                response, status, headers = self._ask(environ)
                if _is_public(status, headers):
                    self._remember(key, environ, response, status, headers)
                else:
                    response.close()
            if time.monotonic() > end:
                return False
        return True

    def _key(self, environ):
        """What this request's page is remembered under; None where it is not to be remembered."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in SAFE or path.startswith(self._passed_by):
            return None
        if self._session in environ.get("HTTP_COOKIE", ""):
            return None
        edition = self._edition()
        if edition is None:
            return None
        query = environ.get("QUERY_STRING")
        if query:
            query = environ["QUERY_STRING"] = normalised(query)
        return edition, self._origin(environ), path, query or ""

    def _origin(self, environ):
        # Some servers let a header say below which folder they are; the links of a page follow it.
        told = environ.get("HTTP_X_FORWARDED_PROTO") if self._proxies else None
        return told or environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), environ.get("SCRIPT_NAME", "")

    def _edition(self):
        return _name(current.known())

    def _ask(self, environ):
        """Django's answer to a GET of this address: (response, status, headers)."""
        held = []

        def hold(status, headers, exc_info=None):
            held[:] = status, headers

        method = environ["REQUEST_METHOD"]
        environ["REQUEST_METHOD"] = "GET"
        response = self.application(environ, hold)
        environ["REQUEST_METHOD"] = method
        if method == "HEAD" and not _is_public(*held):
            response.close()
            response = []
        return response, *held

    def _remember(self, key, environ, response, status, headers):
        view = environ.get("guide.view", "")
        page = Page(headers, b"".join(response), view, status)
        response.close()
        if key[1] not in self._origins and len(self._origins) < ORIGINS:
            same = {name: environ[name] for name in OF_ORIGIN if name in environ}
            self._origins[key[1]] = BLANK | same
        if key[0] == self._edition() and sum(map(len, (*key[1], *key[2:]))) <= LONGEST:
            # Whoever asks may name any port, any name that a wildcard allows, and any detour to the way on.
            made_up = view in BEYOND_NUMBER or key[1] not in self._origins or not status.startswith("200")
            self.memory.put(key, page, beyond_number=made_up)
        return page


def _name(live):
    # The digest alone would not do: going back to an old edition gives its content a new number.
    return live and (live.number, live.digest)


def _is_public(status, headers):
    if not status.startswith(("200", "302")):
        return False
    told = {name.lower(): value for name, value in headers}
    varies = told.get("vary", "Accept-Encoding").lower() == "accept-encoding"
    return "public" in told.get("cache-control", "") and varies and "set-cookie" not in told
