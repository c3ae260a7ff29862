"""The log's lines: unusual ones at once, those of remembered pages together and soon, none lost."""

import os
import subprocess
import sys
import threading

from guide.serving.access_log import LINES, Record
from guide.serving.batch import MANY, Batch

ENDS = """
from guide.serving.batch import Batch
Batch(lambda lines: print(*lines, flush=True)).add("the last line", at_once=False)
"""


def test_a_line_that_cannot_wait_takes_those_before_it_along():
    written = []
    lines = Batch(written.append)
    lines.add("a", at_once=False)
    assert written == []
    lines.add("b", at_once=True)
    assert written == [["a", "b"]]


def test_lines_that_can_wait_are_written_without_another_request():
    arrived = threading.Event()
    written = []
    Batch(lambda lines: (written.extend(lines), arrived.set())).add("a", at_once=False)
    assert arrived.wait(30)
    assert written == ["a"]


def test_no_line_is_lost_or_doubled_where_many_threads_write():
    written = []
    lines = Batch(written.extend)
    threads = [
        threading.Thread(target=lambda n=n: [lines.add(f"{n}-{i}", at_once=i % 7 == 0) for i in range(200)])
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines.flush()
    assert sorted(written) == sorted(f"{n}-{i}" for n in range(8) for i in range(200))


def test_no_more_than_a_bounded_number_of_lines_waits():
    written = []
    lines = Batch(written.append)
    for _ in range(MANY):
        assert written == []
        lines.add("a", at_once=False)
    assert [len(some) for some in written] == [MANY]


def test_a_write_is_short_enough_to_stay_in_one_piece_on_a_pipe():
    def remembered(environ, start_response):
        environ |= {"guide.memory": "hit", "guide.view": "x" * 60}
        start_response("200 OK", [("Content-Length", "1" * 9)])
        return []

    written = []
    record = Record(remembered, written.append)
    for _ in range(MANY):
        record({"REQUEST_METHOD": "OPTIONS"}, lambda *args: None)
    assert len(written) == MANY / LINES
    assert sum(lines.count("\n") for lines in written) == MANY
    assert max(map(len, written)) <= os.pathconf("/", "PC_PIPE_BUF")


def test_a_process_that_ends_writes_its_last_lines():
    done = subprocess.run([sys.executable, "-c", ENDS], capture_output=True, text=True, check=True)
    assert done.stdout == "the last line\n"
