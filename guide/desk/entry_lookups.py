"""What the pages of one entry look up besides it: each when it is first needed, once for a request,
and handed down with the entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.db.models import Q

from guide.models import Edition, Entry, Remark
from guide.publishing.approvers import authors_by_entry
from guide.publishing.compile import last_edition
from guide.publishing.working_copy import Row, read_quickly, row_of


@dataclass
class Said:
    """What was said of one entry and matters for its text as it stands, each the newest first.

    asked: for its review. objections: “needs changes” that stands. comments: by colleagues of
    exactly this text. by_link: what nobody has answered yet.
    """

    asked: list[Remark] = field(default_factory=list)
    objections: list[Remark] = field(default_factory=list)
    comments: list[Remark] = field(default_factory=list)
    by_link: list[Remark] = field(default_factory=list)


class EntryLookups:
    """The newest edition, the working copy, what was said of the entry, and who wrote its words."""

    def __init__(self, entry: Entry):
        self.entry = entry

    @cached_property
    def last(self) -> Edition | None:
        return last_edition()

    @cached_property
    def rows(self) -> list[Row]:
        return read_quickly()

    @cached_property
    def said(self) -> Said:
        return said_of_each([self.entry])[0]

    @cached_property
    def authors(self) -> set[int]:
        """The ids of those whose words stand in it since it was approved last; nobody's where any
        colleague may approve their own.
        """
        if not settings.FOUR_EYES:
            return set()
        row = row_of(self.entry)
        return authors_by_entry([row], self.last)[row.kind, row.code]


def said_of_each(entries: Iterable[Entry]) -> list[Said]:
    """The Said of each of these entries of one kind, in their order."""
    asked = list(entries)
    digests = {entry.code: entry.digest() for entry in asked}
    found = {entry.code: Said() for entry in asked}
    stands = Q(settled_at=None) | Q(digest__in=digests.values())
    kinds = {entry.kind_name() for entry in asked}
    remarks = Remark.objects.filter(stands, kind__in=kinds, code__in=digests)
    for remark in remarks.select_related("by"):
        _put(found[remark.code], remark, digests[remark.code])
    return list(found.values())


def _put(said: Said, remark: Remark, digest: str) -> None:
    nature = remark.nature
    is_about_this_text = remark.digest == digest
    is_open = remark.settled_at is None
    if nature == Remark.Nature.READY and is_about_this_text:
        said.asked.append(remark)
    elif nature == Remark.Nature.NEEDS_CHANGES and is_open:
        said.objections.append(remark)
    elif nature == Remark.Nature.COMMENT and remark.guest and is_open:
        said.by_link.append(remark)
    elif nature == Remark.Nature.COMMENT and not remark.guest and is_about_this_text:
        said.comments.append(remark)
