"""The newest edition as a file, so that a worker that starts while the database is down can still serve families.

The file is `seal newline JSON`. The seal is an HMAC under SECRET_KEY: what somebody else wrote, or what
was cut short, is not read. It is written beside and moved into place, so it is never half there.
"""

import json
import logging
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from guide.lib.atomic_file import in_place_of
from guide.lib.canonical_json import content_digest

from .edition import Live, Past
from .guide import FORMAT

log = logging.getLogger(__name__)


_owed: Live | None = None


def write(live):
    """Keep this edition, if it is not what is kept already. A full or read-only disk is logged, and no more."""
    global _owed
    if not settings.EDITION_FILE:
        return
    text, tried = _text(live), _owed
    data = f"{_seal(text)}\n{text}".encode()
    try:
        if _read_bytes() != data:
            _replace(data)
        _owed = None
    except OSError as problem:
        _owed = live
        if tried is not live:
            log.error("The edition file cannot be written: %s", problem.strerror)


def write_what_is_owed():
    """Try again what could not be written, as a full disk is made room on sooner or later."""
    if _owed:
        write(_owed)


def read():
    """The kept edition as a Live; None where there is none, or none that can be trusted."""
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
    return _live(json.loads(text))


def _text(live):
    data = {
        "number": live.number,
        "digest": live.digest,
        "published_at": live.published_at,
        "notes": live.notes,
        "history": [asdict(past) for past in live.history],
        "content": live.content,
    }
    return json.dumps(data, ensure_ascii=False, default=datetime.isoformat)


def _live(data):
    content = data["content"]
    if content.get("format") != FORMAT or content_digest(content) != data["digest"]:
        log.error("The edition file holds an edition that this version cannot read; it is not used")
        return None
    dated = {"published_at": datetime.fromisoformat(data["published_at"])}
    history = tuple(
        Past(**row | {"published_at": datetime.fromisoformat(row["published_at"])}) for row in data["history"]
    )
    return Live(**data | dated | {"history": history})


def _keys():
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _seal(text, key=None):
    return salted_hmac("guide.edition.keep", text, secret=key, algorithm="sha256").hexdigest()


def _read_bytes():
    return settings.EDITION_FILE.read_bytes() if settings.EDITION_FILE.exists() else b""


def _replace(data):
    settings.EDITION_FILE.parent.mkdir(parents=True, exist_ok=True)
    with in_place_of(settings.EDITION_FILE) as file:
        file.write(data)
