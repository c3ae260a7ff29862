"""The same edition and the same options give the same bytes on every machine, also years later.

The edition here is a file of the tests, so only a version of the handout can change what comes out:
its templates, words, sizes, fonts and code, and the compiler. A version that has printed stays as
it is (see docs/printing.md).
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from guide.handout import pdf, v1
from guide.handout.build import make_sheet
from guide.handout.options import LINES, PLACES, Options
from guide.handout.versions import LIVE, VERSIONS

from .golden import GOLDEN, SHEETS, edition_of

EDITION = edition_of("edition-on-paper", 7)
ALL = frozenset(v1.options.PARTS) - {"full"}
# (version, options, code, the first 16 characters of the SHA-256). A version that has printed keeps
# its sums (docs/decisions/0012), whatever machine the test runs on.
PRINTED = [
    (1, Options(("en",)), "D22224", "baa1aed124e3ba28"),
    (1, Options(("fr",), "a4", "large", region="QC", ward="ward-a"), "DTK9TRC", "e395db642a940901"),
    (1, Options(("en", "fr"), copy="nurse", include=ALL, lines=8), "D2KV77", "bf12f70b0fbc4f76"),
    (2, Options(("en",)), "X2DH62222J", "606465ae18a17435"),
    (
        2,
        Options(("fr",), "a4", "large", region="QC", ward="ward-a"),
        "X2DH639PTKFFH",
        "907acdcd517c1d8b",
    ),
    (2, Options(("en", "fr"), copy="nurse", lines=8), "X2DH6732JV2TC3", "2efbce7dcbeb4d0b"),
    (
        2,
        Options(("fr", "en"), include=ALL | {"card"}, ward="ward-a"),
        "X2DH64DHTXDKDDRJ",
        "cfa309e1e5f6bfd7",
    ),
]


def print_one(options, version=LIVE, answers=("one-place", "low")):
    sheet = make_sheet(EDITION, answers, options, "https://guide.example.org", version)
    return sheet.code, pdf.print_sheet(sheet)


@pytest.mark.parametrize(("version", "options", "code", "digest"), PRINTED)
def test_what_was_printed_comes_back_byte_for_byte(version, options, code, digest):
    found, file = print_one(options, version)
    assert (found, hashlib.sha256(file).hexdigest()[:16]) == (code, digest)


ELSEWHERE = [
    {
        "TZ": "Pacific/Kiritimati",
        "LANG": "fr_CA.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "1",
    },
    {
        "TZ": "America/St_Johns",
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4242",
        "PYTHONUTF8": "0",
    },
]
SUMS = """
import hashlib, json, sys, django
django.setup()
from tests import golden
from tests.test_handout_bytes import PRINTED, print_one
files = [print_one(options, version)[1] for version, options, *_ in PRINTED]
few = [hashlib.sha256(file).hexdigest()[:16] for file in files]
many = [golden.digest_of(sheet) for sheet in golden.SHEETS[int(sys.argv[1])::2]]
print(json.dumps([*few, *many, golden.bound_digest()]))
"""


@pytest.mark.parametrize(("half", "umask"), [(0, 0o077), (1, 0o000)], ids=["east", "west"])
def test_the_bytes_are_the_same_wherever_and_however_the_program_runs(tmp_path, half, umask):
    """Another process, clock, language, order of sets, home, folder and mask; and a font of the
    same name at home. Of the many sheets of version 1 each place sets every other one.
    """
    for folder in (".fonts", ".local/share/fonts"):
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(
            VERSIONS[1].FOLDER / "fonts" / "AtkinsonHyperlegibleNext-Bold.ttf",
            tmp_path / folder / "Regular.ttf",
        )
    house = {"PYTHONPATH": str(settings.BASE_DIR), "DJANGO_SETTINGS_MODULE": "rnbsite.settings"}
    at_home = {"HOME": str(tmp_path), "TYPST_FONT_PATHS": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", SUMS, str(half)],
        env=ELSEWHERE[half] | house | at_home,
        cwd=tmp_path,
        umask=umask,
        capture_output=True,
        text=True,
        check=True,
    )
    few = [digest for *_, digest in PRINTED]
    assert json.loads(done.stdout) == [
        *few,
        *(sheet["sha256"] for sheet in SHEETS[half::2]),
        GOLDEN["bound"],
    ]


def test_every_version_that_has_printed_is_still_there():
    assert {version for version, *_ in PRINTED} == set(range(1, LIVE + 1)) <= set(VERSIONS)
    assert all((printing.FOLDER / "handout.typ").exists() for printing in VERSIONS.values())


def test_many_different_sheets_in_a_row_leave_no_more_in_memory_than_a_few():
    for cache in (pdf._fit_text, pdf._picture):
        cache.cache_clear()
    for place in PLACES:
        for lines in LINES[:3]:
            print_one(Options(("en",), region=place, lines=lines), version=1)
    assert pdf._fit_text.cache_info().currsize == pdf.REMEMBERED < len(PLACES) * 3
    bounded = (pdf._fit_text, pdf._picture, pdf._compiler)
    assert all(cache.cache_info().maxsize for cache in bounded)
