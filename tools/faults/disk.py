"""The disk is full while staff save and publish, on backup, and where the edition file lies.

A full disk is a small file system of its own (tmpfs), filled to its last byte; mounting one needs
root.
"""

import contextlib
import re
import subprocess
import time

from tests import postgresql
from tests.pages import filled

from .colleague import Colleague
from .publishing import CHANGE
from .readers import Readers
from .scene import PAGES, PAPER, LeftOut, expect, scene, sqlite
from .site import running, wait_until

TYPED = "Words that took a long time to write. " * 400
PUBLISH = f"{CHANGE}from guide.publishing.actions import publish; publish(None)"


@scene
def disk_full_under_sqlite(folder, options):
    with small_disk(folder / "disk", 24) as disk:
        _play_at_the_desk(disk, f"sqlite:///{disk / 'guide.sqlite3'}", lambda: None, options)


@scene
def disk_full_under_postgresql(folder, options):
    with small_disk(folder / "disk", 120) as disk, postgresql.server(disk) as database:

        def mend():
            if not database.runs():  # it may have stopped for want of room
                database.start()

        _play_at_the_desk(disk, database.url, mend, options)


def _play_at_the_desk(disk, database_url, mend, options):
    with running(disk / "data", database_url, PROXIES="1", TWO_FACTOR="no") as site:
        kept, saved = disk / "data" / "edition.json", disk / "guide.ops.backup"
        site.manage("backup", str(saved))
        site.manage("shell", "--no-imports", "-c", CHANGE)
        editor = Colleague(site)
        editor.sign_in()
        address = _first_term(editor)
        form = filled(editor.open(address).page.first("form", id="term_form")) | {
            "definition_en": TYPED
        }
        publish = filled(editor.open("/admin/publish/").page.first("form", class_="module"))
        whole, old = kept.read_bytes(), saved.read_bytes()
        with Readers(site, [*PAGES, PAPER], rate=options.rate) as readers:
            time.sleep(options.seconds / 4)
            fill(disk)
            time.sleep(options.seconds / 4)
            published = editor.send("/admin/publish/", publish)
            answer = editor.send(address, form)
            backup = site.manage("backup", str(saved), check=False)
            time.sleep(options.seconds / 4)
            for name, seen in (("publishing", published), ("saving", answer)):
                expect(seen.status == 503, f"{name} said {seen.status}")
            expect(
                "This cannot be done for a moment" in answer.page.first("h1").text, answer.page.text
            )
            again = filled(answer.page.first("form"))
            expect(
                again["definition_en"].strip() == TYPED.strip(), "what was typed is not on the page"
            )
            expect(
                backup.returncode == 1 and "could not be written" in backup.stderr, backup.stderr
            )
            expect(saved.read_bytes() == old, "the old backup is gone")
            expect(kept.read_bytes() == whole, "the edition file is not as it was")
            expect(not [*disk.glob(".*"), *kept.parent.glob(".*")], "half a file was left")
            expect(site.ready()["edition"] == 1, "half published")
            empty(disk)
            mend()
            wait_until(lambda: site.ready().get("status") == "ok", 30, "health to say ok again")
            wait_until(
                lambda: editor.send(address, again).status == 302, 30, "the same form to be taken"
            )
            expect(
                editor.send("/admin/publish/", publish).status == 302,
                "publishing is refused afterwards",
            )
            wait_until(
                lambda: site.ready()["edition"] == 2,
                15,
                "the edition that was published afterwards",
            )
        readers.expect_none_failed()
        words = editor.open(address).page.first("textarea", name="definition_en").text
        expect(TYPED.strip() in words, "what was sent again is not in the database")
    print(
        "  publishing and saving: 503 with all that was typed; sent again with room on the disk: "
        "taken"
    )
    print(f"  backup: {backup.stderr.strip()}")
    print(f"  old backup and edition file as they were; families: {readers.told()}, none failed")


@scene
def disk_full_under_the_edition_file(folder, options):
    """The database has room, the server's own folder has none."""
    with (
        small_disk(folder / "disk", 24) as disk,
        running(disk / "data", sqlite(folder), PROXIES="1") as site,
    ):
        kept = disk / "data" / "edition.json"
        wait_until(kept.exists, 20, "the edition file")
        whole = kept.read_bytes()
        with Readers(site, [*PAGES, PAPER], rate=options.rate) as readers:
            fill(disk)
            site.manage("shell", "--no-imports", "-c", PUBLISH)
            wait_until(lambda: site.ready()["edition"] == 2, 15, "the new edition")
            time.sleep(options.seconds / 4)
            expect(kept.read_bytes() == whole, "the edition file is not as it was")
            expect(not [f.name for f in kept.parent.glob(".*")], "half a file was left")
            empty(disk)
            wait_until(
                lambda: kept.read_bytes() != whole,
                15,
                "the new edition to be kept once there is room",
            )
        readers.expect_none_failed()
    print(
        "  edition 2 was read without being kept, then kept as soon as there was room; "
        f"families: {readers.told()}"
    )


@contextlib.contextmanager
def small_disk(folder, megabytes):
    folder.mkdir()
    folder.parent.chmod(0o711)  # PostgreSQL runs as another user
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", folder]
    if subprocess.run(mount, capture_output=True).returncode:
        raise LeftOut(
            "a small file system can only be mounted by root: `unshare -rm make faults` may do"
        )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk):
    """Take every byte that is left."""
    with (disk / "filler").open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)


def empty(disk):
    (disk / "filler").unlink()


def _first_term(editor):
    page = editor.open("/admin/guide/term/").body.decode()
    return re.search(r"/admin/guide/term/\d+/change/", page)[0]
