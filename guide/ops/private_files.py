"""The file of a database is for its owner alone: it holds drafts, sign-in and what families
wrote.
"""

import os
import stat
from contextlib import suppress

from django.db.backends.signals import connection_created

OTHERS = stat.S_IRWXG | stat.S_IRWXO
# What SQLite keeps beside it; it makes them with the rights of the database itself.
BESIDE = ("", "-wal", "-shm", "-journal")


def connect() -> None:
    """From now on each connection to a file sees to its rights, however the program was started."""
    connection_created.connect(_make_private, dispatch_uid="private_files")


def _make_private(connection, **_signal):
    if connection.vendor != "sqlite":
        return
    name = str(connection.settings_dict["NAME"])
    for file in (name + beside for beside in BESIDE):
        # Not there, or not ours to change.
        with suppress(OSError):
            rights = stat.S_IMODE(os.stat(file).st_mode)
            if rights & OTHERS:
                os.chmod(file, rights & ~OTHERS)
