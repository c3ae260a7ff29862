"""Bad luck, played on the production server. `python -m tests.faults.scenes [NAME …] [--seconds N]`, or `make faults`.

Each scene prints what it saw and fails if families noticed.
"""

import argparse
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import postgresql

from .hostile import send_hostile
from .site import HOST, ROOT, Readers, Site, running, wait_until

PAGES = ["/en/", "/fr/guide/high/one-place/", "/en/guide/low/", "/en/search/?q=transplant", "/fr/traitements/surgery/"]
PAPER = "/en/guide/high/one-place/summary.pdf"
SCENES = {}


def scene(play):
    SCENES[play.__name__] = play
    return play


@scene
def database_stopped_and_started_under_load(folder, seconds):
    with postgresql.server() as database, running(folder / "data", database.url) as site:
        with Readers(site, [*PAGES, PAPER]) as readers:
            time.sleep(seconds / 2)
            database.stop("immediate")
            wait_until(lambda: site.ready().get("status") == "degraded", 15, "health to say degraded")
            time.sleep(seconds / 2)
            feedback = site.get("/admin/login/", "POST", b"username=a&password=b")[0]
            database.start()
            wait_until(lambda: site.ready().get("status") == "ok", 30, "health to say ok again")
        expect(not readers.failed(), f"failed reads: {readers.failed()}")
        expect(feedback in (403, 503), f"the desk said {feedback}")
        print(f"  {readers.seen[200]} pages and papers read, none failed; the desk meanwhile: {feedback}")


@scene
def worker_killed_under_load(folder, seconds):
    with running(folder / "data", sqlite(folder)) as site, Readers(site, PAGES) as readers:
        for _ in range(3):
            time.sleep(seconds / 4)
            victim = site.workers()[0]
            os.kill(victim, signal.SIGKILL)
            wait_until(lambda v=victim: v not in site.workers() and len(site.workers()) == 2, 30, "a new worker")
        time.sleep(seconds / 4)
        expect(set(readers.failed()) <= {0}, f"answers with an error: {readers.failed()}")
        lost = readers.seen.get(0, 0)
        # Only what that worker had in its hands can be lost; a proxy in front asks another worker.
        expect(lost <= 3 * 4 + 3, f"{lost} connections lost")
        print(f"  3 workers killed: {readers.seen[200]} pages read, {lost} connections lost, no error page")


@scene
def disk_full(folder, seconds):
    with running(folder / "data", sqlite(folder)) as site:
        expect(site.get(PAGES[1])[0] == 200, "no page")
        kept = (folder / "data" / "edition.json").read_bytes()
        full = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))}
        command = [sys.executable, "manage.py", "backup", str(folder / "guide.backup")]
        done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True, **full)
        expect(done.returncode == 1 and "could not be written" in done.stderr, done.stderr)
        expect(not list(folder.glob("*guide.backup*")), "half a backup was left")
        (folder / "data" / "edition.json").unlink()
        again = Site(folder / "full", sqlite(folder), FULL="yes")
        again.folder.mkdir()
        again.environment["DATA_DIR"] = "/dev/full/nothing"
        again.environment["PROMETHEUS_MULTIPROC_DIR"] = ""
        code = "from guide.edition import current; print(current.live().number)"
        shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        done = subprocess.run(shell, cwd=ROOT, env=again.environment, capture_output=True, text=True)
        expect(done.stdout.strip() == "1", done.stderr)
        expect(site.get(PAGES[1])[0] == 200, "no page afterwards")
        print(f"  backup refused whole, edition read without its file ({len(kept)} bytes), families read on")


@scene
def edition_file_truncated_or_forged(folder, seconds):
    with postgresql.server() as database:
        site = Site(folder / "data", database.url)
        site.set_up()
        site.start()
        wait_until((folder / "data" / "edition.json").exists, 20, "the edition file")
        site.stop()
        database.stop("immediate")
        file = folder / "data" / "edition.json"
        whole = file.read_bytes()
        for name, content, status in (
            ("whole", whole, 200),
            ("truncated", whole[: len(whole) // 2], 503),
            ("forged", whole.replace(b"neuroblastoma", b"nothing", 1), 503),
        ):
            file.write_bytes(content)
            site.start()
            seen = site.get("/en/guide/high/one-place/")[0]
            site.stop()
            expect(seen == status, f"{name}: {seen} instead of {status}")
            print(f"  without a database, {name} file: {seen}")
        database.start()


@scene
def hostile_requests(folder, seconds):
    with running(folder / "data", sqlite(folder)) as site:
        seen = send_hostile(site.port, HOST, 10_000)
        expect(not [status for status in seen if status >= 500], f"answers: {seen}")
        expect(site.get(PAGES[0])[0] == 200, "no page afterwards")
        print(f"  10000 hostile requests, answers by status (0: connection closed): {dict(sorted(seen.items()))}")


@scene
def slow_clients(folder, seconds):
    with running(folder / "data", sqlite(folder)) as site:
        slow = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(200)]
        for one in slow:
            one.sendall(b"GET /en/ HTTP/1.1\r\nHost: ")
        with Readers(site, PAGES) as readers:
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                for one in slow:
                    try:
                        one.sendall(b"a")
                    except OSError:
                        continue
                time.sleep(1)
        for one in slow:
            one.close()
        expect(not readers.failed(), f"failed reads: {readers.failed()}")
        print(f"  200 clients sending a letter a second; beside them {readers.seen[200]} pages read, none failed")


@scene
def load_while_publishing(folder, seconds):
    code = (
        "from guide.models import Term; from guide.publishing.actions import approve_as_starter, publish;"
        "term = Term.objects.with_links().first(); term.order += 1; term.save();"
        "approve_as_starter(term); publish(None)"
    )
    with running(folder / "data", sqlite(folder)) as site, Readers(site, [*PAGES, PAPER]) as readers:
        before = site.ready()["edition"]
        for number in range(1, 4):
            site.manage("shell", "--no-imports", "-c", code)
            started = time.monotonic()
            wait_until(lambda n=before + number: site.ready()["edition"] == n, 30, "the new edition")
            print(f"  edition {before + number} answered {time.monotonic() - started:.1f} s after it was published")
        expect(not readers.failed(), f"failed reads: {readers.failed()}")
        print(f"  {readers.seen[200]} pages read, none failed")


def sqlite(folder):
    return f"sqlite:///{folder / 'guide.sqlite3'}"


def expect(true, otherwise):
    if not true:
        raise AssertionError(otherwise)


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", choices=[*SCENES, []])
    asked.add_argument("--seconds", type=float, default=20, help="how long a scene under load lasts")
    options = asked.parse_args()
    failed = 0
    for name in options.names or SCENES:
        print(name.replace("_", " "), flush=True)
        with tempfile.TemporaryDirectory(prefix="guide-faults-") as folder:
            try:
                SCENES[name](Path(folder), options.seconds)
            except (AssertionError, subprocess.CalledProcessError, postgresql.NotInstalled) as problem:
                failed += 1
                print(f"  FAILED: {problem}")
                log = Path(folder) / "data" / "log"
                print(*(log.read_text().splitlines()[-5:] if log.exists() else ()), sep="\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
