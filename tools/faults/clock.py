"""The server's clock is wrong, or is put right while it runs. Played with Debian's faketime.

What measures how long something takes (time-outs, limits) has a clock of its own that nobody can
move.
"""

import os
import time
from contextlib import contextmanager
from pathlib import Path

from tests.pages import filled

from .colleague import Colleague
from .publishing import CHANGE
from .readers import Readers
from .scene import PAGES, PAPER, LeftOut, expect, scene, sqlite
from .site import Site, wait_until

LIBRARY = "faketime/libfaketimeMT.so.1"
READ = [
    "/en/guide/high/one-place/",
    "/fr/soutien/",
    "/sitemap.xml",
    "/edition.json",
    PAPER,
    f"{PAPER}?text=large",
]
SENDINGS, IN = 30, 600  # most from one address in so many seconds, as settings.RATE_LIMITS says


@scene
def clock_a_year_off(folder, options):
    """Started with another clock, the server sends the same bytes; staff sign in and publish."""
    (folder / "clock").write_text("+0")
    seen = {}
    for told in ("+0", "+1y", "-1y"):
        with _moved(folder, told) as (site, _move):
            editor = Colleague(site, make=told == "+0")
            editor.sign_in()
            expect(editor.open("/admin/").status == 200, "the desk is not shown")
            seen[told] = [site.get(path) for path in READ]
            expect(
                {status for status, _ in seen[told]} == {200},
                f"pages: {[s for s, _ in seen[told]]}",
            )
    expect(seen["+0"] == seen["+1y"] == seen["-1y"], "pages or papers depend on the clock")
    with _moved(folder, "-1y") as (site, _move):
        site.manage("shell", "--no-imports", "-c", CHANGE)
        editor = Colleague(site, make=False)
        editor.sign_in()
        _publish(editor, site, 2)
        pages = {path: site.get(path)[0] for path in [*READ, "/en/feed.xml", "/en/about/"]}
        expect(set(pages.values()) == {200}, f"pages: {pages}")
        _expect_no_error(site)
    print(
        f"  clock right, a year ahead, a year back: {len(READ)} pages, papers and lists have the "
        "same bytes"
    )
    print(
        "  a year back: signed in, published an edition that is dated before the one before it, "
        "which families read"
    )


@scene
def clock_jumps_while_running(folder, options):
    (folder / "clock").write_text("+0")
    with _moved(folder, "+0") as (site, move):
        editor = Colleague(site)
        editor.sign_in()
        before = [site.get(path) for path in READ]
        with Readers(site, [*PAGES, PAPER], rate=10) as readers:
            refused = [_send_too_often(site)]
            for number, told in enumerate(("+1y", "-1y", "+0"), 2):
                move(told)
                expect([site.get(path) for path in READ] == before, f"pages differ after {told}")
                refused.append(_send_too_often(site))
                opened = editor.open("/admin/publish/").status
                expect(opened in (200, 302), f"the desk said {opened} after {told}")
                if opened == 302:  # a session of last year
                    editor.sign_in()
                site.manage("shell", "--no-imports", "-c", CHANGE)
                _publish(editor, site, number)
                before = [site.get(path) for path in READ]
        readers.expect_none_failed()
        expect(
            refused[0] <= IN and refused == sorted(refused, reverse=True), f"Retry-After: {refused}"
        )
        _expect_no_error(site)
    print(
        f"  a year ahead, two years back, and right again while running: {readers.told()}, none "
        "failed"
    )
    print(
        f"  signed in and published each time; who sends too often is told to wait {refused} s: "
        "no clock shortens that"
    )


@contextmanager
def _moved(folder, told):
    """(site, move): a site whose clock is `told` off; move(told) while it runs."""
    library = next(Path("/usr/lib").glob(f"*/{LIBRARY}"), None)
    if not library:
        raise LeftOut("needs Debian's faketime")
    clock = folder / "clock"

    def move(told):
        beside = folder / "clock.new"
        beside.write_text(told)
        os.replace(beside, clock)
        time.sleep(1.5)  # the file is looked at every second

    move(told)
    fake = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }
    site = Site(folder / "data", sqlite(folder), PROXIES="1", TWO_FACTOR="no", WORKERS="1", **fake)
    site.patience = 120  # under faketime all that asks the time takes many times as long
    site.set_up()
    site.start()
    try:
        yield site, move
    finally:
        site.stop()


def _publish(editor, site, number):
    opened = editor.open("/admin/publish/")
    form = opened.status == 200 and opened.page.first("form", class_="module")
    expect(form, f"the publish page said {opened.status}: {opened.page.text[-600:]}")
    form = filled(form)
    answer = editor.send("/admin/publish/", form)
    expect(answer.status == 302, f"publishing said {answer.status}")
    wait_until(lambda: site.ready()["edition"] == number, 15, f"edition {number}")


def _send_too_often(site):
    """The Retry-After that somebody hears who sends the feedback form too often."""
    for _ in range(SENDINGS + 1):
        answer = site.ask("/en/feedback/", "POST", **{"X-Forwarded-For": "192.0.2.77"})
        if answer.status == 429:
            return int(answer.headers["Retry-After"])
    raise AssertionError(f"{SENDINGS + 1} sendings in ten minutes were all taken")


def _expect_no_error(site):
    errors = [line for line in (site.folder / "log").read_text().splitlines() if '"ERROR"' in line]
    expect(not errors, f"the log has {len(errors)} errors: {errors[:2]}")
