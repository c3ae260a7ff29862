"""The watcher: keeps the newest edition in one process's memory, and looks for a newer one by
itself.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import Error, close_old_connections, transaction

from . import disk_copy, queries
from .edition import LoadedEdition

log = logging.getLogger(__name__)
# How often it is asked whether the database can be written, in seconds.
ASK_FOR_WRITES = 10


class Watcher:
    """`edition` is the newest that this process has read; None before the first."""

    def __init__(self) -> None:
        self.edition: LoadedEdition | None = None
        self.database_answers = True
        self.database_takes_writes = True
        self._asked_for_writes = float("-inf")
        self._unreadable: tuple[int, str] | None = None
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def runs(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Start the thread if it does not run."""
        if settings.EDITION_POLL_SECONDS and not self.runs:
            self._thread = threading.Thread(
                target=self._look_again_and_again, daemon=True, name="edition-watcher"
            )
            self._thread.start()

    def look_soon(self) -> None:
        """Wake the thread once what is written now is stored; where there is none, let the next
        reader look.
        """
        if self.runs:
            transaction.on_commit(self._wake.set)
        else:
            self.edition = None

    def look(self) -> LoadedEdition | None:
        """The newest edition; while the database does not answer, the one in memory or else the
        copy on disk.
        """
        with self._lock:
            try:
                newest = self._newest()
                self.database_answers = True
                self._look_at_writes()
                return newest
            except Error as failure:
                self.database_answers = False
                return self._at_hand_or(failure)

    def _look_at_writes(self) -> None:
        now = time.monotonic()
        if now - self._asked_for_writes >= ASK_FOR_WRITES:
            self._asked_for_writes = now
            self.database_takes_writes = queries.takes_writes()

    def _newest(self) -> LoadedEdition | None:
        name = queries.newest_name()
        if name is None:
            return None
        if self.edition and name in ((self.edition.number, self.edition.digest), self._unreadable):
            disk_copy.write_pending()
            return self.edition
        newest = queries.read(*name)
        try:
            for language, _name in settings.LANGUAGES:
                newest.guide(language)
        except (LookupError, ValueError, TypeError, AttributeError) as failure:
            # Published by another version of this program. Reading goes on with what this one can
            # read; it is asked for no more, since an edition never changes.
            self._unreadable = name
            log.exception("Edition %s cannot be read by this version", newest.number)
            return self._at_hand_or(failure)
        disk_copy.write(newest)
        return newest

    def _at_hand_or(self, failure: Exception) -> LoadedEdition:
        known = self.edition or disk_copy.read()
        if known is None:
            raise failure
        return known

    def _look_again_and_again(self) -> None:
        while True:
            looked = time.monotonic()
            close_old_connections()
            try:
                self.edition = self.look()
            except Exception as problem:
                # Whatever the database suffers from, families go on reading.
                log.error("The newest edition cannot be looked up: %s", type(problem).__name__)
            # Counted from the last look: reading an edition does not put the next look off.
            pause = settings.EDITION_POLL_SECONDS
            self._wake.wait(max(looked + pause - time.monotonic(), pause / 4))
            self._wake.clear()
