"""Requests that nobody sends by accident, made from a seed so that a finding can be seen again."""

import random
from urllib.parse import quote

METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND", "get", "G" * 300]
PLACES = [
    *("/en/", "/fr/", "/en/guide/", "/en/guide/high/one-place/", "/en/guide/high/one-place/summary.pdf"),
    *("/en/support/", "/en/search/", "/en/feedback/", "/admin/", "/admin/login/", "/edition.json", "/edition/"),
    *("/health/ready", "/metrics", "/static/", "/check/", "/en/print/", "/en/treatments/", "/", "*", ""),
]
PARTS = [
    *("%00", "%FF%FE", "../" * 8, "..%2f..%2fetc/passwd", "%c0%ae%c0%ae/", "\u202e", "é", "'", '"><script>', "{{7*7}}"),
    *(
        "${jndi:ldap://x}",
        ";id",
        "%0d%0aSet-Cookie:a=b",
        "a" * 4000,
        "/" * 200,
        "low/" * 60,
        "?" * 50,
        "%",
        "%zz",
        "\\",
    ),
    *("?choice=" + "x" * 3000, "?choice=low&choice=high", "?region[]=ON", "?q=%27%20OR%201=1--", "?q=" + "%F0" * 50),
    *("?paper=../../x&text=%00", "?ward=" + "9" * 400, "?next=//evil.example", "?%FF=%FF", "?" + "a=1&" * 1500),
]
HEADERS = [
    *("Accept-Language: " + "xx-" * 500, "Accept-Language: %FF;q=nan", "Accept-Encoding: br;q=-1, gzip;q=x, *;q=0"),
    *("If-None-Match: " + '"x",' * 900, "If-None-Match: W/", "If-Modified-Since: never", "Range: bytes=9-1,5-"),
    *("Cookie: sessionid=" + "x" * 3000, "Cookie: sessionid=\x01; csrftoken=;;=", "Authorization: Bearer \x7f", "X: "),
    *("X-Forwarded-For: <script>", "X-Forwarded-Proto: gopher", "Content-Type: multipart/form-data", "Expect: nothing"),
    *(
        "Content-Type: application/x-www-form-urlencoded; charset=nonsense",
        "Transfer-Encoding: nonsense",
        "Te: trailers",
    ),
    *("Content-Encoding: br", "Upgrade: h2c", "Connection: close, x", "Host2: y", "Referer: javascript:alert(1)"),
]
BODIES = [
    b"",
    b"a=1",
    b"\xff" * 500,
    b"sentence=" + b"x" * 9000,
    b"--x\r\nContent-Disposition: form-data\r\n\r\n",
    b"{" * 999,
]
HOSTS = ["forged.example", "", "a" * 300, "guide.test:0", "guide.test@evil.example", "[::1]", "\xff"]


def make(random, host):
    """One request as bytes."""
    target = random.choice(PLACES) + "".join(random.choices(PARTS, k=random.choice((0, 1, 1, 2))))
    # Most of them well formed enough to reach the program behind the server.
    target = quote(target, safe="/?&=%;:,.-_~!*'()+$@") if random.random() < 0.8 else target.replace(" ", "%20")
    target = target if target.startswith("/") or random.random() < 0.1 else f"/{target}"
    named = host if random.random() < 0.85 else random.choice(HOSTS)
    lines = [f"{random.choice(METHODS if random.random() < 0.4 else ['GET'])} {target} HTTP/1.1", f"Host: {named}"]
    lines += random.choices(HEADERS, k=random.choice((0, 0, 1, 2)))
    body = random.choice(BODIES) if random.random() < 0.3 else b""
    length = len(body) if random.random() < 0.9 else random.choice((-1, "x", len(body) // 2))
    lines += [f"Content-Length: {length}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + body


def send_hostile(connect, host, count, seed=20261124):
    """Send so many, each on its own connect(); returns {status: how often}, 0 for one closed without an answer."""
    random_ = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    seen = {}
    for _ in range(count):
        status = _send(connect, make(random_, host))
        seen[status] = seen.get(status, 0) + 1
    return seen


def _send(connect, request):
    with connect() as connection:
        try:
            connection.sendall(request)
            answer = connection.recv(64)
            while connection.recv(65536):
                pass
        except OSError:
            return 0
    return int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0
