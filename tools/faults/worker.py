"""A worker dies."""

import os
import signal
import time

from .readers import Readers
from .scene import PAGES, expect, scene, sqlite
from .site import running, wait_until


@scene
def worker_killed_under_load(folder, options):
    with (
        running(folder / "data", sqlite(folder), PROXIES="1") as site,
        Readers(site, PAGES) as readers,
    ):
        for _ in range(3):
            time.sleep(options.seconds / 4)
            victim = site.workers()[0]
            os.kill(victim, signal.SIGKILL)
            wait_until(
                lambda v=victim: v not in site.workers() and len(site.workers()) == 2,
                30,
                "a new worker",
            )
        time.sleep(options.seconds / 4)
    expect(set(readers.failed()) <= {0}, f"answers with an error: {readers.failed()}")
    lost = readers.seen.get(0, 0)
    # Only what that worker had in its hands can be lost; a proxy in front asks another worker.
    expect(lost <= 3 * 4 + 3, f"{lost} connections lost")
    print(f"  3 workers killed: {readers.told()}, {lost} connections lost, no error page")
