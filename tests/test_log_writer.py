"""Lines of the log reach whoever reads it whole and in order, and soon enough."""

import os
import subprocess
import sys

import pytest

from guide.serving.log_writer import PIECE, LogWriter


@pytest.fixture
def pipe():
    """(end to read from, end to write to)"""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    yield reading, writing
    os.close(reading)
    os.close(writing)


def read(descriptor):
    try:
        return os.read(descriptor, 10 * PIECE).decode()
    except BlockingIOError:
        return ""


def test_a_line_that_may_wait_comes_with_the_first_that_may_not(pipe):
    reading, writing = pipe
    log = LogWriter(writing)
    log.write("one\n", True)
    log.write("two\n", True)
    assert read(reading) == ""
    log.write("three\n", False)
    assert read(reading) == "one\ntwo\nthree\n"


def test_lines_that_may_wait_come_when_they_fill_a_piece(pipe):
    reading, writing = pipe
    log = LogWriter(writing)
    line = "x" * 199 + "\n"
    for _ in range(25):
        log.write(line, True)
    assert read(reading) == line * 21
    log.write(line, False)
    assert read(reading) == line * 5


def test_nothing_is_written_in_a_piece_that_lines_of_another_worker_could_break(monkeypatch):
    pieces = []
    monkeypatch.setattr(os, "write", lambda descriptor, piece: pieces.append(piece) or len(piece))
    log = LogWriter(1)
    for number in range(500):
        log.write(f"{number} {'x' * (number % 300)}\n", number % 40 != 39)
    log.write("", False)
    assert max(map(len, pieces)) <= PIECE
    assert all(piece.endswith(b"\n") for piece in pieces)
    numbers = [int(line.split()[0]) for line in b"".join(pieces).splitlines()]
    assert numbers == list(range(500))


def test_what_waits_is_written_when_the_program_ends():
    program = "from guide.serving.log_writer import LogWriter; LogWriter(1).write('last\\n', True)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ended.stdout == "last\n"


def test_a_log_that_nobody_takes_costs_no_page_and_goes_on_later(pipe):
    reading, writing = pipe
    descriptor = os.dup(writing)
    os.close(descriptor)
    log = LogWriter(descriptor)
    log.write("lost\n", False)
    os.dup2(writing, descriptor)
    log.write("kept\n", False)
    os.close(descriptor)
    assert read(reading) == "kept\n"
