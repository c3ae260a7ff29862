"""From what was asked for to the Sheet, its code and the name of its file."""

from collections.abc import Iterable

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
    sides = [printing.read(edition.content, language) for language in options.languages]
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


def file_name(sheet: Sheet) -> str:
    """high-one-place-en-2C7X9KDM4.pdf"""
    parts = [*sheet.path.codes, *sheet.options.languages]
    if sheet.code:
        parts.append(sheet.code)
    return "-".join(parts) + ".pdf"
