"""How many threads the desk and the review links may hold at once.

What staff ask for may take seconds (a comparison, an import), and a thread that works for them
serves no family. So only so many of their requests run at once that, beside those who wait for
paper, threads are always left for readers.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


class ShareIsFull(Exception):
    """As many requests of staff run as may. It is a matter of seconds."""


FOR_STAFF = ("/admin/", "/review/")
# Three quarters may wait for paper: handout.queue.
ROOM = max(1, settings.THREADS // 5)
_places = threading.BoundedSemaphore(ROOM)


def is_for_staff(path: str) -> bool:
    return path.startswith(FOR_STAFF)


@contextmanager
def in_share() -> Iterator[None]:
    """A thread of the staff's share for what is done within. Raises ShareIsFull."""
    if not _places.acquire(blocking=False):
        raise ShareIsFull
    try:
        yield
    finally:
        _places.release()
