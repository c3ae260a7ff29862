"""The newest edition as a file, so that a worker that starts while the database is down can still
serve families.

The file is `seal newline JSON`. The seal is an HMAC under SECRET_KEY: what somebody else wrote, or
what was cut short, is not read. It is written beside and moved into place, so it is never half
there.
"""

import json
import logging
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from guide.lib.atomic_file import in_place_of
from guide.lib.canonical_json import content_digest

from . import number_floor
from .edition import EditionSummary, LoadedEdition
from .guide import FORMAT

log = logging.getLogger(__name__)


_pending: LoadedEdition | None = None


def write(edition: LoadedEdition) -> None:
    """Keep this edition, if it is not what is kept already.

    A full or read-only disk is logged, and no more.
    """
    global _pending
    if not settings.EDITION_FILE:
        return
    text = _text(edition)
    tried = _pending
    data = f"{_seal(text)}\n{text}".encode()
    try:
        if _read_bytes() != data:
            _replace(data)
        number_floor.raise_to(edition.number)
        _pending = None
    except OSError as problem:
        _pending = edition
        if tried is not edition:
            log.error("The edition file cannot be written: %s", problem.strerror)


def write_pending() -> None:
    """Try again what could not be written, as a full disk is made room on sooner or later."""
    if _pending:
        write(_pending)


def read() -> LoadedEdition | None:
    """The kept edition as a LoadedEdition; None where there is none, or none that can be
    trusted.
    """
    if not settings.EDITION_FILE:
        return None
    try:
        seal, _newline, text = _read_bytes().decode().partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if not any(constant_time_compare(seal, _seal(text, key)) for key in _keys()):
        if text:
            log.error("The edition file is not as it was written; it is not used")
        return None
    return _loaded(json.loads(text))


def _text(edition: LoadedEdition) -> str:
    data = {
        "number": edition.number,
        "digest": edition.digest,
        "published_at": edition.published_at,
        "notes": edition.notes,
        "history": [asdict(past) for past in edition.history],
        "content": edition.content,
    }
    return json.dumps(data, ensure_ascii=False, default=datetime.isoformat)


def _loaded(data: dict[str, Any]) -> LoadedEdition | None:
    content = data["content"]
    if content.get("format") != FORMAT or content_digest(content) != data["digest"]:
        log.error("The edition file holds an edition that this version cannot read; it is not used")
        return None
    dated = {"published_at": datetime.fromisoformat(data["published_at"])}
    history = tuple(_summary(row) for row in data["history"])
    return LoadedEdition(**data | dated | {"history": history})


def _summary(row: dict[str, Any]) -> EditionSummary:
    corrections = [(kind, code) for kind, code in row.get("corrections", [])]
    read = {
        "published_at": datetime.fromisoformat(row["published_at"]),
        "corrections": tuple(corrections),
    }
    return EditionSummary(**(row | read))


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _seal(text: str, key: str | None = None) -> str:
    return salted_hmac("guide.edition.keep", text, secret=key, algorithm="sha256").hexdigest()


def _read_bytes() -> bytes:
    return settings.EDITION_FILE.read_bytes() if settings.EDITION_FILE.exists() else b""


def _replace(data: bytes) -> None:
    settings.EDITION_FILE.parent.mkdir(parents=True, exist_ok=True)
    with in_place_of(settings.EDITION_FILE) as file:
        file.write(data)
