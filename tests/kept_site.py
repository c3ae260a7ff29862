"""What many tests begin with, made once and then copied: a database that is migrated, and one that
holds the starter content besides.

Each is made by the commands that make a server's, again as soon as a file of the program is another
or it is another day, and lies in .tools/kept.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

HOUSE = Path(__file__).resolve().parent.parent
KEPT = HOUSE / ".tools" / "kept"
# Where Django's test runner looks for its database while tests run on SQLite.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
MOST_FILES = 10


def migrated() -> Path:
    """An SQLite database as `migrate` leaves it."""
    return _made("migrated", ["migrate", "--verbosity", "0"])


def with_starter() -> Path:
    """An SQLite database as `load_starter` leaves it: the starter content is edition 1."""
    return _made("starter", ["load_starter"], onto=migrated)


def starter_in(folder: Path) -> str:
    """Put a copy with the starter content into this folder. Returns its address for a server."""
    return _copied(with_starter(), folder)


def migrated_in(folder: Path) -> str:
    """Put a copy without any content into this folder. Returns its address for a server."""
    return _copied(migrated(), folder)


def _copied(kept, folder):
    database = folder / "guide.sqlite3"
    shutil.copyfile(kept, database)
    database.chmod(0o600)  # closed to others, as one that a server made
    return f"sqlite:///{database}"


@contextmanager
def in_memory():
    """For as long as this lasts, the tests' own database in memory is there and is migrated."""
    with (
        closing(sqlite3.connect(IN_MEMORY, uri=True)) as memory,
        closing(sqlite3.connect(migrated())) as file,
    ):
        file.backup(memory)
        yield


def _made(name, command, onto=None):
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{name}-{_digest()}.sqlite3"
    before = onto() if onto else None
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two workers want the same one at the same moment
        if not file.exists():
            _make(file, command, before)
    return file


def _make(file, command, before):
    _remove_old()
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    if before:
        shutil.copyfile(before, new)
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{new}"}
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=HOUSE,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    new.rename(file)


def _remove_old():
    """All but the newest few: each change of the program leaves one of each behind."""
    files = sorted(KEPT.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)
    for file in files[:-MOST_FILES]:
        file.unlink()


@cache
def _digest():
    """Of the day, and of every file that the content of these databases comes from."""
    days = [datetime.now(UTC).date(), datetime.now(ZoneInfo("America/Toronto")).date()]
    digest = hashlib.sha256(str(days).encode())
    files = [HOUSE / "requirements.lock", *(HOUSE / "guide").rglob("*"), *HOUSE.glob("rnbsite/*")]
    for file in sorted(files):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(f"{file.relative_to(HOUSE)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:20]
