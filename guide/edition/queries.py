"""The rows of published editions. The only module of this package that asks the database."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

from guide.lib.canonical_json import canonical_json

from .edition import EditionSummary, LoadedEdition


def newest_name() -> tuple[int, str] | None:
    """(number, digest) of the newest edition; None where nothing is published."""
    name: tuple[int, str] | None = _editions().values_list("number", "digest").first()
    return name


def number_floor() -> int:
    """The highest number that was given out before a restore took its edition away, as this
    database knows; else 0.
    """
    number: int | None = _model("NumberFloor").objects.values_list("number", flat=True).first()
    return number or 0


def takes_writes() -> bool:
    """Whether the database can be written.

    A standby cannot, nor can a file of somebody else or on a read-only disk.
    """
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            return bool(cursor.fetchone()[0] == "off")
    file = Path(str(connection.settings_dict["NAME"]))
    if not file.is_file():
        return True
    beside = [file.with_name(file.name + end) for end in ("-wal", "-shm")]
    needed = [file, file.parent, *(one for one in beside if one.exists())]
    return all(os.access(one, os.W_OK) for one in needed)


def read(number: int, digest: str) -> LoadedEdition:
    """The LoadedEdition of an edition, with the EditionSummary of every edition up to it."""
    edition = _editions().get(number=number, digest=digest)
    up_to_it = _editions().filter(number__lte=number).defer("content")
    history = tuple([_summary(row) for row in up_to_it])
    return _loaded(edition, history)


# An edition never changes, so what was read once stays true.
@lru_cache(maxsize=8)
def read_old(number: int, digest: str) -> LoadedEdition:
    """The LoadedEdition of an edition that is live no more, without its history."""
    return _loaded(_editions().get(number=number, digest=digest), ())


@lru_cache(maxsize=8)
def read_text(number: int, digest: str) -> str:
    """The content of an edition as canonical JSON."""
    return canonical_json(
        _editions().values_list("content", flat=True).get(number=number, digest=digest)
    )


def _editions() -> Any:
    return _model("Edition").objects


def _model(name: str) -> Any:
    return apps.get_model("guide", name)


def _loaded(row: Any, history: tuple[EditionSummary, ...]) -> LoadedEdition:
    return LoadedEdition(
        row.number, row.digest, row.published_at, _notes(row), row.content, history
    )


def _summary(row: Any) -> EditionSummary:
    return EditionSummary(
        row.number,
        row.digest,
        row.published_at,
        _notes(row),
        row.nature == "correction",
        tuple((kind, code) for kind, code in row.corrections),
    )


def _notes(row: Any) -> dict[str, str]:
    return {language: getattr(row, f"note_{language}") for language, _name in settings.LANGUAGES}
