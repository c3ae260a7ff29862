"""The service starts while the database is away: what it needs beforehand stops it no more."""

import json
import sqlite3
from contextlib import closing

from . import kept_site
from .postgresql import database_of_its_own
from .test_production import DEPLOY, GOOD, manage


def test_where_the_database_does_not_answer_it_says_so_and_the_server_may_start():
    away = "postgres://guide:a-secret@127.0.0.1:1/guide"
    done = manage("prepare", **GOOD | {"DATABASE_URL": away})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stderr)["message"].startswith("The database does not answer")
    assert "restart the service" in done.stderr
    assert "a-secret" not in done.stderr


def test_where_it_answers_it_is_migrated(tmp_path):
    """Here a database that lacks the last step of all."""
    database = kept_site.migrated_in(tmp_path)
    with closing(sqlite3.connect(tmp_path / "guide.sqlite3")) as behind, behind:
        behind.execute("DROP TABLE django_session")
        behind.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    here = GOOD | {"DATABASE_URL": database}
    assert manage("migrate", "--check", **here).returncode == 1
    assert manage("prepare", **here).returncode == 0
    done = manage("migrate", "--check", **here)
    assert done.returncode == 0, done.stderr


def test_where_it_can_only_be_read_the_server_may_start_too():
    with database_of_its_own() as running:
        read_only = f"{running.url}?options=-c%20default_transaction_read_only=on"
        done = manage("prepare", **GOOD | {"DATABASE_URL": read_only})
    assert done.returncode == 0, done.stderr
    assert "could not be brought up to date" in done.stderr


def test_the_unit_calls_it_and_nothing_else_that_needs_the_database():
    unit = (DEPLOY / "systemd" / "guide.service").read_text()
    before = [line for line in unit.splitlines() if line.startswith("ExecStartPre=")]
    assert [line.split("manage.py ")[1].split()[0] for line in before] == [
        "prepare",
        "collectstatic",
    ]
