"""Debian's PostgreSQL for as long as a command runs: on a free port, in a temporary folder, never
as root.

`python -m tests.postgresql COMMAND …` runs COMMAND with DATABASE_URL naming it, and with
TEMPLATE_DATABASE naming a database there that is migrated: those of the tests begin as copies of
it. Where its programs are missing the command is left out with the reason; in CI that is a failure.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg

from . import not_tried

# Nothing here outlives the tests, so it need not survive a power cut. What is committed is there
# after the server was killed, as it is where people run it: so commits are not kept back.
OPTIONS = "-c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
TEMPLATE = "migrated"


class NotInstalled(LookupError):
    """The PostgreSQL programs are not on this machine."""


def programs():
    """The folder of the newest PostgreSQL programs. Raises NotInstalled."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3])
    )
    initdb = found[-1] if found else shutil.which("initdb")
    if not initdb:
        raise NotInstalled("PostgreSQL's programs are not installed (apt install postgresql)")
    return Path(initdb).resolve().parent


class Server:
    """One PostgreSQL server that can be stopped and started again on the same port with the same
    data.
    """

    def __init__(self, folder):
        self.bin, self.folder = programs(), Path(folder)
        self.port = free_port()
        self.url = f"postgres://guide@127.0.0.1:{self.port}/postgres"
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        else:
            self.owner = {}
        self._run(
            "initdb",
            "--username=guide",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )

    def start(self):
        options = f"{OPTIONS} -p {self.port} -k {self.folder}"
        self._run("pg_ctl", "start", "--wait", "--log", self.folder / "log", "-o", options)

    def stop(self, how="fast"):
        self._run("pg_ctl", "stop", "--wait", "--mode", how)

    def runs(self):
        try:
            self._run("pg_ctl", "status")
        except subprocess.CalledProcessError:
            return False
        return True

    def _run(self, program, *arguments):
        command = [self.bin / program, "-D", self.folder / "data", *arguments]
        subprocess.run(
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.owner
        )


@contextmanager
def server(where=None):
    """A running Server below this folder, stopped and removed at the end. Raises NotInstalled."""
    with tempfile.TemporaryDirectory(prefix="guide-postgresql-", dir=where) as folder:
        running = Server(folder)
        running.start()
        try:
            yield running
        finally:
            running.stop("immediate")


@contextmanager
def database_of_its_own():
    """A running Server for a test, which is skipped where its programs are missing; in CI that is a
    failure.
    """
    from .programs import need  # brings pytest, which the server alone does without

    try:
        programs()
        there = True
    except NotInstalled:
        there = False
    need(there, "PostgreSQL")
    with server() as running:
        yield running


def make_template(running):
    """A migrated database on this server, to be copied."""
    with psycopg.connect(running.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        env=os.environ | {"DATABASE_URL": f"{running.url.rpartition('/')[0]}/{TEMPLATE}"},
        check=True,
    )


@contextmanager
def copy_of_template(name):
    """The address of a database of this name beside that of DATABASE_URL, migrated; removed at the
    end.
    """
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {os.environ['TEMPLATE_DATABASE']}")
        yield f"{url.rpartition('/')[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(command):
    try:
        with server() as running:
            make_template(running)
            told = {"DATABASE_URL": running.url, "TEMPLATE_DATABASE": TEMPLATE}
            return subprocess.run(command, env=os.environ | told).returncode
    except NotInstalled as missing:
        print(f"Left out: {' '.join(command)}: {missing}.", file=sys.stderr)
        not_tried.note({"PostgreSQL, and all once more on it": 1})
        return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
