"""Which edition is live: what all others ask.

Each process keeps the newest edition in memory. A thread of its own, the watcher, asks the database
for a newer one, so that no reader ever waits for the question; while the database does not answer,
families go on reading what is in memory, and a process that starts then reads the copy on disk.
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist

from . import number_floor, queries
from .edition import EditionSummary, LoadedEdition
from .watcher import Watcher

T = TypeVar("T")


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
    return _of_the_database(queries.read_old, summary_of(number))


def was_given_out(number: int) -> bool:
    """Whether an edition of this number was published once, as far as this machine and its database
    know; it may be lost since. Asks the database.
    """
    return number <= max(live_edition().number, number_floor.read(), queries.number_floor())


def text_of(summary: EditionSummary) -> str:
    """The content of an edition as canonical JSON: the SHA-256 of these bytes is its digest.

    Raises NoEdition.
    """
    live = live_edition()
    if summary.digest == live.digest:
        return live.text
    return _of_the_database(queries.read_text, summary)


def _of_the_database(reads: Callable[[int, str], T], summary: EditionSummary) -> T:
    """Raises NoEdition where a restore has taken it away since this process looked."""
    try:
        return reads(summary.number, summary.digest)
    except ObjectDoesNotExist:
        raise NoEdition from None


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
