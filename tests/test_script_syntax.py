"""Browsers of 2019 can read every script of families: one character that they do not know, and
none of it runs.
"""

import shutil
import subprocess

import pytest
from django.conf import settings

from tests.programs import need

PARSER = settings.BASE_DIR / ".tools" / "node_modules" / "acorn" / "bin" / "acorn"
SCRIPTS = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))


def is_read(text):
    """Whether the text is a script of 2019.

    A parser of that age says so, for the browsers of today read more.
    """
    need(shutil.which("node") and PARSER.exists(), "acorn")
    command = ["node", str(PARSER), "--ecma2019", "--module", "--silent", "-"]
    return (
        subprocess.run(command, input=text, text=True, capture_output=True, check=False).returncode
        == 0
    )


@pytest.mark.parametrize("file", SCRIPTS, ids=[file.name for file in SCRIPTS])
def test_a_browser_of_2019_can_read_the_script(file):
    assert is_read(file.read_text())


@pytest.mark.parametrize("new", ["a?.b", "a ?? b", "a ||= b", "1_000", "class A { #b = 1 }"])
def test_what_browsers_learned_later_is_not_let_in(new):
    assert not is_read(new)


def test_every_script_is_known_here():
    named = {file.name for file in SCRIPTS}
    assert {"keep.js", "worker.js", "every_page.js", "print.js"} <= named
