"""A kept page: its headers, and its bytes in each encoding, compressed once."""

import gzip
import hashlib
from functools import lru_cache

import brotli

# Whoever reads a page first waits for it. The longest pages alone are worth some hundredths of a
# second, the few that are longer still a tenth: a fifteenth less to fetch keeps them within 20 kB.
BROTLI_QUALITY = 6
QUALITY_OF_LONG = ((85_000, 11), (78_000, 10))  # over so many bytes, the longest first
GZIP_LEVEL = 6
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/fhir+json",
    "application/manifest+json",
)
MADE_HERE = {"content-length", "content-encoding", "etag", "vary"}
IN_NOT_MODIFIED = {"cache-control", "vary", "etag", "content-location", "date", "expires"}
# What is looked at of a header that a client may write as long as it likes.
LONGEST_ACCEPT, LONGEST_TAGS = 500, 1000

Headers = list[tuple[str, str]]


class CachedResponse:
    """The 200 of a public page. `size`: about how many bytes it takes in memory."""

    def __init__(self, headers: Headers, body: bytes, view: str):
        self.view = view
        self._headers = [pair for pair in headers if pair[0].lower() not in MADE_HERE]
        self._digest = hashlib.sha256(body).hexdigest()[:16]
        self._bodies = {"identity": body}
        if _is_compressible(headers):
            self._headers.append(("Vary", "Accept-Encoding"))
            self._bodies["br"] = brotli.compress(body, brotli.MODE_TEXT, _quality_for(body))
            self._bodies["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
        self.size = sum(map(len, self._bodies.values())) + 4096

    def answer(self, accept_encoding: str, if_none_match: str) -> tuple[str, Headers, bytes]:
        """(status, headers, body) for what this reader's program accepts and already has."""
        for encoding in preferences(accept_encoding[:LONGEST_ACCEPT]):
            if encoding in self._bodies:
                break
        body = self._bodies[encoding]
        etag = f'"{self._digest}-{encoding}"'
        headers = [*self._headers, ("ETag", etag)]
        if if_none_match and _matches(etag, if_none_match):
            short = [pair for pair in headers if pair[0].lower() in IN_NOT_MODIFIED]
            return "304 Not Modified", short, b""
        headers.append(("Content-Length", str(len(body))))
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        return "200 OK", headers, body


def _quality_for(body: bytes) -> int:
    for length, quality in QUALITY_OF_LONG:
        if len(body) > length:
            return quality
    return BROTLI_QUALITY


def _is_compressible(headers: Headers) -> bool:
    return any(
        name.lower() == "content-type" and value.startswith(COMPRESSIBLE) for name, value in headers
    )


def _matches(etag: str, if_none_match: str) -> bool:
    # A cache between may have weakened the tag; for a GET the weak comparison is the right one.
    tags = []
    for tag in if_none_match[:LONGEST_TAGS].split(","):
        tags.append(tag.strip().removeprefix("W/"))
    return etag in tags or "*" in tags


@lru_cache(maxsize=256)
def preferences(accept_encoding: str) -> tuple[str, ...]:
    """The encodings that this reader's program accepts, the smallest first; `identity` is always
    the last.
    """
    accepted: set[str] = set()
    refused: set[str] = set()
    for part in accept_encoding.lower().split(","):
        name, _, weight = part.partition(";")
        is_zero = weight.replace(" ", "").rstrip("0").rstrip(".") in ("q=", "q=0")
        found = refused if is_zero else accepted
        found.add(name.strip())
    if "*" in accepted:
        accepted |= {"br", "gzip"}
    wanted = [name for name in ("br", "gzip") if name in accepted - refused]
    return (*wanted, "identity")
