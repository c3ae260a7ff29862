"""From what was asked for to the Sheet, its code and the name of its file."""

from collections.abc import Iterable
from typing import Any

from guide.edition.edition import LoadedEdition
from guide.edition.path import read_finished_path

from .code import write_code
from .options import Options
from .sheet import Sheet
from .versions import LIVE, VERSIONS


def make_sheet(
    edition: LoadedEdition,
    codes: Iterable[str],
    options: Options,
    site: str,
    version: int = LIVE,
) -> Sheet:
    """The Sheet of a finished path.

    site: the address that codes are checked at, https://guide.example.org. A draft is printed
    without a code, since nobody could check it. Raises NotAPath.
    """
    path = read_finished_path(edition.guide(options.languages[0]), "/".join(codes))
    printing = VERSIONS[version]
    sides = [words_of(edition, language, version) for language in options.languages]
    code = ""
    check = ""
    if not edition.is_draft:
        code = write_code(version, edition, sides[0], path.codes, options)
        check = f"{site.rstrip('/')}/check/{code}/"
    data = printing.sheet_data(
        sides,
        path.codes,
        options,
        number=edition.number,
        published=edition.published,
        code=code,
        check=check,
    )
    return Sheet(
        version=version,
        path=path,
        options=options,
        code=code,
        check=check,
        published=edition.published,
        pages=printing.pages_meant(sides, path.codes, options),
        data=data,
    )


def words_of(edition: LoadedEdition, language: str, version: int = LIVE) -> Any:
    """What a version reads of an edition in one language; read once, and never changed."""
    key = (version, language)
    if key not in edition.on_paper:
        edition.on_paper[key] = VERSIONS[version].read(edition.content, language)
    return edition.on_paper[key]


def code_of(edition: LoadedEdition, codes: Iterable[str], options: Options) -> str:
    """The code of the sheet that is printed now; empty for a draft, which nobody can check."""
    if edition.is_draft:
        return ""
    words = words_of(edition, options.languages[0])
    return write_code(LIVE, edition, words, tuple(codes), options)


def file_name(sheet: Sheet) -> str:
    """high-one-place-en-2C7X9KDM4.pdf"""
    parts = [*sheet.path.codes, *sheet.options.languages]
    if sheet.code:
        parts.append(sheet.code)
    return "-".join(parts) + ".pdf"
