"""What can wait is dealt with together: telling of a remembered page by itself costs more than answering with it."""

import threading
from collections import deque

# MANY bounds what waits in memory, and how long the reader whose request filled it waits: below a millisecond.
SECONDS, MANY = 0.5, 256


class Batch:
    """deal(things) is called with a list: at once, with MANY of them, or SECONDS after the first."""

    def __init__(self, deal):
        self.deal = deal
        self._waiting, self._clock, self._lock = deque(), None, threading.Lock()

    def add(self, thing, *, at_once):
        """What tells of something unusual must not be lost with the process that saw it: at_once."""
        self._waiting.append(thing)
        if at_once or len(self._waiting) >= MANY:
            self.flush()
        elif self._clock is None:
            # Not a daemon: a process that ends waits for it, and so for its last things.
            self._clock = threading.Timer(SECONDS, self._rung)
            self._clock.start()

    def flush(self):
        with self._lock:
            while self._waiting:
                self.deal([self._waiting.popleft() for _ in range(min(MANY, len(self._waiting)))])

    def _rung(self):
        self._clock = None
        self.flush()
