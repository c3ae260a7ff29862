"""The follower: keeps the newest edition in one process's memory, and looks for a newer one by itself."""

import logging
import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import Error, close_old_connections, transaction

from . import disk_copy, queries
from .edition import Live

log = logging.getLogger(__name__)
coming: ContextVar[Live | None] = ContextVar("edition that is being made ready", default=None)


@contextmanager
def reading(edition):
    """Within this block of this thread, the live edition is that one."""
    token = coming.set(edition)
    try:
        yield
    finally:
        coming.reset(token)


class Follower:
    """`live` is the edition in memory; `prepare` holds what is done with a newer one before anybody reads it."""

    def __init__(self):
        self.live: Live | None = None
        self.database_answers = True
        self.prepare = []
        self._unreadable = None
        self._lock, self._wake, self._thread = threading.Lock(), threading.Event(), None

    @property
    def runs(self):
        return self._thread is not None and self._thread.is_alive()

    def start(self):
        """Start the thread if it does not run."""
        if settings.EDITION_POLL_SECONDS and not self.runs:
            self._thread = threading.Thread(target=self._look_again_and_again, daemon=True, name="edition-follower")
            self._thread.start()

    def hear(self, **kwargs):
        """Something is published in this process: the thread looks once it is stored; without one, the next reader."""
        if self.runs:
            transaction.on_commit(self._wake.set)
        else:
            self.live = None

    def look(self):
        """The newest edition; while the database does not answer, the one in memory or else the kept file's."""
        with self._lock:
            try:
                newest = self._newest()
                self.database_answers = True
                return newest
            except Error as failure:
                self.database_answers = False
                return self._at_hand_or(failure)

    def _newest(self):
        name = queries.newest_name()
        if name is None:
            return None
        if self.live and name in ((self.live.number, self.live.digest), self._unreadable):
            disk_copy.write_what_is_owed()
            return self.live
        newest = queries.read(*name)
        try:
            for language, _name in settings.LANGUAGES:
                newest.guide(language)
        except (LookupError, ValueError, TypeError, AttributeError) as failure:
            # Published by another version of this program. Reading goes on with what this one can read; it is asked for
            # no more, since an edition never changes.
            self._unreadable = name
            log.exception("Edition %s cannot be read by this version", newest.number)
            return self._at_hand_or(failure)
        disk_copy.write(newest)
        return newest

    def _at_hand_or(self, failure):
        known = self.live or disk_copy.read()
        if known is None:
            raise failure
        return known

    def _look_again_and_again(self):
        while True:
            looked = time.monotonic()
            close_old_connections()
            try:
                self.live = self._made_ready(self.look())
            except Exception as problem:
                # Whatever the database suffers from, families go on reading.
                log.error("The newest edition cannot be looked up: %s", type(problem).__name__)
            # Counted from the last look: what was made ready meanwhile does not put the next one off.
            pause = settings.EDITION_POLL_SECONDS
            self._wake.wait(max(looked + pause - time.monotonic(), pause / 4))
            self._wake.clear()

    def _made_ready(self, newest):
        if newest:
            with reading(newest):
                for prepare in self.prepare:
                    prepare(newest)
        return newest
