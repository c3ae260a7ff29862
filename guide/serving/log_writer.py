"""Lines of the log, several in one piece: a write for each costs as much as a kept page."""

import atexit
import os
import threading
from contextlib import suppress

# What a pipe takes in one piece, so that lines of several workers never mix (PIPE_BUF of Linux).
PIECE = 4096


class LogWriter:
    """Writes to a file descriptor, in the order in which lines come; each ends in a new line.

    A line that may wait is written with those that come after it: when they fill a piece, with the
    first that may not wait (whoever asks how the worker is comes every few seconds), and when the
    program ends. A killed worker loses them.
    """

    def __init__(self, descriptor: int):
        self._descriptor = descriptor
        self._waiting = b""
        self._lock = threading.Lock()
        atexit.register(self.write, "", may_wait=False)

    def write(self, line: str, may_wait: bool) -> None:
        """Take a line, and write what is waiting unless all of it may go on waiting."""
        with self._lock:
            before = self._waiting
            self._waiting = before + line.encode()
            if may_wait and len(self._waiting) < PIECE:
                return
            if len(self._waiting) > PIECE:
                self._put_out(before)
                self._put_out(line.encode())
            else:
                self._put_out(self._waiting)
            self._waiting = b""

    def _put_out(self, piece: bytes) -> None:
        if not piece:
            return
        # A log that is full costs nobody a page.
        with suppress(OSError):
            os.write(self._descriptor, piece)
