"""What a piece of work needs: seconds of the processor, and memory at its highest."""

import time
from pathlib import Path

SECONDS, MEGABYTES = 1, 150
ATTEMPTS = 3
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def within_bounds(work):
    """What `work()` returns, or the Exception that it ends with; it may need no more than a second
    and 150 MB.

    The processor's time is counted, not the clock's. It too is longer while other work shares the
    core, and where modules are loaded for the first time, so the best of three attempts counts.
    """
    for _attempt in range(ATTEMPTS):
        result, seconds, megabytes = _measured(work)
        if seconds < SECONDS and megabytes < MEGABYTES:
            return result
        if seconds > 10 * SECONDS:
            break
    raise AssertionError(f"{seconds:.2f} s, {megabytes:.0f} MB")


def _measured(work):
    CLEAR.write_text("5")  # from here on the highest is counted anew
    before, started = _megabytes("VmRSS"), time.process_time()
    try:
        result = work()
    except Exception as problem:
        result = problem
    return result, time.process_time() - started, _megabytes("VmHWM") - before


def _megabytes(name):
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
