"""The highest edition number that this machine has ever served, in a file of its own.

A database that was restored may know less. Without this a number could be given out twice, and a
sheet of an edition that was lost would be called current.
"""

import logging
from pathlib import Path

from django.conf import settings

from guide.lib.atomic_file import in_place_of

log = logging.getLogger(__name__)


def read() -> int:
    """0 where nothing was ever served here, or the file cannot be read."""
    file = _file()
    try:
        return int(file.read_text()) if file else 0
    except FileNotFoundError:
        return 0
    except (OSError, ValueError):
        log.error("The file with the highest edition number cannot be read")
        return 0


def raise_to(number: int) -> None:
    """Never lowers it. Raises OSError where the disk is full or read-only."""
    file = _file()
    if file and read() < number:
        file.parent.mkdir(parents=True, exist_ok=True)
        with in_place_of(file) as out:
            out.write(str(number).encode())


def _file() -> Path | None:
    """None on a developer's machine, where one folder serves databases that come and go."""
    if settings.DEVELOPMENT or not settings.EDITION_FILE:
        return None
    return Path(settings.EDITION_FILE).with_name("highest-edition")
