"""A translator in tests: the spreadsheet as it goes out, is filled in and comes back."""

import io

import pytest
from django.utils import translation
from openpyxl import load_workbook

from guide.exchange.spreadsheet import read_sheet, write_sheet
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import texts
from guide.publishing.refused import Refused

from . import photograph
from .builders import approve_all, make_entry, make_small_guide

POINTS = (
    "<p>Your team may offer:</p><ul><li>surgery</li><li><strong>chemotherapy</strong></li></ul>"
)


@photograph.kept
def make_translated_guide():
    """The small guide, approved, with a text that has no French yet."""
    make_small_guide()
    make_entry("section", "options", title="Options", body={"en": POINTS, "fr": ""})
    make_entry("term", "relapse", name="relapse", definition="Cancer that has come back.")
    approve_all()


def went_out(**how):
    """The file as it goes out, opened as a translator would."""
    return load_workbook(io.BytesIO(write_sheet(texts(**how))))


def row_of(book, kind, code, field):
    sheet = book["Texts"]
    return next(
        r
        for r in range(2, sheet.max_row + 1)
        if [c.value for c in sheet[r][:3]] == [kind, code, field]
    )


def translate(book, kind, code, field, words):
    book["Texts"].cell(row_of(book, kind, code, field), 5).value = words


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def come_back(book, **how):
    return apply_translations(
        *read_sheet(saved(book) if not isinstance(book, bytes) else book), **how
    )


def refusal(book):
    before = export()
    with translation.override("en"), pytest.raises(Refused) as refused:
        come_back(book)
    assert export() == before
    return "\n".join([str(refused.value), *(problem.message for problem in refused.value.problems)])


def export():
    from guide.exchange.guide_file import export_guide

    return export_guide()


def change_english(book):
    book["Texts"].cell(row_of(book, "term", "relapse", "name"), 4).value = "return"
