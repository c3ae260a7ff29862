"""Which edition is live: what all others ask.

Each process keeps the newest edition in memory. A thread of its own, the watcher, asks the database
for a newer one, so that no reader ever waits for the question; while the database does not answer,
families go on reading what is in memory, and a process that starts then reads the copy on disk.
"""

from . import queries
from .edition import EditionSummary, LoadedEdition
from .watcher import Watcher


class NoEdition(LookupError):
    """Nothing has been published yet, or nothing under this number."""


watcher = Watcher()


def live_edition() -> LoadedEdition:
    """The newest edition. Reads the database only when this process has none yet.

    Raises NoEdition.
    """
    watcher.start()
    return watcher.edition or refresh()


def summary_of(number: int) -> EditionSummary:
    """What is told of one edition, the live one included.

    Raises NoEdition where there is none of this number.
    """
    for summary in live_edition().history:
        if summary.number == number:
            return summary
    raise NoEdition


def find_edition(number: int) -> LoadedEdition:
    """Any published edition: what an old handout was printed from. Raises NoEdition."""
    live = live_edition()
    if number == live.number:
        return live
    return queries.read_old(number, summary_of(number).digest)


def text_of(summary: EditionSummary) -> str:
    """The content of an edition as canonical JSON: the SHA-256 of these bytes is its digest."""
    live = live_edition()
    if summary.digest == live.digest:
        return live.text
    return queries.read_text(summary.number, summary.digest)


def cached_edition() -> LoadedEdition | None:
    """The edition that this process has in memory. Never asks the database."""
    return watcher.edition


def refresh() -> LoadedEdition:
    """Look which edition is the newest, and load it if this process does not have it.

    Raises NoEdition.
    """
    newest = watcher.edition = watcher.look()
    if newest is None:
        raise NoEdition
    return newest


def database_answers() -> bool:
    """Whether the database answered when it was last asked for the newest edition."""
    return watcher.database_answers


def database_takes_writes() -> bool:
    """Whether it could be written when that was last looked at, some seconds ago."""
    return watcher.database_takes_writes


def forget() -> None:
    """Know nothing, as a process that has just started."""
    watcher.edition = None


def watch() -> None:
    """Look for newer editions from now on."""
    watcher.start()


def published() -> None:
    """An edition is being published in this process: look as soon as it is stored."""
    watcher.look_soon()
