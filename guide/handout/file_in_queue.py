"""A file of many sheets, made in one place of the queue."""

from collections.abc import Generator

from .queue import queue, standing_in

PATIENCE = 20  # seconds that one file waits for its place, before a page says to try again


class FileInQueue:
    """The pieces of such a file, made one after the other: a queue that is full meanwhile breaks
    off nothing.

    Raises QueueFull where there is no place, before the first of them. Whoever does not read it to
    its end closes it.
    """

    def __init__(self, pieces: Generator[bytes, None, None]) -> None:
        self._pieces = pieces
        self._place = queue.keep(PATIENCE)

    def __iter__(self) -> "FileInQueue":
        return self

    def __next__(self) -> bytes:
        try:
            with standing_in(self._place):
                return next(self._pieces)
        except BaseException:
            queue.leave(self._place)
            raise

    def close(self) -> None:
        queue.leave(self._place)
        self._pieces.close()
