"""Two versions of the program on one database, as during every change of version on several
machines.
"""

import subprocess
from contextlib import contextmanager

from tests import postgresql

from .colleague import Colleague
from .publishing import CHANGE
from .readers import Readers
from .scene import PAGES, PAPER, LeftOut, expect, scene
from .site import ROOT, Site, wait_until

PUBLISH = f"{CHANGE}from guide.publishing.actions import publish; publish(None)"


@scene
def two_versions_on_one_database(folder, options):
    with (
        postgresql.server() as database,
        _checkout(folder / "older", options.older) as (root, told),
    ):
        behind_proxy = {"PROXIES": "1", "TWO_FACTOR": "no"}
        old = Site(folder / "old-data", database.url, root=root, **behind_proxy)
        new = Site(folder / "new-data", database.url, **behind_proxy)
        try:
            _play(old, new, options, told)
        finally:
            for site in (old, new):
                if hasattr(site, "process"):
                    site.stop()


def _play(old, new, options, told):
    old.set_up()
    old.start()
    editor = Colleague(old)
    editor.sign_in()
    with Readers(old, [*PAGES, PAPER], rate=options.rate / 2) as of_old:
        new.set_up()  # the new version migrates under the feet of the old one
        new.start()
        with Readers(new, [*PAGES, PAPER], rate=options.rate / 2) as of_new:
            new.manage("shell", "--no-imports", "-c", PUBLISH)
            wait_until(lambda: new.ready()["edition"] == 2, 15, "the new version to follow itself")
            followed = _follows(old, 2)
            desk = editor.open("/admin/").status
            old.manage("shell", "--no-imports", "-c", PUBLISH)
            back = _follows(new, 3)
    old.stop()
    # A machine of the old version that starts anew in the midst of it, or goes back to it, as its
    # service does.
    old.manage("migrate", "--noinput")
    old.start()
    with Readers(old, [*PAGES, PAPER], rate=options.rate / 2) as of_old_again:
        wait_until(
            lambda: old.ready().get("status") == "ok",
            30,
            "the old version to be well after a restart",
        )
    for readers in (of_old, of_new, of_old_again):
        readers.expect_none_failed()
    expect(desk == 200, f"the desk of the old version said {desk}")
    print(
        f"  {told}, migrated under its feet: {of_old.told()}, none failed, nor after a restart; "
        f"its desk: {desk}"
    )
    print(f"  published by the new version: {followed}; by the old one, the new one: {back}")


def _follows(site, number):
    """Whether a site follows or goes on with the edition before; anything else is a fault."""
    try:
        wait_until(lambda: site.ready()["edition"] == number, 10, "")
    except AssertionError:
        ready = site.ready()
        expect(ready["status"] == "ok" and ready["edition"] < number, f"{ready}")
        expect(
            "cannot be read by this version" in (site.folder / "log").read_text(),
            "not followed, without a word",
        )
        return "goes on with the edition before, and says why in its log"
    return "follows"


@contextmanager
def _checkout(folder, commit):
    """(folder with an older version of the program, what it is).

    Without a commit, the last with fewer migrations.
    """
    if not commit:
        newest = _git("log", "-1", "--format=%H", "--diff-filter=A", "--", "guide/migrations")
        commit = f"{newest}~1" if newest else None
    if not commit or not (number := _git("rev-parse", "--verify", "--short", commit)):
        raise LeftOut("needs the history of the repository")
    _git("worktree", "add", "--quiet", "--detach", str(folder), number)
    try:
        yield (
            folder,
            f"version {number}, {_git('rev-list', '--count', f'{number}..HEAD')} commits old",
        )
    finally:
        _git("worktree", "remove", "--force", str(folder))


def _git(*arguments):
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
