"""The log's lines: unusual ones at once, those of remembered pages together and soon, none lost."""

import os
import subprocess
import sys
import threading

from guide.serving.batch import LINES, Batch

ENDS = """
from guide.serving.batch import Batch
Batch(lambda text: print(text, end="", flush=True)).add("the last line\\n", at_once=False)
"""


def test_a_line_that_cannot_wait_takes_those_before_it_along():
    written = []
    lines = Batch(written.append)
    lines.add("a\n", at_once=False)
    assert written == []
    lines.add("b\n", at_once=True)
    assert written == ["a\nb\n"]


def test_lines_that_can_wait_are_written_without_another_request():
    arrived = threading.Event()
    written = []
    Batch(lambda text: (written.append(text), arrived.set())).add("a\n", at_once=False)
    assert arrived.wait(30)
    assert written == ["a\n"]


def test_no_line_is_lost_or_doubled_where_many_threads_write():
    written = []
    lines = Batch(written.append)
    threads = [
        threading.Thread(target=lambda n=n: [lines.add(f"{n}-{i}\n", at_once=i % 7 == 0) for i in range(200)])
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines.flush()
    found = "".join(written).split()
    assert sorted(found) == sorted(f"{n}-{i}" for n in range(8) for i in range(200))


def test_a_write_is_short_enough_to_stay_in_one_piece_on_a_pipe():
    written = []
    lines = Batch(written.append)
    for _ in range(LINES * 3):
        lines.add("x" * 240 + "\n", at_once=False)
    lines.flush()
    assert max(map(len, written)) <= os.pathconf("/", "PC_PIPE_BUF")


def test_a_process_that_ends_writes_its_last_lines():
    done = subprocess.run([sys.executable, "-c", ENDS], capture_output=True, text=True, check=True)
    assert done.stdout == "the last line\n"
