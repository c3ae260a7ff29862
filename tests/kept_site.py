"""What many tests begin with, made once and then copied: a database that is migrated, one that
holds the starter content besides, that one with people at the desk, the static files as a server
collects them, and the mirror.

Each is made by the commands that make a server's, again as soon as a file of the program is another
or it is another day, and lies in .tools/kept.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tools.faults.site import COLLECT, Site

HOUSE = Path(__file__).resolve().parent.parent
KEPT = HOUSE / ".tools" / "kept"
# Where Django's test runner looks for its database while tests run on SQLite.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
MOST_KEPT = 12


def migrated() -> Path:
    """An SQLite database as `migrate` leaves it."""
    return _made("migrated.sqlite3", lambda new: _manage(new, "migrate", "--verbosity", "0"))


def with_starter() -> Path:
    """An SQLite database as `load_starter` leaves it: the starter content is edition 1."""
    empty = migrated()

    def load(new):
        shutil.copyfile(empty, new)
        _manage(new, "load_starter")

    return _made("starter.sqlite3", load)


def with_people() -> Path:
    """A folder: that database after `demo`, and `people.json`, {demo-editor: password, …}."""
    from docs.screenshots import people_of, serving  # they bring Playwright, which few tests need

    published = with_starter()

    def add(new):
        new.mkdir()
        site = serving(new, database=_copied(published, new))
        (new / "people.json").write_text(json.dumps(people_of(site)))

    return _made("people", add)


def static_files() -> Path:
    """The folder of static files that a server in production reads. Nothing is written there."""
    empty = migrated()

    def collect(new):
        _in_production(empty, new, "shell", "--no-imports", "-c", COLLECT)

    return _made("static", collect)


def mirror() -> Path:
    """The starter content as plain files, as `export_site` writes them in production. Nothing is
    written there. The site that it leads to is https://guide.example.org.
    """
    published, static = with_starter(), static_files()

    def write(new):
        _in_production(published, static, "export_site", str(new))

    return _made("mirror", write)


def site_in(folder: Path, **given) -> Site:
    """The production server with the starter content below this folder, set up and not started.

    given: as for Site.
    """
    database = starter_in(folder)
    return Site(folder / "data", database, STATIC_ROOT=str(static_files()), **given)


def starter_in(folder: Path) -> str:
    """Put a copy with the starter content into this folder. Returns its address for a server."""
    return _copied(with_starter(), folder)


def people_in(folder: Path) -> dict[str, str]:
    """Put a copy with the starter content, three people and some work for them into this folder.

    Returns {demo-editor: password, …}.
    """
    kept = with_people()
    _copied(kept / "guide.sqlite3", folder)
    people: dict[str, str] = json.loads((kept / "people.json").read_text())
    return people


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


def _made(name, make):
    """What `make` wrote at the path that it was given, for this state of the program."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{_digest()}-{name}"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two workers want the same one at the same moment
        if not kept.exists():
            _remove_old()
            new = KEPT / f"new-{name}"
            _remove(new)
            make(new)
            new.rename(kept)
    return kept


def _manage(database, *command):
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=HOUSE,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{database}"},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _in_production(database, static, *command):
    """Run a command with the settings of a server, on a copy of this database."""
    named = {"ALLOWED_HOSTS": "guide.example.org", "SITE_ADDRESS": "https://guide.example.org"}
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(database, Path(folder))
        Site(Path(folder), copy, STATIC_ROOT=str(static), **named).manage(*command)


def _remove_old():
    """All but the newest few: each change of the program leaves one of each behind."""
    kept = [one for one in KEPT.iterdir() if one.name != "lock"]
    kept.sort(key=lambda one: one.stat().st_mtime)
    for one in kept[:-MOST_KEPT]:
        _remove(one)


def _remove(one):
    if one.is_dir():
        shutil.rmtree(one)
    else:
        one.unlink(missing_ok=True)


@cache
def _digest():
    """Of the day, and of every file that the content of these databases comes from."""
    days = [datetime.now(UTC).date(), datetime.now(ZoneInfo("America/Toronto")).date()]
    digest = hashlib.sha256(str(days).encode())
    files = [HOUSE / "requirements.lock", *HOUSE.glob("rnbsite/*")]
    for folder in ("guide", "static", "templates"):
        files += (HOUSE / folder).rglob("*")
    for file in sorted(files):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(f"{file.relative_to(HOUSE)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:20]
