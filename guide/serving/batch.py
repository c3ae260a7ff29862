"""Lines that can wait are written together: a write for each costs more than a remembered page itself."""

import threading
from collections import deque

SECONDS = 0.5
# A pipe that several processes write to keeps a write of at most 4,096 bytes in one piece.
LINES = 16


class Batch:
    """write(text) is called with whole lines: at once, after LINES of them, or SECONDS after the first."""

    def __init__(self, write):
        self.write = write
        self._waiting, self._clock, self._lock = deque(), None, threading.Lock()

    def add(self, line, *, at_once):
        """A line that tells of something unusual must not be lost with the process that wrote it: at_once."""
        self._waiting.append(line)
        if at_once or len(self._waiting) >= LINES:
            self.flush()
        elif self._clock is None:
            # Not a daemon: a process that ends waits for it, and so for its last lines.
            self._clock = threading.Timer(SECONDS, self._rung)
            self._clock.start()

    def flush(self):
        with self._lock:
            while self._waiting:
                self.write("".join(self._waiting.popleft() for _ in range(min(LINES, len(self._waiting)))))

    def _rung(self):
        self._clock = None
        self.flush()
