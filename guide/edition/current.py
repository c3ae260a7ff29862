"""Which edition is live. The only module of this package that reads a row."""

import threading
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.apps import apps
from django.conf import settings
from django.db import close_old_connections
from django.db.models.signals import post_save
from django.utils.timezone import localdate

from guide.canonical import canonical_json

from .load import load_guide


class NoEdition(LookupError):
    """Nothing has been published yet."""


@dataclass(frozen=True)
class Past:
    """What is told of an edition once a newer one is live."""

    number: int
    digest: str
    published_at: datetime
    notes: dict[str, str]


class Live:
    """The newest edition as read from the database, and its Guides as they are asked for."""

    def __init__(self, edition):
        self.number = edition.number
        self.digest = edition.digest
        self.published = localdate(edition.published_at)
        self.notes = {"en": edition.note_en, "fr": edition.note_fr}
        self.content = edition.content
        self._guides = {}

    def guide(self, language):
        """Its Guide in one language, made once."""
        if language not in self._guides:
            self._guides[language] = load_guide(
                self.content,
                language=language,
                number=self.number,
                digest=self.digest,
                published=self.published,
                note=self.notes.get(language, ""),
            )
        return self._guides[language]

    @cached_property
    def text(self):
        """The content as canonical JSON."""
        return canonical_json(self.content)

    @cached_property
    def history(self):
        """The Past of every edition up to this one, the newest first. Old content is not read."""
        Edition = apps.get_model("guide", "Edition")
        fields = ("number", "digest", "published_at", "note_en", "note_fr")
        rows = Edition.objects.filter(number__lte=self.number).values_list(*fields)
        return tuple(Past(number, digest, at, {"en": en, "fr": fr}) for number, digest, at, en, fr in rows)


_live: Live | None = None
_lock = threading.Lock()
_follower = None


def live():
    """The newest edition. Reads the database only when this process has none yet. Raises NoEdition."""
    _follow()
    return _live or refresh()


def current_guide(language):
    """The newest edition as a Guide in this language. Raises NoEdition."""
    return live().guide(language)


def past(number):
    """The Past of one edition, the live one included. Raises NoEdition where there is none of this number."""
    found = next((edition for edition in live().history if edition.number == number), None)
    if found is None:
        raise NoEdition
    return found


def text_of(edition):
    """The content of a Past as canonical JSON: the SHA-256 of these bytes is its digest."""
    newest = live()
    return newest.text if edition.digest == newest.digest else _text_of(edition.number, edition.digest)


@lru_cache(maxsize=8)
def _text_of(number, digest):
    # An edition never changes, so what was read once stays true.
    content = apps.get_model("guide", "Edition").objects.values_list("content", flat=True).get(number=number)
    return canonical_json(content)


def refresh():
    """Look which edition is the newest, and load it if this process does not have it. Raises NoEdition."""
    global _live
    Edition = apps.get_model("guide", "Edition")
    with _lock:
        newest = Edition.objects.values_list("number", "digest").first()
        if newest is None:
            _live = None
            raise NoEdition
        if _live is None or (_live.number, _live.digest) != newest:
            _live = Live(Edition.objects.get(number=newest[0]))
        return _live


def forget(**kwargs):
    """The next reader asks the database again."""
    global _live
    _live = None


def connect():
    """Publishing in this process is seen at once; the other processes see it within EDITION_POLL_SECONDS."""
    post_save.connect(forget, sender=apps.get_model("guide", "Edition"), dispatch_uid="edition-published")


def _follow():
    """Start this process's follower: it asks for newer editions, so that no reader ever waits for the question."""
    global _follower
    if settings.EDITION_POLL_SECONDS and (_follower is None or not _follower.is_alive()):
        _follower = threading.Thread(target=_ask_again_and_again, daemon=True, name="edition-follower")
        _follower.start()


def _ask_again_and_again():
    while True:
        time.sleep(settings.EDITION_POLL_SECONDS)
        close_old_connections()
        try:
            refresh()
        except Exception:  # noqa: S112 - whatever the database suffers from, families go on reading
            continue
