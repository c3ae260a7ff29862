"""What this machine could not try is said at the end, loudly: a run that left a hundred tests out
must not look whole.

`python -m tests.not_tried FILE` says it for all runs that were told of this file by the variable
NOT_TRIED.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

WANTING = "not installed: "
HOW = "sudo make programs"


def count(skipped: list) -> Counter:
    """{program: tests that were left out for want of it}, from pytest's reports of what it
    skipped.
    """
    found = Counter()
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        _, wanting, program = reason.partition(WANTING)
        if wanting:
            found[program] += 1
    return found


def sentence(found: Counter) -> str:
    programs = ", ".join(f"{program} ({number})" for program, number in sorted(found.items()))
    return f"NOT TRIED: tests that need {programs}. To try them: {HOW}"


def note(found: Counter) -> None:
    """Keep it for the end of all runs."""
    if file := os.environ.get("NOT_TRIED"):
        with Path(file).open("a") as out:
            out.write(json.dumps(found) + "\n")


def main(file: str) -> None:
    kept = Path(file)
    lines = kept.read_text().splitlines() if kept.exists() else []
    found = sum((Counter(json.loads(line)) for line in lines), Counter())
    if found:
        print(f"\n{'!' * 100}\n{sentence(found)}\n{'!' * 100}")


if __name__ == "__main__":
    main(sys.argv[1])
