"""What has to be approved beside an entry, so that families get it whole."""

from collections.abc import Iterable

from guide.models import Edition, Entry

from .compile import as_published
from .references import links_of
from .working_copy import Row


def named_without_approval(entry: Entry, last: Edition | None, rows: Iterable[Row]) -> list[Row]:
    """The entries that this one names and that families could not get with it: neither approved nor
    in the live edition. In the order of its links. rows: the working copy.
    """
    if entry.withdrawn:
        return []
    by_key = {(row.kind, row.code): row for row in rows}
    found = []
    for kind, code in dict.fromkeys(links_of(type(entry), entry.content())):
        row = by_key.get((kind, code)) if code else None
        if row and row.is_waiting and as_published(last, kind, row.code) is None:
            found.append(row)
    return found
