"""A sheet that the compiler refuses, because a list would lose words at the end of a page, is set
again a little lower, with all of its words and tags.

`data/sheet-that-is-refused.json` is what stood on such a sheet: large print for a nurse.
"""

import json

import pytest

from guide.edition.path import read_finished_path
from guide.handout import pdf
from guide.handout.errors import Refused
from guide.handout.options import Options
from guide.handout.sheet import Sheet
from guide.handout.v1 import fitting

from .golden import DATA, PUBLISHED, edition_of
from .golden import bound as bound_by_version_1
from .paper import Paper

DATA_OF_SHEET = json.loads((DATA / "sheet-that-is-refused.json").read_text(encoding="utf-8"))


@pytest.fixture
def sheet():
    guide = edition_of("edition-of-version-1", 1).guide("en")
    return Sheet(
        version=1,
        path=read_finished_path(guide, "intermediate/brain-spine"),
        options=Options(("en",), text="large", copy="nurse"),
        code="",
        check="",
        published=PUBLISHED,
        pages=4,
        data=DATA_OF_SHEET,
    )


@pdf.in_queue()
def is_refused(text, step):
    try:
        pdf.compile_pdf(text, step, 1)
    except Refused:
        return True
    return False


def test_the_compiler_still_refuses_it_as_it_stands(sheet):
    """Where this fails, a newer compiler has mended it, and fitting.py needs no blank lines."""
    assert is_refused(pdf.text_of(sheet), step_of(sheet))


def step_of(sheet):
    data = json.loads(pdf.text_of(sheet))
    return fitting.likely_step(data, fitting.steps_of("large"), sheet.pages)


def test_it_is_printed_with_every_word_at_the_same_size_on_its_pages(sheet):
    paper = Paper(pdf.print_sheet(sheet))
    assert pdf.measure(sheet) == (len(paper.pages), 18)
    assert len(paper.pages) <= sheet.pages
    for treatment in DATA_OF_SHEET["sides"][0]["treatments"]:
        assert treatment["summary"] in paper.text


def test_it_is_tagged_as_every_sheet_is(sheet):
    paper = Paper(pdf.print_sheet(sheet))
    roles = [role for role, _element in paper.tags()]
    assert roles.count("LI") == roles.count("LBody")
    treatments = DATA_OF_SHEET["sides"][0]["treatments"]
    assert roles.count("LI") >= len(treatments)


def test_its_picture_and_the_binder_show_it_as_it_is_printed(sheet):
    assert pdf.first_page(sheet).startswith(b"\x89PNG")
    fitted = pdf.fit(sheet)
    bound = Paper(bound_by_version_1([(sheet, fitted), (sheet, fitted)]))
    summary = DATA_OF_SHEET["sides"][0]["treatments"][-1]["summary"]
    assert bound.text.count(summary) == 2
