"""A run that left tests out for want of a program ends with one loud line."""

import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

HOUSE = Path(settings.BASE_DIR)
SENTENCE = "NOT TRIED: tests that need Chromium (2). To try them: sudo make programs"


def run(folder, *, ci=""):
    """Two tests that need Chromium, on a machine that has none; and what is noted."""
    test = "from tests.programs import need\n\n\n"
    test += "\n\n\n".join(
        f'def test_{name}():\n    need(None, "Chromium")\n' for name in ("one", "two")
    )
    (folder / "test_needy.py").write_text(test)
    # As the tests of this folder have it: it is read once Django is ready.
    (folder / "conftest.py").write_text("from tests.conftest import *\n")
    told = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    told |= {"CI": ci, "NOT_TRIED": str(folder / "not-tried"), "PYTHONPATH": str(HOUSE)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rN"]
    command += ["-c", HOUSE / "pyproject.toml", "--rootdir", folder, folder / "test_needy.py"]
    return subprocess.run(command, cwd=HOUSE, env=told, capture_output=True, text=True)


def at_the_end(folder):
    command = [sys.executable, "-m", "tests.not_tried", folder / "not-tried"]
    return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True).stdout


def test_what_was_not_tried_is_said_after_the_tests_and_after_all_runs(tmp_path):
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert SENTENCE in done.stdout
    assert SENTENCE in at_the_end(tmp_path)
    run(tmp_path)
    assert "NOT TRIED: tests that need Chromium (4)." in at_the_end(tmp_path)


def test_in_ci_it_is_a_failure(tmp_path):
    done = run(tmp_path, ci="true")
    assert done.returncode == 1
    assert "CI needs Chromium" in done.stdout


def test_where_all_was_tried_nothing_is_said(tmp_path):
    assert at_the_end(tmp_path) == ""


def test_the_command_that_it_names_exists():
    assert re.search(r"^programs:.*##", (HOUSE / "Makefile").read_text(), re.MULTILINE)


def test_make_test_ends_with_it():
    recipe = re.search(r"^test:.*\n((?:\t.*\n)+)", (HOUSE / "Makefile").read_text(), re.MULTILINE)[
        1
    ]
    assert recipe.splitlines()[-1] == "\t@$(BIN)/python -m tests.not_tried $(NOT_TRIED)"
