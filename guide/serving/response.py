"""A kept page: its bytes in each encoding, compressed once, with headers ready to be sent."""

import gzip
import hashlib
from functools import lru_cache
from typing import NamedTuple

import brotli

# Whoever reads a page first waits for it. A long page is worth some hundredths of a second: all who
# come after have a fifteenth less to fetch, over a network that may be slow.
BROTLI_QUALITY, QUALITY_OF_LONG, LONG = 6, 10, 70_000
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


class Encoded(NamedTuple):
    """One encoding of a page: its tag, the headers of a 200 and of a 304, and its bytes."""

    etag: str
    headers: Headers
    not_modified: Headers
    body: bytes


class CachedResponse:
    """The 200 of a public page. `size`: about how many bytes it takes in memory."""

    __slots__ = ("_encoded", "size", "view")

    def __init__(self, headers: Headers, body: bytes, view: str):
        self.view = view
        kept = [(name, value) for name, value in headers if name.lower() not in MADE_HERE]
        digest = hashlib.sha256(body).hexdigest()[:16]
        bodies = {"identity": body}
        if _is_compressible(headers):
            kept.append(("Vary", "Accept-Encoding"))
            bodies["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
            quality = QUALITY_OF_LONG if len(body) > LONG else BROTLI_QUALITY
            bodies["br"] = brotli.compress(body, brotli.MODE_TEXT, quality)
        self._encoded = {
            name: _encoded(kept, encoded, digest, name) for name, encoded in bodies.items()
        }
        self.size = sum(map(len, bodies.values())) + 4096

    def answer(self, accept_encoding: str, if_none_match: str) -> tuple[str, Headers, bytes]:
        """(status, headers, body) for what this reader's program accepts and already has."""
        for name in preferences(accept_encoding[:LONGEST_ACCEPT]):
            if name in self._encoded:
                break
        found = self._encoded[name]
        if if_none_match and _matches(found.etag, if_none_match):
            return "304 Not Modified", found.not_modified, b""
        return "200 OK", found.headers, found.body


def _is_compressible(headers: Headers) -> bool:
    return any(
        name.lower() == "content-type" and value.startswith(COMPRESSIBLE) for name, value in headers
    )


def _encoded(headers: Headers, body: bytes, digest: str, encoding: str) -> Encoded:
    etag = f'"{digest}-{encoding}"'
    found = [*headers, ("ETag", etag), ("Content-Length", str(len(body)))]
    if encoding != "identity":
        found.append(("Content-Encoding", encoding))
    not_modified = [(name, value) for name, value in found if name.lower() in IN_NOT_MODIFIED]
    return Encoded(etag, found, not_modified, body)


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
        (refused if is_zero else accepted).add(name.strip())
    if "*" in accepted:
        accepted |= {"br", "gzip"}
    return (*(name for name in ("br", "gzip") if name in accepted - refused), "identity")
