"""The time line of an entry: what families read of it, in which editions, and whose words it was.

For the desk alone: what was replaced is old, and says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F
from django.db.models.fields.json import KeyTransform

from guide.lib.content import Content
from guide.models import Edition, Entry, EntryVersion

from .changes import is_change, without_review


@dataclass(frozen=True)
class Spell:
    """What families read of one entry from edition `first` to edition `last`.

    content: with who reviewed it; None where it was not there. until: when an edition with other
    words came out; None while families read these. said: the version in which the words were
    written; None where none was kept.
    """

    content: Content | None
    first: int
    last: int
    since: datetime
    until: datetime | None = None
    said: EntryVersion | None = None

    @property
    def is_old(self) -> bool:
        return self.until is not None

    @property
    def reviewed(self) -> dict[str, str] | None:
        """{"by", "on"} of whoever approved it; None for text that no named person approved."""
        return self.content.get("reviewed") if self.content else None


def time_line(entry: Entry) -> list[Spell]:
    """The Spells of an entry, newest first, without those before it was first there."""
    spells: list[Spell] = []
    for number, at, content in _in_editions(entry):
        if not spells and content is None:
            continue
        if spells and not is_change(spells[-1].content, content):
            spells[-1] = replace(spells[-1], last=number)
            continue
        if spells:
            spells[-1] = replace(spells[-1], until=at)
        spells.append(Spell(content, number, number, at))
    versions = list(EntryVersion.objects.of(entry).select_related("by").order_by("version"))
    return [replace(spell, said=_said(spell, versions)) for spell in reversed(spells)]


def spell_in(spells: list[Spell], number: int) -> Spell | None:
    """What families read in this edition; None where the entry had not been there yet."""
    return next((spell for spell in spells if spell.first <= number), None)


def edition_of(day: date) -> int | None:
    """The number of the edition that families read at the end of this day, as days are where the
    guide is made; None where there was none.
    """
    out = Edition.objects.filter(published_at__date__lte=day)
    return out.values_list("number", flat=True).first()


def _in_editions(entry: Entry) -> Iterator[tuple[int, datetime, Content | None]]:
    """(number, when it came out, the entry's content) of every edition, oldest first."""
    # The database reads the entries of this kind out of the content; most of it is of no use here.
    of_kind = KeyTransform(entry.kind_name(), KeyTransform("entries", F("content")))
    editions = Edition.objects.order_by("number").annotate(of_kind=of_kind)
    for edition in editions.values("number", "published_at", "of_kind").iterator():
        entries = edition["of_kind"] or {}
        yield edition["number"], edition["published_at"], entries.get(entry.code)


def _said(spell: Spell, versions: list[EntryVersion]) -> EntryVersion | None:
    """The version that first had these words, since they were written last before the edition."""
    if spell.content is None:
        return None
    words = without_review(spell.content)
    found = None
    for version in versions:
        if version.at > spell.since:
            break
        if version.content != words:
            found = None
        elif found is None:
            found = version
    return found or next((one for one in versions if one.content == words), None)
