"""Bad luck, played on the production server. `python -m tools.faults.scenes [NAME …] [--seconds
N]`, or `make faults`.

Each scene prints what it saw, and fails if families or staff noticed more than they should. A scene
that needs what this machine does not have (root for a small disk, nginx, faketime, bubblewrap) says
that it was left out.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from . import backups, clients, clock, database, disk, image, publishing, versions, worker
from .scene import SCENES, LeftOut


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", choices=[*SCENES, []])
    asked.add_argument(
        "--seconds", type=float, default=20, help="how long a scene under load lasts"
    )
    asked.add_argument(
        "--rate",
        type=float,
        default=150,
        help="pages a second that readers ask for; 0: all they can",
    )
    asked.add_argument(
        "--older",
        help="a commit for the scene of two versions; else the last with fewer migrations",
    )
    options = asked.parse_args()
    return sum(not _play(name, options) for name in options.names or SCENES)


def _play(name, options):
    print(name.replace("_", " "), flush=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="guide-faults-") as folder:
        try:
            SCENES[name](Path(folder), options)
        except LeftOut as reason:
            print(f"  left out: {reason}")
        except Exception as problem:  # the other scenes are still to be played
            print(
                f"  FAILED: {type(problem).__name__}: "
                f"{problem}\n{getattr(problem, 'stderr', None) or ''}"
            )
            for log in Path(folder).glob("*/log"):
                print(
                    f"  the end of {log.parent.name}/{log.name}:",
                    *log.read_text().splitlines()[-5:],
                    sep="\n  ",
                )
            return False
    print(f"  ({time.monotonic() - started:.0f} s)", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
