"""An answer as large as a result, with as many headers, and not a line of ours: what the server
itself costs.
"""

WORDS = b"x" * 13_500
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(WORDS))),
    *((f"X-Header-{number}", "default-src 'none'; img-src 'self'") for number in range(12)),
]


def application(environ, start_response):
    start_response("200 OK", HEADERS.copy())
    return [WORDS]
