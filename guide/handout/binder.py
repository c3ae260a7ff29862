"""The ward's binder: the sheets of all paths, as one ZIP of files or one bound PDF."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace

from guide.edition.edition import LoadedEdition
from guide.edition.path import all_paths

from .build import file_name, make_sheet
from .options import Options
from .pdf import bind, print_sheet
from .sheet import Sheet


def binder_sheets(
    edition: LoadedEdition,
    languages: Iterable[tuple[str, ...]],
    options: Options,
    site: str,
) -> Iterator[Sheet]:
    """A Sheet for every path and each of the languages; languages: ("en",), ("fr",), ("en",
    "fr")…

    site: as for `make_sheet`.
    """
    for printed in languages:
        for path in all_paths(edition.guide(printed[0])):
            yield make_sheet(edition, path.codes, replace(options, languages=printed), site)


def as_zip(sheets: Iterable[Sheet]) -> bytes:
    """One file for each sheet. Raises QueueFull, TooManySheets.

    The same sheets give the same bytes: the files bear the edition's date.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for sheet in sheets:
            day = sheet.published
            entry = zipfile.ZipInfo(file_name(sheet), (day.year, day.month, day.day, 0, 0, 0))
            archive.writestr(entry, print_sheet(sheet))
    return made.getvalue()


def as_pdf(sheets: Iterable[Sheet]) -> bytes:
    """All sheets, at least one, in one file. Raises QueueFull, TooManySheets."""
    return bind(list(sheets))
