"""Which usual sheets of an earlier edition still stand, path by path."""

from collections.abc import Iterable
from dataclasses import dataclass

from guide.edition.edition import LoadedEdition
from guide.edition.path import NotAPath, Path, all_paths

from .build import make_sheet
from .changes import Point, points
from .corrections import URGENT, corrected_since, first_touched
from .options import Options

MOST_EDITIONS = 12  # so far back one can ask: each edition between is read


@dataclass(frozen=True)
class Standing:
    """The sheet of one path of an earlier edition.

    code: as it was printed. points: what reads differently now; none where the sheet still stands.
    since: the first edition at which it did; 0 where it stands. is_gone: nobody can answer so now.
    """

    path: Path
    code: str
    points: tuple[Point, ...]
    since: int
    is_gone: bool = False

    @property
    def stands(self) -> bool:
        return not (self.points or self.is_gone)


def standings(
    then: LoadedEdition, now: LoadedEdition, options: Options, site: str
) -> list[Standing]:
    """The Standing of every path of the earlier edition, in its order, printed with these options.

    The ward of the options is one that both editions have.
    """
    corrected = corrected_since(now, then.number)
    found = []
    for path in all_paths(then.guide(options.languages[0])):
        printed = make_sheet(then, path.codes, options, site)
        try:
            current = make_sheet(now, path.codes, options, site)
        except NotAPath:
            found.append(Standing(path, printed.code, (), now.number, is_gone=True))
            continue
        differ = tuple(points(printed, current, corrected))
        since = first_touched(now, then.number, _keys(differ)) if differ else 0
        found.append(Standing(path, printed.code, differ, since))
    return found


def changed_paths(
    then: LoadedEdition, now: LoadedEdition, options: Options, site: str
) -> frozenset[str]:
    """The addresses of the paths whose sheets are to be replaced; with those that are new."""
    told = {one.path.address: one for one in standings(then, now, options, site)}
    found = set()
    for path in all_paths(now.guide(options.languages[0])):
        before = told.get(path.address)
        if before is None or not before.stands:
            found.add(path.address)
    return frozenset(found)


def _keys(differ: Iterable[Point]) -> frozenset[tuple[str, str]]:
    keys = {(point.kind, point.code) for point in differ}
    if any(point.place == "urgent" for point in differ):
        keys.add(URGENT)
    return frozenset(keys)
