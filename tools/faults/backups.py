"""A backup is made while staff save: it shows one moment, and nobody's saving fails."""

import contextlib
import gzip
import json
import subprocess
import sys
import time

from tests import postgresql

from .scene import expect, scene, sqlite
from .site import Site

TIMES = 5
# Saves the same number in a person and in an entry, in one transaction, again and again until it is
# ended; tells how often, and how long the longest saving took.
WRITER = """
import signal, time
from django.contrib.auth.models import User
from django.db import transaction
from guide.models import Term
ended = []
signal.signal(signal.SIGTERM, lambda *args: ended.append(True))
user, term = User.objects.create_user("writer"), Term.objects.first()
print("ready", flush=True)
number, longest = 0, 0
while not ended:
    number, started = number + 1, time.monotonic()
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(last_name=str(number))
        Term.objects.filter(pk=term.pk).update(order=number)
    longest = max(longest, time.monotonic() - started)
    time.sleep(0.01)
print(number, longest, term.code, flush=True)
"""


@scene
def backup_while_staff_save(folder, options):
    _play("SQLite", Site(folder / "one", sqlite(folder)), folder)
    with postgresql.server() as database:
        _play("PostgreSQL", Site(folder / "two", database.url), folder)


def _play(name, site, folder):
    site.set_up()
    with _writer(site) as writer:
        expect(writer.stdout.readline() == "ready\n", "the writer did not start")
        files = [folder / f"{name}-{number}.backup" for number in range(TIMES)]
        for file in files:
            site.manage("backup", str(file))
            time.sleep(0.2)
        writer.terminate()
        saved, longest, term = writer.stdout.readline().split()
    moments = [_numbers(file, term) for file in files]
    expect(all(one == other for one, other in moments), f"a backup shows two moments: {moments}")
    expect(len(set(moments)) == TIMES, f"nobody saved between two backups: {moments}")
    longest = f"the longest of {saved} savings took {float(longest):.1f} s"
    print(f"  {name}: {TIMES} backups while somebody saved, each of one moment; {longest}")


@contextlib.contextmanager
def _writer(site):
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WRITER]
    writer = subprocess.Popen(
        command, cwd=site.root, env=site.environment, stdout=subprocess.PIPE, text=True
    )
    with writer:
        try:
            yield writer
        finally:
            writer.terminate()


def _numbers(file, term):
    """What the writer had saved last, as the backup tells it of the person and of the entry."""
    rows = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()[1:-1]]
    fields = {
        (row["model"], row["fields"].get("username") or row["fields"].get("code")): row["fields"]
        for row in rows
    }
    return int(fields["auth.user", "writer"]["last_name"]), fields["guide.term", term]["order"]
