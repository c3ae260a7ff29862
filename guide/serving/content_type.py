"""What a client says of how its letters are written is not passed on: here everything is UTF-8.

Django reads the query of an address by the charset that Content-Type names, of a GET as well. The
page cache does not look at that header, and no cache between does: one reader's charset would
choose what all the others are shown.
"""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

WITHOUT_BODY = ("GET", "HEAD")
KIND = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
# The letters and the length that RFC 2046 allows.
BOUNDARY = re.compile(
    r"""boundary="?([\w'()+,./:=? -]{0,69}[\w'()+,./:=?-])"?""", re.ASCII | re.IGNORECASE
)


def in_utf8(application: WSGIApplication) -> WSGIApplication:
    """A WSGI application around others.

    They learn of Content-Type what they need to take a form apart.
    """

    def around(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        told = environ.pop("CONTENT_TYPE", "")
        if environ["REQUEST_METHOD"] not in WITHOUT_BODY:
            environ["CONTENT_TYPE"] = without_charset(told)
        return application(environ, start_response)

    return around


def without_charset(content_type: str) -> str:
    """The kind, and of its parameters the boundary alone: `multipart/form-data; boundary="x"`."""
    kind = KIND.match(content_type)
    boundary = BOUNDARY.search(content_type)
    if kind and boundary:
        return f'{kind[0]}; boundary="{boundary[1]}"'
    return kind[0] if kind else ""
