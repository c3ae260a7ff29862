"""Two publishers at the same moment, and one whose process is killed: real processes on a real
database file.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from . import kept_site

SET_UP = """
from tests.builders import make_entry, publish_small_guide
from guide.publishing.actions import approve_as_starter
publish_small_guide()
approve_as_starter(make_entry("term", "word"))
"""
# Each says that it is ready, and publishes when told to.
PUBLISH = """
import sys
from guide.publishing.actions import publish
from guide.publishing.refused import Refused
print("ready", flush=True)
sys.stdin.readline()
try:
    print("published", publish(None, expected=1).number, flush=True)
except Refused as refused:
    print("refused", refused, flush=True)
"""
# Stops in the middle: the edition is written, the transaction is not yet closed.
STOP_IN_THE_MIDDLE = """
import time
from django.db.models.signals import post_save
from guide.models import Edition
def stop(**kwargs):
    print("in the middle", flush=True)
    time.sleep(600)
post_save.connect(stop, sender=Edition, weak=False)
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared")
    kept_site.migrated_in(folder)
    path = folder / "guide.sqlite3"
    process = start(path, SET_UP)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return path


@pytest.fixture
def file(prepared, tmp_path):
    return Path(shutil.copy(prepared, tmp_path))


def start(path, code):
    """A process of its own that runs this code on the database file."""
    first = "import django; django.setup()\n"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "rnbsite.settings",
    }
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command = [sys.executable, "-c", first + code]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, text=True, **pipes)


def numbers(path):
    with sqlite3.connect(path) as database:
        return [
            number
            for (number,) in database.execute("SELECT number FROM guide_edition ORDER BY number")
        ]


def test_of_two_publishers_at_the_same_moment_one_publishes_and_the_other_is_told(file):
    both = [start(file, PUBLISH) for _ in range(2)]
    for process in both:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    said = sorted(process.communicate(timeout=60)[0].strip() for process in both)
    assert said[0] == "published 2"
    assert said[1].startswith("refused Somebody else published")
    assert numbers(file) == [1, 2]


def test_a_process_killed_in_the_middle_of_publishing_leaves_the_old_edition_whole(file):
    process = start(file, STOP_IN_THE_MIDDLE + PUBLISH)
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "in the middle\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert numbers(file) == [1]
    again, _ = start(file, PUBLISH).communicate("\n", timeout=60)
    assert again.splitlines()[-1] == "published 2"
    assert numbers(file) == [1, 2]
