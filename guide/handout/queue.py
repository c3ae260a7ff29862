"""The line before the press. It sets one sheet at a time, and whoever waits holds a thread that could serve pages.

So only so many may wait that some threads are always left for families who read.
"""

import threading
from contextlib import contextmanager

from django.conf import settings


class LineIsFull(Exception):
    """As many sheets wait as may. It is a matter of seconds."""


ROOM = max(1, settings.THREADS * 3 // 4)
_places = threading.BoundedSemaphore(ROOM)


@contextmanager
def in_line():
    """A place in the line for what is done within. Raises LineIsFull."""
    if not _places.acquire(blocking=False):
        raise LineIsFull
    try:
        yield
    finally:
        _places.release()
