"""Requests that nobody sends by accident, made from a seed so that a finding can be seen again."""

from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from .framing import SOUND, UNSOUND

METHODS = [
    *("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND"),
    *("get", "G" * 300, "GET\t", "", "POST\x00"),
]
PLACES = [
    *("/en/", "/fr/", "/en/guide/", "/en/guide/high/one-place/", "/fr/guide/?choice=low&sent=1"),
    *("/en/guide/high/one-place/summary.pdf", "/en/support/", "/en/search/", "/en/feedback/"),
    *("/admin/", "/admin/login/", "/edition.json", "/edition/", "/review/x:y/comment/"),
    *("/health/ready", "/metrics", "/static/", "/static/js/share.js", "/check/", "/en/check/ABC/"),
    *("/en/print/", "/en/print/first-page.png", "/en/treatments/", "/sitemap.xml", "/", "*", ""),
]
PARTS = [
    *("%00", "%FF%FE", "../" * 8, "..%2f..%2fetc/passwd", "%c0%ae%c0%ae/", "\u202e", "é", "'"),
    *('"><script>', "{{7*7}}", "${jndi:ldap://x}", ";id", "%0d%0aSet-Cookie:a=b", "a" * 4000),
    *("/" * 200, "low/" * 60, "?" * 50, "%", "%zz", "\\", "#x", " ", "%E2%80%8B", ")"),
    *("?choice=" + "x" * 3000, "?choice=low&choice=high", "?region[]=ON", "?q=%27%20OR%201=1--"),
    *("?q=" + "%F0" * 50, "?paper=../../x&text=%00", "?ward=" + "9" * 400, "?next=//evil.example"),
    *("?%FF=%FF", "?" + "a=1&" * 1500, "?sent=1", "?igsh=x", "?q=%00", "?code=%00"),
]
CHARSETS = [
    *("cp037", "utf-16", "utf-32", "utf-7", "rot13", "hex", "base64", "zip", "bz2", "undefined"),
    *("idna", "punycode", "unicode_escape", "nonsense", "", "\xff", '"', "x" * 2000),
]
FORMS = ["x", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
HEADERS = [
    *(f"Content-Type: {form}; charset={charset}" for form in FORMS for charset in CHARSETS),
    *(
        "Content-Type: x; charset*=undefined''x",
        "Content-Type: multipart/form-data",
        "Content-Type;",
    ),
    *("Accept-Language: " + "xx-" * 500, "Accept-Language: %FF;q=nan", "Accept-Language: fr"),
    *("Accept-Encoding: br;q=-1, gzip;q=x, *;q=0", "Accept-Encoding: " + "x," * 500),
    *("If-None-Match: " + '"x",' * 900, "If-None-Match: W/", "If-None-Match: *", "If-Match: x"),
    *("If-Modified-Since: never", "If-Range: x", "Range: bytes=9-1,5-", "Range: bytes=0-1"),
    *("Cookie: sessionid=" + "x" * 3000, "Cookie: sessionid=x", "Cookie: django_language=fr"),
    *("Cookie: csrftoken=;;=", "Authorization: Bearer \xff", "Authorization: Basic x", "X: "),
    *("X-Forwarded-For: <script>", "X-Forwarded-Proto: gopher", "X-Forwarded-Proto: https"),
    *("X-Forwarded-Host: evil.example", "Forwarded: host=evil.example", "X-Forwarded-Port: x"),
    *("Script-Name: /evil", "X-Script-Name: /evil", "SCRIPT_NAME: /evil", "Path_Info: /fr/"),
    *("X_Forwarded_Proto: https", "Content_Type: x; charset=cp037", "Content_Length: 9"),
    *("X-Original-URL: /admin/", "X-Rewrite-URL: /admin/", "X-HTTP-Method-Override: DELETE"),
    *("Expect: nothing", "Expect: 100-continue", "Te: trailers", "Trailer: Content-Length"),
    *("Content-Encoding: br", "Upgrade: h2c", "Upgrade: websocket", "Connection: close, x"),
    *("Connection: keep-alive, content-length", "Keep-Alive: x", "Proxy-Connection: x"),
    *("Host2: y", "Referer: javascript:alert(1)", "Origin: null", "Origin: https://evil.example"),
    *("User-Agent: " + "x" * 6000, "Max-Forwards: -1", "Via: x", "Purpose: prefetch"),
]
# After these a server may take the rest of the connection for something else, or close it.
BROKEN = [
    *(" folded: x", "\tfolded: x", "No-Colon", ": no name", "Spaced : x", "Na me: x", "X: a\x00b"),
    *("X: a\rb", "Bad\xff: x", "X: " + "y" * 70_000, *["X: y\r\n" * 300]),
    *(
        "Host: guide.test\r\nHost: evil.example",
        "Host: evil.example",
        "Transfer-Encoding: nonsense",
    ),
    *("Connection: close", "Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk"),
]
HOSTS = [
    *("forged.example", "", "a" * 300, "guide.test:0", "guide.test@evil.example", "[::1]", "\xff"),
    *("GUIDE.test", "guide.test.", "guide.test:99999", "guide.test, evil.example", "guide.test/x"),
]
VERSIONS = [
    "HTTP/1.0",
    "HTTP/0.9",
    "HTTP/2.0",
    "HTTP/3.0",
    "HTTP/1.2",
    "HTTP/1",
    "http/1.1",
    "X",
    "",
]


@dataclass(frozen=True)
class Hostile:
    """A request as bytes. Of a sound one every server has to know where it ends."""

    sent: bytes
    method: str
    is_sound: bool


def make(random: Random, host: str) -> Hostile:
    """The next request of this seed."""
    method = random.choice(METHODS) if random.random() < 0.4 else "GET"
    version = random.choice(VERSIONS) if random.random() < 0.05 else "HTTP/1.1"
    named = random.choice(HOSTS) if random.random() < 0.15 else host
    lines = [f"{method} {_target(random)} {version}", f"Host: {named}"]
    lines += random.choices(HEADERS, k=random.choice((0, 0, 1, 1, 2, 4)))
    is_broken = random.random() < 0.1
    if is_broken:
        lines.insert(random.randint(1, len(lines)), random.choice(BROKEN))
    is_unsound = random.random() < 0.2
    framing, body = random.choice(UNSOUND if is_unsound else SOUND)
    end = "\n" if random.random() < 0.03 else "\r\n"
    head = end.join([*lines, *framing, "", ""])
    plain = method.isalpha() and version == "HTTP/1.1" and named == host and end == "\r\n"
    return Hostile(
        head.encode("latin-1", "replace") + body, method, plain and not (is_unsound or is_broken)
    )


def _target(random):
    target = random.choice(PLACES) + "".join(random.choices(PARTS, k=random.choice((0, 1, 1, 2))))
    # Most of them well formed enough to reach the program behind the server.
    if random.random() < 0.8:
        target = quote(target, safe="/?&=%;:,.-_~!*'()+$@")
    else:
        target = target.replace(" ", "%20")
    if not target.startswith("/") and random.random() < 0.9:
        target = f"/{target}"
    if random.random() < 0.05:
        target = (
            random.choice(("http://guide.test", "http://evil.example", "//evil.example")) + target
        )
    return target
