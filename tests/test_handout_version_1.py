"""Version 1 of the handout is frozen: each sheet that it printed comes back, and each code means
what it meant.
"""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from guide.handout import pdf, v1
from guide.handout.code import ALPHABET, BadCode, read_code
from guide.handout.print_form import PrintForm
from guide.handout.v1 import options
from guide.handout.versions import VERSIONS

from .golden import (
    GOLDEN,
    SHEETS,
    bound_digest,
    content_of,
    digest_of,
    edition_of,
    options_of,
    sheet_of,
)
from .paper import Paper


def named(golden):
    return golden["code"]


@pytest.mark.parametrize("golden", SHEETS, ids=named)
def test_a_sheet_of_version_1_comes_back_byte_for_byte(golden):
    assert sheet_of(golden).code == golden["code"]
    assert digest_of(golden) == golden["sha256"]


def test_sheets_of_version_1_are_bound_as_they_were():
    assert bound_digest() == GOLDEN["bound"]


@pytest.mark.parametrize("golden", SHEETS, ids=named)
def test_a_code_of_version_1_means_the_sheet_that_it_was_printed_on(golden):
    printed = read_code(
        golden["code"],
        {golden["number"]: edition_of(golden["edition"], golden["number"])}.__getitem__,
    )
    assert printed.choices == tuple(golden["choices"])
    assert printed.options == options_of(golden)


def test_the_golden_sheets_are_of_every_sort():
    options = [golden["options"] for golden in SHEETS]
    assert {tuple(chosen["languages"]) for chosen in options} == {
        ("en",),
        ("fr",),
        ("en", "fr"),
        ("fr", "en"),
    }
    for name, found in (("paper", 2), ("text", 2), ("copy", 2), ("lines", 8)):
        assert len({chosen[name] for chosen in options}) == found, name
    assert len({tuple(chosen["include"]) for chosen in options}) >= 9
    assert len({chosen["region"] for chosen in options}) >= 8
    assert len({golden["pages"] for golden in SHEETS}) >= 8
    assert sum("unsure" in "/".join(golden["choices"]) for golden in SHEETS) >= 8
    assert len(SHEETS) >= 30


def test_the_templates_words_steps_and_fonts_are_the_files_that_they_were():
    digest = hashlib.sha256()
    for file in sorted(v1.FOLDER.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(v1.FOLDER).as_posix().encode() + file.read_bytes())
    assert digest.hexdigest() == "86112583697c2d83238ec57827ea1e127c6a34f45f7b0d9ef52e89827501688d"


def test_the_lists_of_version_1_and_what_is_usual_there_are_what_they_were():
    """Not even at the end may anything be added: a code counts places in them."""
    assert options.LANGUAGES == (("en",), ("fr",), ("en", "fr"), ("fr", "en"))
    assert (options.PAPERS, options.TEXTS) == (("letter", "a4"), ("normal", "large"))
    assert (options.COPIES, options.LINES) == (("family", "nurse"), (2, 0, 1, 3, 4, 6, 8, 10))
    assert options.PARTS == ("treatments", "questions", "support", "words", "outlook", "full")
    assert {"treatments", "questions", "support", "words"} == options.USUAL_PARTS
    assert ",".join(options.PLACES) == ",BC,AB,SK,MB,ON,QC,NB,NS,PE,NL,YT,NT,NU"
    usual = options.Options(("en",))
    assert (usual.paper, usual.text, usual.copy, usual.region, usual.ward) == (
        "letter",
        "normal",
        "family",
        "",
        "",
    )
    assert (usual.include, usual.lines) == (options.USUAL_PARTS, 2)


LIBRARIES = {"segno", "pikepdf"}  # pinned; the square and the file are theirs


def imports_of(file):
    """The names of all modules that a file imports, wherever it does; relative ones begin with a
    dot.
    """
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize(
    "file", sorted(Path(v1.__file__).parent.glob("*.py")), ids=lambda file: file.name
)
def test_version_1_asks_nothing_that_may_change(file):
    """No model, no edition of families' pages, no setting, no catalogue of words: they go on
    without it.
    """
    for name in imports_of(file):
        is_its_own = name.startswith(".") and not name.startswith("..")
        is_fixed = (
            name.partition(".")[0] in {*sys.stdlib_module_names, *LIBRARIES}
            or name == "guide.handout.errors"
        )
        assert is_its_own or is_fixed, name


GROWN = """
import json, sys, django
from django.conf import settings
from guide.lib import regions
regions.REGIONS = {"QC": "Quebec", "XX": "Another place", **regions.REGIONS, "ZZ": "One more"}
django.setup()
settings.LANGUAGES = [("cr", "Cree"), *settings.LANGUAGES, ("iu", "Inuktitut")]
from guide.handout import options
options.PAPERS, options.LINES = ("legal", *options.PAPERS), (12, *options.LINES)
options.PLACES, options.LANGUAGES = ("", *regions.REGIONS), (("cr",), *options.LANGUAGES)
from tests.golden import SHEETS, digest_of, edition_of, options_of
from guide.handout.code import read_code
for golden in SHEETS:
    printed = read_code(golden["code"], lambda number: edition_of(golden["edition"], number))
    assert printed.options == options_of(golden), golden
    assert list(printed.choices) == golden["choices"], golden
print(json.dumps([digest_of(golden) for golden in SHEETS[9:11]]))
"""


def test_old_codes_mean_the_same_when_the_lists_of_today_grow_in_the_middle():
    house = {"PYTHONPATH": str(settings.BASE_DIR), "DJANGO_SETTINGS_MODULE": "rnbsite.settings"}
    done = subprocess.run([sys.executable, "-c", GROWN], env=house, capture_output=True, text=True)
    assert done.stderr == ""
    assert json.loads(done.stdout) == [golden["sha256"] for golden in SHEETS[9:11]]


def test_the_print_page_offers_no_place_that_the_sheet_cannot_name():
    offered = [code for code, _name in PrintForm.base_fields["region"].choices]
    assert offered == list(options.PLACES)


@pytest.fixture
def second(monkeypatch, tmp_path):
    """A later version beside those of today: other words on the paper."""
    folder = tmp_path / "v3"
    shutil.copytree(v1.FOLDER, folder)
    words = folder / "words.json"
    words.write_text(
        words.read_text(encoding="utf-8").replace("Key points", "What matters"), encoding="utf-8"
    )
    version = SimpleNamespace(**vars(v1) | {"NUMBER": 3, "FOLDER": folder})
    monkeypatch.setitem(VERSIONS, 3, version)


def test_a_second_version_prints_beside_the_first_and_changes_nothing_of_it(second):
    golden = SHEETS[11]
    new = Paper(pdf.print_sheet(sheet_of(golden, version=3)))
    assert "What matters" in new.text
    assert "Key points" not in new.text
    assert digest_of(golden) == golden["sha256"]
    assert sheet_of(golden).code == golden["code"]


def test_no_code_of_version_1_begins_with_x_so_a_later_version_may():
    for golden in SHEETS:
        assert golden["code"][0] != "X"
    for number in range(1, 400):
        assert v1.write_code(number, words_of(SHEETS[0]), ("high", "one-place"), usual())[0] != "X"
    for check in ALPHABET:
        with pytest.raises(BadCode):
            v1.split_code("X22222" + check)


def words_of(golden):
    return v1.read(content_of(golden["edition"]), "en")


def usual():
    return options.Options(("en",))
