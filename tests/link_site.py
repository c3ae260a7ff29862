"""A site that links in tests lead to, on our own machine."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from guide.links.http import visit_all


class Site(BaseHTTPRequestHandler):
    """Answers /200 with 200, /to/X by sending on to X, and counts who is here at once."""

    def _answer(self):
        self.server.seen.append(
            (self.command, self.path, self.headers["Host"], self.headers["User-Agent"])
        )
        if self.path == "/silence":
            self.server.closing.wait(20)
            return
        if self.path == "/no-head" and self.command == "HEAD":
            self.send_response(405)
        elif self.path.startswith(("/to/", "/now/")):
            self.send_response(301 if self.path.startswith("/to/") else 302)
            self.send_header(
                "Location", self.path.partition("/to/")[2] or self.path.partition("/now/")[2]
            )
        else:
            self.send_response(int(self.path[1:4]) if self.path[1:4].isdigit() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer

    def log_message(self, *args):
        pass


@contextmanager
def running():
    """The server of a Site. `seen` holds what it was asked: (method, path, host, agent)."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.seen = []
    server.closing = threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


def address_of(server):
    """Where it is, with nothing asked of it yet."""
    server.seen.clear()
    return f"http://127.0.0.1:{server.server_port}"


def visit(*addresses, **how):
    """Our own machine counts as public here, and only here."""
    return visit_all(addresses, **{"pause": 0, "allowed": lambda address: True} | how)


def visit_one(address, **how):
    return visit(address, **how)[address]
