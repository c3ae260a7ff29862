"""From what was asked for to the Sheet, its code and the name of its file."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from guide.edition.guide import Guide
from guide.edition.path import read_finished_path

from .options import Options
from .sheet import Sheet
from .versions import LIVE, VERSIONS


def make_sheet(
    guide_in: Callable[[str], Guide],
    codes: Iterable[str],
    options: Options,
    site: str,
    version: int = LIVE,
) -> Sheet:
    """The Sheet of a finished path.

    guide_in(language) gives the Guide of one and the same edition. site: the address that codes are checked at,
    https://guide.example.org. A draft is printed without a code, since nobody could check it. Raises NotAPath.
    """
    guides = [guide_in(language) for language in options.languages]
    guide = guides[0]
    path = read_finished_path(guide, "/".join(codes))
    printing = VERSIONS[version]
    sides = [_words(version, guide) for guide in guides]
    code = "" if guide.is_draft else printing.write_code(guide.number, sides[0], path.codes, options)
    check = f"{site.rstrip('/')}/check/{code}/" if code else ""
    about = {"number": guide.number, "published": guide.published, "code": code, "check": check}
    return Sheet(
        version=version,
        path=path,
        options=options,
        code=code,
        check=check,
        published=guide.published,
        pages=printing.pages_meant(sides, path.codes, options),
        data=printing.sheet_data(sides, path.codes, options, **about),
    )


@lru_cache(maxsize=4)
def _words(version, guide):
    """An edition as a version reads it, in the Guide's language."""
    return VERSIONS[version].read(guide.content, guide.language)


def file_name(sheet: Sheet) -> str:
    """high-one-place-en-2C7X9KDM4.pdf"""
    parts = [*sheet.path.codes, *sheet.options.languages]
    if sheet.code:
        parts.append(sheet.code)
    return "-".join(parts) + ".pdf"
