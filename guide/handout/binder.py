"""The ward's binder: the sheets of all paths, as one ZIP of files or one bound PDF."""

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from guide.edition.edition import LoadedEdition
from guide.edition.path import all_paths

from .build import file_name, make_sheet
from .options import Options
from .pdf import bind, fit
from .sheet import Sheet
from .standing import changed_paths
from .v1.fitting import Fitted
from .ward_place import open_path

Made = tuple[Sheet, Fitted]  # a sheet and its file


@dataclass(frozen=True)
class Contents:
    """What goes into a binder.

    languages: ("en",), ("fr",), ("en", "fr") … copies: for the family and the nurse, of each path;
    the fever card once in each of the languages. since: an earlier edition, where only the sheets
    that read differently now are wanted.
    """

    languages: tuple[tuple[str, ...], ...]
    copies: tuple[str, ...] = ("family",)
    since: LoadedEdition | None = None


def binder_sheets(
    edition: LoadedEdition, contents: Contents, options: Options, site: str
) -> Iterator[Sheet]:
    """The Sheets of a binder in their order. options: of paper, size, ward and province.

    site: as for `make_sheet`.
    """
    copies = [copy for copy in contents.copies if copy != "card"]
    for printed in contents.languages:
        chosen = replace(options, languages=printed)
        wanted = _wanted(edition, contents.since, chosen, site)
        guide = edition.guide(printed[0])
        for path in all_paths(guide):
            for copy in copies:
                if wanted is None or path.address in wanted:
                    yield make_sheet(edition, path.codes, replace(chosen, copy=copy), site)
        if "card" in contents.copies:
            card = replace(chosen, copy="card")
            yield make_sheet(edition, open_path(guide).codes, card, site)


def _wanted(
    edition: LoadedEdition, since: LoadedEdition | None, options: Options, site: str
) -> Collection[str] | None:
    """The addresses of the paths to bind; None for all."""
    if since is None:
        return None
    if options.ward not in since.guide(options.languages[0]).wards:
        return None if options.ward else changed_paths(since, edition, options, site)
    return changed_paths(since, edition, options, site)


def made(sheets: Iterable[Sheet]) -> Iterator[Made]:
    """Each Sheet with its file, as soon as it is made. Raises QueueFull, TooManySheets, Refused."""
    for sheet in sheets:
        yield sheet, fit(sheet)


def as_zip(files: Iterable[Made]) -> bytes:
    """One file for each sheet.

    The same sheets give the same bytes: the files bear the edition's date.
    """
    archive_file = io.BytesIO()
    with zipfile.ZipFile(archive_file, "w", zipfile.ZIP_STORED) as archive:
        for sheet, fitted in files:
            day = sheet.published
            entry = zipfile.ZipInfo(_name(sheet), (day.year, day.month, day.day, 0, 0, 0))
            archive.writestr(entry, fitted.pdf)
    return archive_file.getvalue()


def as_pdf(files: Iterable[Made]) -> bytes:
    """All sheets, at least one, in one file. Raises QueueFull, TooManySheets."""
    return bind(list(files))


def _name(sheet: Sheet) -> str:
    copy = "" if sheet.options.copy == "family" else f"{sheet.options.copy}-"
    return copy + file_name(sheet)
