"""From what was asked for to the Sheet, its code and its file."""

from guide.edition.path import read_finished_path
from guide.edition.result import result_for

from .code import write_code
from .pdf import PRESS
from .sheet import Sheet


def make_sheet(guide_in, codes, options, site, press=PRESS):
    """The Sheet of a finished path.

    guide_in(language) gives the Guide of one and the same edition. site: the address that codes are checked at,
    https://guide.example.org. A draft is printed without a code, since nobody could check it. Raises NotAPath.
    """
    guides = [guide_in(language) for language in options.languages]
    address = "/".join(codes)
    paths = [read_finished_path(guide, address) for guide in guides]
    results = tuple(map(result_for, guides, paths))
    if guides[0].is_draft:
        return Sheet(results, options)
    code = write_code(guides[0], results[0].path, options, press)
    return Sheet(results, options, code, f"{site.rstrip('/')}/check/{code}/")


def file_name(sheet):
    """high-one-place-en-2C7X9KDM4.pdf"""
    path, languages = sheet.results[0].path, sheet.options.languages
    return "-".join([*path.codes, *languages, *([sheet.code] if sheet.code else [])]) + ".pdf"
