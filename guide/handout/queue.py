"""The queue for the compiler. It sets one sheet at a time, and whoever waits holds a thread that
could serve pages.

So only so many may wait that some threads are always left for families who read; and nobody takes
the queue from others: while others wait a client has at most half of it, and the compiler serves
the clients in turns. Whoever makes a file of many sheets keeps one place until the last of them.
"""

import hashlib
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings


class QueueFull(Exception):
    """As many sheets wait as may. It is a matter of seconds."""


class TooManySheets(Exception):
    """This client asked for more sheets than it may. `seconds`: when the next one is welcome."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class Asked:
    """One request of a client.

    wait() counts it: seconds until the client may have a sheet, 0 if it may now.
    """

    address: str = ""
    wait: Callable[[], int] = lambda: 0
    is_counted: bool = False

    def count(self) -> None:
        """However many sheets it needs, a request counts once. Raises TooManySheets."""
        if self.is_counted:
            return
        self.is_counted = True
        seconds = self.wait()
        if seconds:
            raise TooManySheets(seconds)


@dataclass(eq=False)
class Place:
    """A place in the queue.

    It is lost when its client had more than half of a queue that others came to, unless it is kept.
    """

    client: bytes
    is_kept: bool = False
    is_lost: bool = False


class Queue:
    """`room`: how many may wait.

    No address is kept: a client is a digest whose key ends when nobody waits.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self._places: list[Place] = []
        self._waiting: list[Place] = []
        self._is_busy = False
        self._is_patient = False  # whether a file of many sheets waits for a place
        self._turns = 0  # how many there were, in all
        self._last_turns: dict[bytes, int] = {}  # client → the number of its last one
        self._key = b""
        self._changed = threading.Condition()

    @contextmanager
    def place(self, address: str) -> Iterator[Place]:
        """A place for what is done within. Raises QueueFull."""
        with self._changed:
            place = self._take(address)
        try:
            yield place
        finally:
            self.leave(place)

    def keep(self, patience: float = 0) -> Place:
        """A place for a file of many sheets, until it is left. All such files are one client.

        patience: seconds that one of them waits for a place, since it holds a thread meanwhile.
        Raises QueueFull: also where a quarter of the queue is kept already.
        """
        with self._changed:
            if self._is_patient:
                patience = 0
            self._is_patient = self._is_patient or patience > 0
            try:
                return self._kept_within(patience)
            finally:
                self._is_patient = self._is_patient and not patience

    def _kept_within(self, patience: float) -> Place:
        until = time.monotonic() + patience
        while True:
            try:
                return self._take_to_keep()
            except QueueFull:
                left = until - time.monotonic()
                if left <= 0:
                    raise
                self._changed.wait(left)

    def _take_to_keep(self) -> Place:
        if sum(place.is_kept for place in self._places) >= max(1, self.room // 4):
            raise QueueFull
        place = self._take(MANY_SHEETS)
        place.is_kept = True
        return place

    def leave(self, place: Place) -> None:
        """Whoever has left it already may leave it again."""
        with self._changed:
            self._leave(place)

    @contextmanager
    def turn(self, place: Place) -> Iterator[None]:
        """The compiler, once it is this place's turn.

        Raises QueueFull if the place is lost meanwhile.
        """
        with self._changed:
            self._wait_for_turn(place)
        try:
            yield
        finally:
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()

    def _take(self, address: str) -> Place:
        if not self._places:
            self._key = secrets.token_bytes(16)
            self._last_turns.clear()
        client = hashlib.blake2b(address.encode(), key=self._key, digest_size=8).digest()
        self._make_room_for(client)
        # A newcomer comes after those who wait already.
        self._last_turns.setdefault(client, self._turns)
        place = Place(client)
        self._places.append(place)
        return place

    def _make_room_for(self, client: bytes) -> None:
        held = Counter(place.client for place in self._places)
        half = max(1, self.room // 2)
        others_wait = len(held) > (client in held)
        if others_wait and held[client] >= half:
            raise QueueFull
        if len(self._places) < self.room:
            return
        greediest, most = held.most_common(1)[0]
        if greediest == client or most <= half:
            raise QueueFull
        losing = [one for one in self._places if one.client == greediest and not one.is_kept]
        newest = losing[-1]
        newest.is_lost = True
        self._places.remove(newest)
        self._changed.notify_all()

    def _leave(self, place: Place) -> None:
        if place in self._places:
            self._places.remove(place)
            self._changed.notify_all()
        if place.client not in {other.client for other in self._places}:
            self._last_turns.pop(place.client, None)

    def _wait_for_turn(self, place: Place) -> None:
        self._waiting.append(place)
        try:
            self._changed.wait_for(
                lambda: place.is_lost or (not self._is_busy and self._next() is place)
            )
        finally:
            self._waiting.remove(place)
        if place.is_lost:
            self._changed.notify_all()
            raise QueueFull
        self._is_busy = True
        self._turns += 1
        self._last_turns[place.client] = self._turns

    def _next(self) -> Place:
        """Of those who wait, the first of the client whose last turn is longest ago."""
        return min(self._waiting, key=lambda place: self._last_turns.get(place.client, 0))


MANY_SHEETS = ""  # no client has this address
ROOM = max(1, settings.THREADS * 3 // 4)
queue = Queue(ROOM)
_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)
_place: ContextVar[Place | None] = ContextVar("place", default=None)


@contextmanager
def asked_by(address: str, wait: Callable[[], int]) -> Iterator[None]:
    """Who asks for what is set within: the address of a client, and what counts a sheet for it (see
    Asked).
    """
    token = _asked.set(Asked(address, wait))
    try:
        yield
    finally:
        _asked.reset(token)


@contextmanager
def in_queue() -> Iterator[None]:
    """A place in the queue for what is done within, unless it is done in a place that is kept.

    Raises QueueFull, and TooManySheets.
    """
    held = _place.get()
    if held and held.is_kept:
        yield
        return
    asked = _asked.get() or Asked()
    asked.count()
    with queue.place(asked.address) as place, standing_in(place):
        yield


@contextmanager
def standing_in(place: Place) -> Iterator[None]:
    """Whoever sets a sheet within stands in this place."""
    token = _place.set(place)
    try:
        yield
    finally:
        _place.reset(token)


@contextmanager
def in_turn() -> Iterator[None]:
    """The compiler, for whoever stands in the queue.

    Raises QueueFull if others came for whom a place was needed.
    """
    place = _place.get()
    if place is None:
        raise LookupError("Only who stands in the queue has a turn.")
    with queue.turn(place):
        yield
