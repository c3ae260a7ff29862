"""A remembered page: its bytes in each encoding, compressed once, with headers ready to be sent."""

import gzip
import hashlib
from functools import lru_cache

import brotli

# A page that every family reads is worth a tenth of a second once, after it has been made: it then fits into the first
# packets of a connection. Nobody waits for that, and for one of many searches it is not worth its time.
BROTLI_BEST, BROTLI_QUICK, GZIP_LEVEL = 11, 5, 6
COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/atom+xml", "application/manifest+json")
MADE_HERE = {"content-length", "content-encoding", "etag", "vary"}


class Page:
    """A response of a public page.

    What can be compressed is kept compressed alone; the few programs that read neither form get it unpacked.
    """

    __slots__ = ("_forms", "improved", "size", "status", "view")

    def __init__(self, headers, body, view, status="200 OK"):
        self.view, self.status = view, status
        headers = [(name, value) for name, value in headers if name.lower() not in MADE_HERE]
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        bodies = {"identity": body}
        if body and kind.startswith(COMPRESSIBLE):
            bodies["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
            bodies["br"] = brotli.compress(body, brotli.MODE_TEXT, BROTLI_QUICK)
            headers.append(("Vary", "Accept-Encoding"))
        digest = hashlib.sha256(body).hexdigest()[:16]
        self._forms = {name: _form(headers, body, f'"{digest}-{name}"', name) for name, body in bodies.items()}
        if len(bodies) > 1:
            self._forms["identity"] = (*self._forms["identity"][:3], None)
            del bodies["identity"]
        self.improved = "br" not in bodies
        self.size = sum(map(len, bodies.values())) + 4096

    def improve(self):
        """Squeeze it as small as can be, when nobody waits for it. Other bytes are another ETag."""
        best = brotli.compress(gzip.decompress(self._forms["gzip"][3]), brotli.MODE_TEXT, BROTLI_BEST)
        etag, found, _not_modified, _body = self._forms["br"]
        headers = [(name, value) for name, value in found if name.lower() not in MADE_HERE]
        self._forms["br"] = _form([*headers, ("Vary", "Accept-Encoding")], best, f'{etag[:-1]}!"', "br")
        self.improved = True

    def answer(self, accept_encoding, if_none_match):
        """(status, headers, body) for what this reader's program accepts and already has."""
        for name in preferences(accept_encoding[:500]):
            form = self._forms.get(name)
            if form:
                etag, found, not_modified, body = form
                if if_none_match and self.status == "200 OK" and _matches(etag, if_none_match):
                    return "304 Not Modified", not_modified, b""
                return self.status, found, _unpacked(self._forms["gzip"][3]) if body is None else body
        return self.answer("", if_none_match)


@lru_cache(maxsize=8)
def _unpacked(packed):
    return gzip.decompress(packed)


def _form(headers, body, etag, encoding):
    found = [*headers, ("ETag", etag), ("Content-Length", str(len(body)))]
    if encoding != "identity":
        found.append(("Content-Encoding", encoding))
    kept = {"cache-control", "vary", "etag", "content-location", "date", "expires"}
    return etag, found, [(name, value) for name, value in found if name.lower() in kept], body


def _matches(etag, if_none_match):
    # A cache between may have weakened the tag; for a GET the weak comparison is the right one.
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match[:1000].split(",")]
    return etag in tags or "*" in tags


@lru_cache(maxsize=256)
def preferences(accept_encoding):
    """The encodings that this reader's program accepts, the smallest first."""
    refused, accepted = set(), set()
    for part in accept_encoding.lower().split(","):
        name, _, weight = part.partition(";")
        zero = weight.replace(" ", "").rstrip("0").rstrip(".") in ("q=", "q=0")
        (refused if zero else accepted).add(name.strip())
    every = "*" in accepted
    names = [name for name in ("br", "gzip") if (name in accepted or every) and name not in refused]
    return (*names, "identity")
