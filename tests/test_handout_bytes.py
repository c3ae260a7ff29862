"""The same edition and the same options give the same bytes on every machine, also years later.

The edition here is a file of the tests, so only the press can change what comes out: its templates, words and
sizes, the fonts, and the compiler. A press that has printed stays as it is. Where one of these has to change, copy
the newest folder of templates/handout/ under the next number, raise PRESS, and add its bytes here.
"""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from guide.edition.load import load_guide
from guide.handout import pdf
from guide.handout.options import LINES, PARTS, PLACES, Options
from guide.handout.order import make_sheet

EDITION = json.loads((Path(__file__).parent / "data" / "edition-on-paper.json").read_text(encoding="utf-8"))
GUIDES = {
    language: load_guide(EDITION, language=language, number=7, digest="", published=date(2026, 1, 31))
    for language in ("en", "fr")
}
ALL = frozenset(PARTS) - {"full"}
# (press, options, code, the first 16 characters of the SHA-256)
PRINTED = [
    (1, Options(("en",)), "D22224", "87fe7ed2c4b0a85c"),
    (1, Options(("fr",), "a4", "large", region="QC", ward="ward-a"), "DTK9TRC", "4232e6553b5a0964"),
    (1, Options(("en", "fr"), copy="nurse", include=ALL, lines=8), "D2KV77", "170202799b20911b"),
]


def print_one(options, press=pdf.PRESS, answers=("one-place", "low")):
    sheet = make_sheet(GUIDES.get, answers, options, "https://guide.example.org", press)
    return sheet.code, pdf.print_sheet(sheet, press)


@pytest.mark.parametrize(("press", "options", "code", "digest"), PRINTED)
def test_what_was_printed_comes_back_byte_for_byte(press, options, code, digest):
    found, file = print_one(options, press)
    assert (found, hashlib.sha256(file).hexdigest()[:16]) == (code, digest)


def test_every_press_that_has_printed_is_still_there():
    assert {press for press, *_ in PRINTED} == set(range(1, pdf.PRESS + 1))
    assert all(pdf.has_press(press) for press in range(1, pdf.PRESS + 1))
    assert not pdf.has_press(pdf.PRESS + 1)


def test_many_different_sheets_in_a_row_leave_no_more_in_memory_than_a_few():
    for cache in (pdf._fitted, pdf._picture):
        cache.cache_clear()
    for place in PLACES:
        for lines in LINES[:3]:
            print_one(Options(("en",), region=place, lines=lines))
    assert pdf._fitted.cache_info().currsize == pdf.REMEMBERED < len(PLACES) * 3
    bounded = (pdf._fitted, pdf._picture, pdf._compiler, pdf._steps)
    assert all(cache.cache_info().maxsize for cache in bounded)
