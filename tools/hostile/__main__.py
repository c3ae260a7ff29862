"""Attack the server in each way that it is run: `python -m tools.hostile [--count N] [--seed N]`.

With granian and with gunicorn, each alone and behind nginx. Prints one row for each. Ends with 1
where anything was wrong: an error but our own 503 with Retry-After, a connection that lost count, a
page that changed, a word in the log.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.proxy import proxy
from tools.faults.site import GUNICORN, HOST, ProxiedSite, Site
from tools.faults.slow import connect_to

from .attack import attack

WAYS = {
    "granian": (None, False),
    "granian behind nginx": (None, True),
    "gunicorn": (GUNICORN, False),
    "gunicorn behind nginx": (GUNICORN, True),
}
# What gunicorn alone says to a transfer coding or a version that does not exist, as HTTP asks for.
RIGHT_ALONE = (501, 505)


def attacked(way: str, folder: Path, count: int, seed: int, one_in: int = 1, **settings):
    """The Report of so many requests on the site in `folder`, run in one of WAYS with these
    settings. one_in: see `attack`.
    """
    server, with_nginx = WAYS[way]
    with ExitStack() as stack:
        site = running(folder, server, with_nginx, **settings)
        stack.callback(site.stop)
        if not with_nginx:
            but = RIGHT_ALONE if server == GUNICORN else ()
            connect = connect_to(site.port, buffer=65536)
            return attack(site, connect, count, seed, but, one_in)
        front = stack.enter_context(
            proxy(Path(tempfile.mkdtemp(dir=folder)), [f"127.0.0.1:{site.port}"], HOST)
        )
        through = connect_to(front.port, front.trust(), buffer=65536)
        return attack(ProxiedSite(site, front), through, count, seed, one_in=one_in)


def running(folder: Path, server=None, with_nginx: bool = False, **settings) -> Site:
    """A started Site with the database in `folder`, which is set up where it is not."""
    database = folder / "guide.sqlite3"
    behind = {"PROXIES": "1"} if with_nginx else {}
    data = Path(tempfile.mkdtemp(dir=folder)) / "data"
    site = Site(
        data,
        f"sqlite:///{database}",
        server=server,
        STATIC_ROOT=str(folder / "static"),
        **behind,
        **settings,
    )
    if not (folder / "static").exists():
        site.set_up()
    site.start()
    return site


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=20_000, help="requests in all")
    asked.add_argument("--seed", type=int, default=20261124)
    asked.add_argument("--way", choices=WAYS, action="append", help="one of the ways; else all")
    options = asked.parse_args()
    ways = options.way or list(WAYS)
    good = True
    with tempfile.TemporaryDirectory(prefix="guide-hostile-") as folder:
        for number, way in enumerate(ways):
            started = time.monotonic()
            report = attacked(way, Path(folder), options.count // len(ways), options.seed + number)
            print(f"{way}: {report.told()} ({time.monotonic() - started:.0f} s)", flush=True)
            good = good and not report.wrong and not report.changed
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
