"""The ward's binder: the sheets of all paths, as one ZIP of files or one bound PDF."""

import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from guide.edition.edition import LoadedEdition
from guide.edition.path import all_paths

from .build import file_name, make_sheet
from .joined import BEGINNING, Part, join
from .options import Options
from .pdf import contents_of, fit, fit_bound, pages_of
from .sheet import Sheet
from .standing import changed_paths
from .v2.fonts import printable
from .ward_place import open_path


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


def write_zip(sheets: Sequence[Sheet], to: BinaryIO) -> Iterator[int]:
    """Writes one file for each of the Sheets; tells how many there are, as they are written.

    The same sheets give the same bytes: the files bear the edition's date. Raises QueueFull,
    TooManySheets, Refused.
    """
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
        for number, sheet in enumerate(sheets, start=1):
            day = sheet.published
            entry = zipfile.ZipInfo(_name(sheet), (day.year, day.month, day.day, 0, 0, 0))
            archive.writestr(entry, fit(sheet).pdf)
            yield number


def write_pdf(sheets: Sequence[Sheet], to: BinaryIO) -> Iterator[int]:
    """Writes all the Sheets, at least one, as one bound file; tells how many are made.

    Each waits in a file until all are there, so that a binder of many takes hardly more memory than
    one sheet. How the file begins is known before it is made, and stands there at once. Raises as
    `write_zip`.
    """
    to.write(BEGINNING)
    language = sheets[0].options.languages[0]
    with TemporaryDirectory() as name:
        folder = Path(name)
        contents = folder / "contents.pdf"
        contents.write_bytes(_contents(sheets, []))
        page = _odd(pages_of(contents.read_bytes()))
        parts: list[Part] = []
        for number, sheet in enumerate(sheets, start=1):
            pdf = fit_bound(sheet, page, language).pdf
            part = Part(folder / f"{number}.pdf", page)
            part.file.write_bytes(pdf)
            parts.append(part)
            page += _odd(pages_of(pdf)) - 1
            yield number
        contents.write_bytes(_contents(sheets, parts))
        to.seek(0)
        join(contents, parts, to)


def _odd(pages: int) -> int:
    """The page that comes next, in a file of so many, where each part begins on an odd one."""
    return pages + 1 + pages % 2


def _contents(sheets: Sequence[Sheet], parts: Sequence[Part]) -> bytes:
    """The contents of a binder. Without its parts, to learn how many pages they have."""
    rows = []
    for number, sheet in enumerate(sheets):
        rows.append(
            {
                "situation": sheet.data["sides"][0]["situation"],
                "languages": sheet.options.languages,
                "copy": sheet.options.copy,
                "text": sheet.options.text,
                "code": sheet.data["code"],
                "begins": parts[number].begins if parts else "",
            }
        )
    return contents_of(sheets[0], printable(rows))


def _name(sheet: Sheet) -> str:
    copy = "" if sheet.options.copy == "family" else f"{sheet.options.copy}-"
    return copy + file_name(sheet)
