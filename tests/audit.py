"""Known faults in the dependencies: `python -m tests.audit`, or `make audit`.

Fails on a known fault; where the advisory database cannot be reached it says so and passes, as that
tells nothing of the code.
"""

import os
import re
import subprocess
import sys

# Without it nothing would be asked, and all would seem well.
import pip_audit  # noqa: F401
from django.conf import settings


def main():
    # It names also what our dependencies need, and what the site runs on.
    files = [settings.BASE_DIR / "requirements-dev.lock"]
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--progress-spinner",
        "off",
        "--disable-pip",
        "--no-deps",
    ]
    command += [part for file in files for part in ("--requirement", file)]
    done = subprocess.run(command, capture_output=True, text=True)
    told = done.stdout + done.stderr
    print(told)
    if "could not be audited" in told or (done.returncode and "vulnerabilit" not in told):
        print(
            "Not (wholly) audited: the advisory database could not be reached, or does not know "
            "these packages."
        )
    return 1 if re.search(r"Found \d+ known vulnerabilit", told) else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rnbsite.settings")
    sys.exit(main())
