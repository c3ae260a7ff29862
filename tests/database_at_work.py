"""A database of its own that processes and threads of the guide work on at the same moment."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

# What `parametrize("database_url", …, indirect=True)` takes: the fixture of this name is in
# conftest. Where PostgreSQL is tried, SQLite has been.
EACH = [
    pytest.param("sqlite", marks=pytest.mark.once),
    pytest.param("postgresql", marks=pytest.mark.postgresql),
]
POSTGRESQL = [EACH[1]]
# An exception in a thread would go by unseen: it ends the process, and the test says which it was.
FIRST = """
import os, sys, threading

def fail(args):
    sys.excepthook(args.exc_type, args.exc_value, args.exc_traceback)
    sys.stderr.flush()
    os._exit(1)

threading.excepthook = fail
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


def work_on(database_url: str, code: str) -> list[str]:
    """Run this code in a process of its own on that database, migrated before.

    Returns the lines that it printed.
    """
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "rnbsite.settings",
    }
    command = [sys.executable, "-c", FIRST + code]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
