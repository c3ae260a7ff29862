"""How many pages the sheet of each path takes, for whoever is about to publish a long text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from guide.edition.edition import LoadedEdition
from guide.edition.path import Path, all_paths

from .build import make_sheet
from .options import Options
from .pdf import measure


@dataclass(frozen=True)
class Fit:
    """One path's sheet: its pages, those that it is meant to have at most, and the size of its text
    in points.
    """

    path: Path
    language: str
    pages: int
    meant: int
    size: float

    @property
    def is_too_long(self) -> bool:
        return self.pages > self.meant


def fits(
    edition: LoadedEdition, language: str, addresses: Collection[str] | None = None
) -> Iterator[Fit]:
    """The Fit of every path, or of these alone, at normal size. Sets every sheet."""
    options = Options((language,))
    for path in all_paths(edition.guide(language)):
        if addresses is not None and path.address not in addresses:
            continue
        sheet = make_sheet(edition, path.codes, options, "")
        pages, size = measure(sheet)
        yield Fit(path, language, pages, sheet.pages, size)
