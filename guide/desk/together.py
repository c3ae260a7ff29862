"""Edits that belong together: an entry, and those that name it or named it and wait with it."""

from collections.abc import Iterable, Mapping

from django.http import Http404

from guide.lib.content import Key
from guide.models import BY_KIND, Edition
from guide.publishing.compile import as_published
from guide.publishing.public_pages import PublicPage
from guide.publishing.references import links_of
from guide.publishing.working_copy import Row

# What the name of such a page begins with, where other pages have result/ or treatment/.
TOGETHER = "together/"


def waiting_together(row: Row, rows: Iterable[Row], last: Edition | None) -> list[Row]:
    """The entries that wait for approval and name this one, in the working copy or in what families
    read.
    """
    key = row.kind, row.code
    found = []
    for other in rows:
        if other.is_waiting and (other.kind, other.code) != key and key in _named(other, last):
            found.append(other)
    return found


def _named(row: Row, last: Edition | None) -> set[tuple[str, str | None]]:
    named = set(links_of(BY_KIND[row.kind], row.content))
    published = as_published(last, row.kind, row.code)
    if published:
        named |= set(links_of(BY_KIND[row.kind], published))
    return named


def together_page(name: str, rows: Mapping[Key, Row], last: Edition | None) -> PublicPage:
    """The page of this name (together/question/risk), to be read and signed in one act. rows: what
    its reader may read. Raises Http404.
    """
    kind, _slash, code = name.removeprefix(TOGETHER).partition("/")
    row = rows.get((kind, code))
    if row is None:
        raise Http404
    with_it = waiting_together(row, rows.values(), last)
    own = [(kind, code), *[(other.kind, other.code) for other in with_it]]
    return PublicPage("together", f"{kind}/{code}", row.title, tuple(own), ())
