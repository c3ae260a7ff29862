"""How long a request is: as HTTP asks for, or so that two servers may take it for different
lengths.

Hidden in many bodies is a second request. Whoever answers it has lost count of where the first
ended.
"""

HIDDEN_PLACE = "/fr/guide/low/"
HIDDEN = b"GET /fr/guide/?choice=low&sent=1 HTTP/1.1\r\nHost: guide.test\r\n\r\n"
BODIES = [
    *(b"", b"a=1", HIDDEN, b"\r\n\r\n" + HIDDEN, b"\xff" * 500, b"sentence=" + b"x" * 9000),
    *(b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"{" * 999, b"a=1&" * 3000),
    b"--x\r\nContent-Disposition: form-data; name*=undefined''x\r\n\r\nx\r\n--x--\r\n",
    (
        b"--x\r\nContent-Disposition: form-data; name=page\r\nContent-Type: x; "
        b"charset=rot13\r\n\r\nx\r\n--x--"
    ),
]


def _chunked(body, size=4096):
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


CHUNKED = "Transfer-Encoding: chunked"
SOUND = [
    *[((), b"")] * 20,
    *(((f"Content-Length: {len(body)}",), body) for body in BODIES),
    *(((CHUNKED,), _chunked(body)) for body in BODIES),
    *(((CHUNKED,), _chunked(body, 7)) for body in BODIES[:4]),
]
UNSOUND = [
    # Longer or shorter than told.
    *(((f"Content-Length: {length}",), HIDDEN) for length in (0, 5, 9999, 10**12, 10**30)),
    *(
        ((f"Content-Length: {length}",), HIDDEN)
        for length in ("-1", "x", "+5", "5, 5", "5, 6", "0x5")
    ),
    *(
        ((f"Content-Length: {length}",), HIDDEN)
        for length in ("", "5 5", "\x0b5", "5\x00", "1_0", "٥")
    ),
    (("Content-Length: 5", "Content-Length: 5"), b"a=123" + HIDDEN),
    (("Content-Length: 5", "Content-Length: 0"), b"a=123" + HIDDEN),
    (("Content-Length : 5",), b"a=123" + HIDDEN),
    # Told in both ways, or in a way that only some take for chunked.
    (("Content-Length: 5", CHUNKED), b"0\r\n\r\n" + HIDDEN),
    ((CHUNKED, "Content-Length: 5"), b"0\r\n\r\n" + HIDDEN),
    ((CHUNKED, CHUNKED), b"0\r\n\r\n" + HIDDEN),
    (("Transfer-Encoding: chunked, identity",), b"0\r\n\r\n" + HIDDEN),
    (("Transfer-Encoding: xchunked", "Content-Length: 5"), b"0\r\n\r\n" + HIDDEN),
    (("Transfer-Encoding : chunked", "Content-Length: 5"), b"0\r\n\r\n" + HIDDEN),
    (("Transfer-Encoding:\tchunked", "Content-Length: 5"), b"0\r\n\r\n" + HIDDEN),
    (("Transfer-Encoding:\x0bchunked", "Content-Length: 5"), b"0\r\n\r\n" + HIDDEN),
    (("Transfer-Encoding: x", CHUNKED), b"0\r\n\r\n" + HIDDEN),
    (("Transfer_Encoding: chunked", "Content-Length: 5"), b"0\r\n\r\n" + HIDDEN),
    (("X: y\nTransfer-Encoding: chunked", "Content-Length: 5"), b"0\r\n\r\n" + HIDDEN),
    # Chunks that end nowhere.
    *(
        ((CHUNKED,), size + b"\r\na\r\n0\r\n\r\n" + HIDDEN)
        for size in (b"-1", b"x", b"0x1", b"+1", b"")
    ),
    *(
        ((CHUNKED,), size + b"\r\na\r\n0\r\n\r\n" + HIDDEN)
        for size in (b"1_0", b"f" * 17, b"1" * 500)
    ),
    ((CHUNKED,), b"1;" + b"x" * 20_000 + b"\r\na\r\n0\r\n\r\n" + HIDDEN),
    ((CHUNKED,), b"1\r\nab\r\n0\r\n\r\n" + HIDDEN),
    ((CHUNKED,), b"1\na\n0\n\n" + HIDDEN),
    ((CHUNKED,), b"5\r\na"),
    ((CHUNKED,), b"0\r\nContent-Length: 5\r\nHost: evil.example\r\n\r\n" + HIDDEN),
    ((CHUNKED,), b"0\r\n" + b"x: y\r\n" * 5000 + b"\r\n" + HIDDEN),
]
