"""Clients that keep a server waiting: they send a header or a body byte by byte, or read a page
byte by byte.
"""

import contextlib
import socket
import threading
import time
from pathlib import Path

from .site import HOST


class SlowClients:
    """So many connections that move one byte every few seconds, from a thread of their own.

    connect() opens a connection. They read `path`, or send the `body` of so many bytes to it, or
    else a header. `closed` holds after how many seconds the server had enough of each.
    """

    def __init__(self, connect, count, path=None, every=2, body=0):
        self.connect, self.count, self.path, self.every, self.body = (
            connect,
            count,
            path,
            every,
            body,
        )
        self.closed, self._end = [], threading.Event()
        self._thread = threading.Thread(target=self._live)

    def __enter__(self):
        self.started = time.monotonic()
        self.open = [self._begin() for _ in range(self.count)]
        self._ports, self._port = (
            {one.getsockname()[1] for one in self.open},
            self.open[0].getpeername()[1],
        )
        self._thread.start()
        return self

    def __exit__(self, *failure):
        self._end.set()
        self._thread.join()
        for one in self.open:
            one.close()

    def told(self):
        if not self.closed:
            return f"none of {self.count} closed in {time.monotonic() - self.started:.0f} s"
        return f"{len(self.closed)} of {self.count} closed, the last after {max(self.closed):.0f} s"

    def _begin(self):
        one = self.connect()
        if self.body:
            head = f"POST {self.path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {self.body}\r\n"
            one.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode())
        elif self.path:
            one.sendall(f"GET {self.path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        else:
            one.sendall(b"GET /en/ HTTP/1.1\r\nHost: ")
        one.setblocking(False)
        return one

    def _live(self):
        while not self._end.wait(self.every):
            for one in self.open:
                with contextlib.suppress(OSError):  # nothing there yet, or the server has gone
                    # Below TLS, so that it is one byte on the line too.
                    socket.socket.recv(one, 1) if self.path and not self.body else one.send(b"a")
            let_go = self.count - len(held_by(self._port) & self._ports)
            self.closed += [time.monotonic() - self.started] * (let_go - len(self.closed))


def held_by(port):
    """The clients' ports of the connections that the server on this port holds open."""
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return {int(row[2][-4:], 16) for row in rows if row[3] == "01" and int(row[1][-4:], 16) == port}


def connect_to(port, trust=None, buffer=2048, source="127.0.0.2"):
    """connect() for SlowClients: with a small buffer, so that what is not read stays with the
    server.

    They come from another address of this machine than everybody else.
    """

    def connect():
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        one.settimeout(20)
        one.bind((source, 0))
        one.connect(("127.0.0.1", port))
        return trust.wrap_socket(one, server_hostname=HOST) if trust else one

    return connect
