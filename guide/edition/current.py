"""Which edition is live. The only module of this package that reads a row.

Each process keeps the newest edition in memory. A thread of its own, the follower, asks the database
for a newer one, so that no reader ever waits for the question; while the database does not answer,
families go on reading what is in memory, and a process that starts then reads the kept file.
"""

import logging
import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.db import Error, close_old_connections, transaction
from django.db.models.signals import post_save

from guide.canonical import canonical_json

from . import keep
from .live import Live, Past

log = logging.getLogger(__name__)


class NoEdition(LookupError):
    """Nothing has been published yet."""


_live: Live | None = None
_ahead: ContextVar[Live | None] = ContextVar("edition that is being made ready", default=None)
_database_answers = True
_lock = threading.Lock()
_wake = threading.Event()
_follower = None
_before_reading = []


def live():
    """The newest edition. Reads the database only when this process has none yet. Raises NoEdition."""
    follow()
    return _ahead.get() or _live or refresh()


def current_guide(language):
    """The newest edition as a Guide in this language. Raises NoEdition."""
    return live().guide(language)


def past(number):
    """The Past of one edition, the live one included. Raises NoEdition where there is none of this number."""
    found = next((edition for edition in live().history if edition.number == number), None)
    if found is None:
        raise NoEdition
    return found


def edition(number):
    """Any published edition: what an old handout was printed from. Raises NoEdition."""
    newest = live()
    return newest if number == newest.number else _edition(number, past(number).digest)


@lru_cache(maxsize=8)
def _edition(number, digest):
    row = apps.get_model("guide", "Edition").objects.get(number=number, digest=digest)
    return Live(row.number, row.digest, row.published_at, _notes(row), row.content, history=())


def text_of(edition):
    """The content of a Past as canonical JSON: the SHA-256 of these bytes is its digest."""
    newest = live()
    return newest.text if edition.digest == newest.digest else _text_of(edition.number, edition.digest)


@lru_cache(maxsize=8)
def _text_of(number, digest):
    # An edition never changes, so what was read once stays true.
    content = apps.get_model("guide", "Edition").objects.values_list("content", flat=True).get(number=number)
    return canonical_json(content)


def known(*, ahead=True):
    """The edition that this process has in memory, or None. Never asks the database.

    ahead: within `reading()`, the one that is being made ready.
    """
    return (ahead and _ahead.get()) or _live


def refresh():
    """Look which edition is the newest, and load it if this process does not have it. Raises NoEdition."""
    global _live
    newest = _look()
    _live = newest
    if newest is None:
        raise NoEdition
    return newest


def database_answers():
    """Whether the database answered when it was last asked for the newest edition."""
    return _database_answers


def before_reading(prepare):
    """Call prepare(live) from the follower: ahead of a new edition's first reader, and at each look after."""
    _before_reading.append(prepare)


@contextmanager
def reading(edition):
    """Within this block of this thread, `live()` is that edition."""
    token = _ahead.set(edition)
    try:
        yield
    finally:
        _ahead.reset(token)


def forget():
    """Know nothing, as a process that has just started."""
    global _live
    _live = None


def connect():
    """Publishing in this process is seen at once; the other processes see it within EDITION_POLL_SECONDS."""
    post_save.connect(_published, sender=apps.get_model("guide", "Edition"), dispatch_uid="edition-published")


def follow():
    """Start this process's follower if it does not run."""
    global _follower
    if settings.EDITION_POLL_SECONDS and (_follower is None or not _follower.is_alive()):
        _follower = threading.Thread(target=_ask_again_and_again, daemon=True, name="edition-follower")
        _follower.start()


def _published(**kwargs):
    """Without a follower the next reader looks again; with one, it looks as soon as the edition is stored."""
    if _follower and _follower.is_alive():
        transaction.on_commit(_wake.set)
    else:
        forget()


def _look():
    """The newest edition; while the database does not answer, the one in memory or else the kept file's."""
    global _database_answers
    with _lock:
        try:
            newest = _newest()
            _database_answers = True
            return newest
        except Error:
            _database_answers = False
            known = _live or keep.read()
            if known is None:
                raise
            return known


def _newest():
    Edition = apps.get_model("guide", "Edition")
    seen = Edition.objects.values_list("number", "digest").first()
    if seen is None or (_live and (_live.number, _live.digest) == seen):
        keep.write_what_is_owed()
        return _live if seen else None
    row = Edition.objects.get(number=seen[0])
    history = Edition.objects.filter(number__lte=row.number).defer("content")
    made = Live(row.number, row.digest, row.published_at, _notes(row), row.content, tuple(map(_past, history)))
    try:
        for language, _name in settings.LANGUAGES:
            made.guide(language)
    except (LookupError, ValueError, TypeError, AttributeError):
        # Published by another version of this program. Reading goes on with what this one can read.
        log.exception("Edition %s cannot be read by this version", row.number)
        known = _live or keep.read()
        if known is None:
            raise
        return known
    keep.write(made)
    return made


def _past(row):
    return Past(row.number, row.digest, row.published_at, _notes(row), row.nature == "correction")


def _notes(row):
    return {language: getattr(row, f"note_{language}") for language, _name in settings.LANGUAGES}


def _ask_again_and_again():
    global _live
    while True:
        looked = time.monotonic()
        close_old_connections()
        try:
            newest = _look()
            if newest:
                _make_ready(newest)
            _live = newest
        except Exception as problem:
            # Whatever the database suffers from, families go on reading.
            log.error("The newest edition cannot be looked up: %s", type(problem).__name__)
        # Counted from the last look: what was made ready meanwhile does not put the next one off.
        pause = settings.EDITION_POLL_SECONDS
        _wake.wait(max(looked + pause - time.monotonic(), pause / 4))
        _wake.clear()


def _make_ready(newest):
    with reading(newest):
        for prepare in _before_reading:
            prepare(newest)
