"""The ward's binder: the sheets of all paths, as one ZIP of files or one bound PDF."""

import io
import zipfile
from dataclasses import replace

from guide.edition.path import all_paths

from .build import file_name, make_sheet
from .pdf import bind, print_sheet


def binder_sheets(edition, languages, options, site):
    """A Sheet for every path and each of the languages; languages: ("en",), ("fr",), ("en",
    "fr")…
    """
    for printed in languages:
        for path in all_paths(edition.guide(printed[0])):
            yield make_sheet(edition, path.codes, replace(options, languages=printed), site)


def as_zip(sheets):
    """One file for each sheet.

    The same sheets give the same bytes: the files bear the edition's date.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for sheet in sheets:
            day = sheet.published
            entry = zipfile.ZipInfo(file_name(sheet), (day.year, day.month, day.day, 0, 0, 0))
            archive.writestr(entry, print_sheet(sheet))
    return made.getvalue()


def as_pdf(sheets):
    return bind(list(sheets))
