"""How many pages the sheet of each path takes, for whoever is about to publish a long text."""

from dataclasses import dataclass

from guide.edition.path import Path, all_paths

from .options import Options
from .order import make_sheet
from .pdf import pages_of, print_sheet


@dataclass(frozen=True)
class Fit:
    """One path's sheet in one language at normal size: its pages, and those that it is meant to have at most."""

    path: Path
    language: str
    pages: int
    meant: int

    @property
    def is_too_long(self):
        return self.pages > self.meant


def fits(guide):
    """The Fit of every path of a Guide, the draft of the next edition as a rule. Pure; it sets every sheet once."""
    options = Options((guide.language,))
    for path in all_paths(guide):
        sheet = make_sheet(lambda language: guide, path.codes, options, "")
        yield Fit(path, guide.language, pages_of(print_sheet(sheet)), sheet.pages)
