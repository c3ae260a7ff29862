"""Which edition is live: what all others ask.

Each process keeps the newest edition in memory. A thread of its own, the follower, asks the database
for a newer one, so that no reader ever waits for the question; while the database does not answer,
families go on reading what is in memory, and a process that starts then reads the kept file.
"""

from django.apps import apps
from django.db.models.signals import post_save

from . import queries
from .watcher import Follower, coming, reading  # noqa: F401 - reading() is asked for here


class NoEdition(LookupError):
    """Nothing has been published yet."""


follower = Follower()


def live():
    """The newest edition. Reads the database only when this process has none yet. Raises NoEdition."""
    follower.start()
    return coming.get() or follower.live or refresh()


def current_guide(language):
    """The newest edition as a Guide in this language. Raises NoEdition."""
    return live().guide(language)


def past(number):
    """The Past of one edition, the live one included. Raises NoEdition where there is none of this number."""
    found = next((edition for edition in live().history if edition.number == number), None)
    if found is None:
        raise NoEdition
    return found


def edition(number):
    """Any published edition: what an old handout was printed from. Raises NoEdition."""
    newest = live()
    return newest if number == newest.number else queries.read_old(number, past(number).digest)


def text_of(edition):
    """The content of a Past as canonical JSON: the SHA-256 of these bytes is its digest."""
    newest = live()
    return newest.text if edition.digest == newest.digest else queries.read_text(edition.number, edition.digest)


def known(*, ahead=True):
    """The edition that this process has in memory, or None. Never asks the database.

    ahead: within `reading()`, the one that is being made ready.
    """
    return (ahead and coming.get()) or follower.live


def refresh():
    """Look which edition is the newest, and load it if this process does not have it. Raises NoEdition."""
    newest = follower.live = follower.look()
    if newest is None:
        raise NoEdition
    return newest


def database_answers():
    """Whether the database answered when it was last asked for the newest edition."""
    return follower.database_answers


def before_reading(prepare):
    """Call prepare(live) from the follower: ahead of a new edition's first reader, and at each look after."""
    follower.prepare.append(prepare)


def forget():
    """Know nothing, as a process that has just started."""
    follower.live = None


def follow():
    """Look for newer editions from now on."""
    follower.start()


def connect():
    """Publishing in this process is seen at once; the other processes see it within EDITION_POLL_SECONDS."""
    post_save.connect(follower.hear, sender=apps.get_model("guide", "Edition"), dispatch_uid="edition-published")
