"""What is kept: files, room for them, the database, the edition, style sheets."""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from guide.edition import queries
from guide.serving import static_files

from .finding import Finding, bad, fine, look

ENOUGH = 500_000_000  # bytes
RESTART = "sudo systemctl restart guide"


def files() -> list[Finding]:
    """Whose the data are: what a command of another user made stops the service."""
    folder = settings.DATA_DIR
    if not folder.is_dir():
        return [bad(f"{folder} is not there", f"sudo install -d -o guide -m 700 {folder}")]
    found = []
    for file in [folder, *_files_of(folder)]:
        if file.stat().st_uid != os.geteuid():
            found.append(
                bad(f"{file} is of another user", f"sudo chown guide: {file}; use deploy/manage")
            )
        elif not os.access(file, os.W_OK):
            found.append(bad(f"{file} cannot be written", f"sudo chmod u+w {file}"))
    if folder.stat().st_mode & 0o077 and not settings.DEVELOPMENT:
        found.append(look(f"others may look into {folder}", f"sudo chmod 700 {folder}"))
    return found or [fine(f"{folder} and what it holds are this user's")]


def _files_of(folder: Path) -> list[Path]:
    found = [folder / "edition.json", folder / "highest-edition"]
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        found += [Path(name + end) for end in ("", "-wal", "-shm")]
    return [file for file in found if file.exists()]


def disk() -> list[Finding]:
    found = []
    for folder in dict.fromkeys([settings.DATA_DIR, settings.BACKUP_DIR, settings.MIRROR_DIR]):
        if folder.is_dir():
            free = shutil.disk_usage(folder).free
            if free < ENOUGH:
                found.append(bad(f"{folder} has {free // 1_000_000} MB left", "Make room."))
    free = shutil.disk_usage(settings.BASE_DIR).free
    return found or [fine(f"{free // 1_000_000_000} GB free where the program is")]


def database() -> list[Finding]:
    connection.ensure_connection()
    if not queries.takes_writes():
        return [
            bad(
                "it can be read but not written: staff cannot work",
                "A standby? A read-only disk? Files of another user?",
            )
        ]
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return [bad(f"{len(waiting)} migrations wait", RESTART)]
    return [fine(f"{connection.display_name} {_version()} answers and can be written")]


def _version() -> str:
    return ".".join(str(part) for part in connection.get_database_version())


def edition() -> list[Finding]:
    name = queries.newest_name()
    if name is None:
        return [
            bad("nothing is published: families find an empty site", "deploy/manage load_starter")
        ]
    file = settings.EDITION_FILE
    if file and not settings.DEVELOPMENT and not file.exists():
        what = f"edition {name[0]} is live, but no copy is in {file} for when the database is away"
        return [look(what, "Is the service running, and may it write there?")]
    return [fine(f"families read edition {name[0]}")]


def static() -> list[Finding]:
    missing = static_files.missing()
    if missing:
        what = f"{len(missing)} style sheets, scripts or pictures are missing: {missing[0]} …"
        return [bad(what, f"deploy/manage collectstatic --noinput, then {RESTART}")]
    return [fine("style sheets, scripts and pictures are there")]
