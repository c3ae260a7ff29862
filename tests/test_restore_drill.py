"""A restore says what it is about to do, keeps what it replaces, and gives no number out twice."""

import gzip
import hashlib
import json
import os
import re
import subprocess

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from guide.edition import number_floor
from guide.models import Edition, Term
from guide.ops.backup import _empty, backup, database_name, restore
from guide.publishing.actions import approve_as_starter, publish

from .builders import make_entry, make_user, publish_small_guide
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.EDITION_FILE = settings.DATA_DIR / "edition.json"
    settings.DEVELOPMENT = False
    return settings.DATA_DIR


@pytest.fixture
def saved(tmp_path):
    """A backup of one edition and one account; the database is as it was then."""
    publish_small_guide()
    make_user("editor")
    file = tmp_path / "night.backup"
    backup(file)
    return file


def publish_something():
    """One more edition."""
    approve_as_starter(make_entry("term", f"word-{Edition.objects.latest().number}"))
    publish(None)


def run(capsys, *words, **options):
    call_command("restore", *words, **options)
    return capsys.readouterr().out


# What is about to happen


def test_it_says_which_database_it_is_what_stands_there_and_what_the_file_holds(saved, capsys):
    make_user("reviewer")
    told = run(capsys, saved, replace=database_name())
    assert f"Database: SQLite {database_name()} on this machine" in told or "PostgreSQL" in told
    assert "It holds: http://127.0.0.1:8000, newest edition 1, 2 accounts" in told
    assert "The file: http://127.0.0.1:8000, newest edition 1, 1 account\n" in told


def test_nothing_is_replaced_unless_the_database_is_named(saved):
    make_entry("term", "since-then")
    for wrong in (None, "guide-of-somebody-else"):
        with pytest.raises(CommandError, match=re.escape(database_name())):
            call_command("restore", saved, replace=wrong)
    assert Term.objects.filter(code="since-then").exists()


def test_what_is_replaced_is_saved_first_and_can_be_brought_back(saved, capsys, data_dir):
    make_entry("term", "since-then")
    told = run(capsys, saved, replace=database_name())
    assert not Term.objects.filter(code="since-then").exists()
    [kept] = data_dir.glob("before-restore-*.backup")
    assert f"What was there is kept in {kept}" in told
    run(capsys, kept, replace=database_name())
    assert Term.objects.filter(code="since-then").exists()


def test_where_it_cannot_be_saved_nothing_is_replaced(saved, data_dir):
    make_entry("term", "since-then")
    data_dir.parent.mkdir(exist_ok=True)
    data_dir.write_text("a file where the folder should be")
    with pytest.raises(CommandError):
        call_command("restore", saved, replace=database_name())
    assert Term.objects.filter(code="since-then").exists()


def test_a_file_of_another_site_is_said_to_be_one(saved, capsys, settings):
    settings.SITE_ADDRESS = "https://guide.example.org"
    told = run(capsys, saved, replace=database_name())
    assert "The file is of another site: http://127.0.0.1:8000, not https://guide" in told


def test_a_file_from_before_backups_said_what_they_hold_is_still_restored(saved, capsys):
    lines = gzip.decompress(saved.read_bytes()).splitlines(keepends=True)
    older = _without_what_it_holds(lines)
    saved.write_bytes(gzip.compress(b"".join(older)))
    told = run(capsys, saved, replace=database_name())
    assert "The file: from before backups said what they hold" in told
    assert Edition.objects.count() == 1


def _without_what_it_holds(lines):
    first = json.loads(lines[0])
    for name in ("site", "newest", "highest", "accounts"):
        del first[name]
    rows = [json.dumps(first).encode() + b"\n", *lines[1:-1]]
    digest = hashlib.sha256(b"".join(rows)).hexdigest()
    return [*rows, json.dumps({"sha256": digest}).encode() + b"\n"]


# Numbers of editions


def test_an_edition_that_a_restore_took_away_leaves_its_number_to_nobody(saved):
    publish_something()
    assert Edition.objects.latest().number == 2
    restore(saved, replace=True)
    assert Edition.objects.latest().number == 1
    publish_something()
    assert Edition.objects.latest().number == 3
    restore(saved, replace=True)
    publish_something()
    assert Edition.objects.latest().number == 4


def test_a_new_database_on_the_same_machine_knows_by_the_machines_own_file(saved):
    number_floor.raise_to(7)
    _empty()
    restore(saved)
    publish_something()
    assert Edition.objects.latest().number == 8


def test_a_machine_that_never_saw_the_site_goes_on_at_the_next_hundred(saved, settings, tmp_path):
    settings.EDITION_FILE = tmp_path / "new-machine" / "edition.json"
    _empty()
    restore(saved)
    publish_something()
    assert Edition.objects.latest().number == 100


def test_whatever_families_have_read_here_is_remembered_by_the_machine(client, saved):
    publish_something()
    client.get("/en/")
    assert number_floor.read() == 2
    number_floor.raise_to(1)
    assert number_floor.read() == 2


def test_a_file_that_cannot_be_read_stops_no_publishing(saved, data_dir):
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / "highest-edition").write_text("nonsense")
    publish_something()
    assert Edition.objects.latest().number == 2


def test_what_changed_in_an_edition_is_compared_with_the_one_before_it_whatever_its_number(
    client, saved
):
    restore(saved, replace=True)
    number_floor.raise_to(41)
    publish_something()
    client.force_login(User.objects.create_superuser("root"))
    page = read(client.get("/admin/editions/42/")).text
    assert "word-1" in page
    assert "for-everyone" not in page


# The command as an administrator types it


@pytest.fixture
def as_typed(tmp_path):
    """as_typed(what, **variables) → what a command of deploy/manage finds, as the shell says it."""
    file = tmp_path / "guide.env"
    file.write_text("DATABASE_URL=postgres://live\nSITE_ADDRESS=https://guide.example.org\n")
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\neval echo "$2"\n')
    setpriv = tmp_path / "setpriv"
    setpriv.write_text('#!/bin/sh\nwhile [ "$1" != "$PYTHON" ]; do shift; done\nexec "$@"\n')
    for program in (python, setpriv):
        program.chmod(0o755)
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "SETTINGS": str(file),
        "PYTHON": str(python),
    }

    def run(what, **variables):
        command = ["deploy/manage", what]
        told = environment | variables
        done = subprocess.run(command, env=told, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return run


def test_what_the_caller_sets_wins_over_the_file_of_settings(as_typed):
    what = "$DATABASE_URL $SITE_ADDRESS"
    assert as_typed(what) == "postgres://live https://guide.example.org"
    drill = as_typed(what, DATABASE_URL="sqlite:////tmp/drill")
    assert drill == "sqlite:////tmp/drill https://guide.example.org"


def test_a_drill_writes_no_mirror_where_nginx_looks(as_typed):
    assert as_typed("$DATA_DIR $MIRROR_DIR") == "/var/lib/guide /var/cache/guide/site"
    assert as_typed("$DATA_DIR $MIRROR_DIR", DATA_DIR="/srv/drill") == "/srv/drill"
