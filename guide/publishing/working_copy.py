"""The working copy as plain rows: what compiling, the desk and the board look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.utils.timezone import localdate

from guide.lib.content import Content, Key
from guide.models import BY_KIND, ENTRY_MODELS, Entry, EntryVersion, content_digest

from .changes import title_of
from .states import WAITING, state_by

# What an entry and a Row of it both have.
FIELDS = (
    "code",
    "approved_digest",
    "approved_at",
    "reviewer_name",
    "withdrawn",
    "review_due",
    "objected",
    "edited_by_id",
    "updated",
    "note",
)
KINDS = list(BY_KIND)


@dataclass(frozen=True)
class Row:
    """An entry of the working copy, its content as editions would hold it."""

    kind: str
    code: str
    approved_digest: str
    approved_at: datetime | None
    reviewer_name: str
    withdrawn: bool
    review_due: date | None
    objected: bool
    edited_by_id: int | None
    updated: datetime
    note: str
    content: Content
    # {language: version in which its words last changed}; empty where nobody asked for it.
    words_changed: Mapping[str, int]

    @cached_property
    def digest(self) -> str:
        return content_digest([self.kind, self.code, self.content])

    @cached_property
    def state(self) -> str:
        return state_by(
            digest=self.digest,
            approved_digest=self.approved_digest,
            reviewer_name=self.reviewer_name,
            objected=self.objected,
            withdrawn=self.withdrawn,
        )

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def seen(self) -> str:
        """As a form sends it: which entry, and exactly which words of it were looked at."""
        return f"{self.kind}:{self.code}:{self.digest}"

    @property
    def title(self) -> str:
        return title_of(self.kind, self.code, self.content)

    def review(self) -> dict[str, str] | None:
        """Who approved and on which day here, as an edition records it; None for text that no named
        person approved.
        """
        if not self.reviewer_name or self.approved_at is None:
            return None
        return {"by": self.reviewer_name, "on": localdate(self.approved_at).isoformat()}


def read_seen(sent: str) -> tuple[Key, str]:
    """((kind, code), digest) of what a form sends as `Row.seen`. It may be of no entry at all."""
    kind, _colon, rest = sent.partition(":")
    code, _colon, digest = rest.partition(":")
    return (kind, code), digest


def row_of(entry: Entry) -> Row:
    """The entry as a Row, from its fields and links as they are in memory."""
    values = {name: getattr(entry, name) for name in FIELDS}
    return Row(kind=entry.kind_name(), content=entry.content(), words_changed={}, **values)


def read_exactly() -> list[Row]:
    """Every row, from the entries and their links themselves: what is published rests on this."""
    rows = []
    for model in ENTRY_MODELS:
        for entry in model.objects.with_links().order_by("code"):
            rows.append(row_of(entry))
    return rows


def read_quickly() -> list[Row]:
    """Every row in the order of the guide, in two queries: the entries' states, and the newest
    version that was kept of each.
    """
    versions = {}
    for version in EntryVersion.objects.newest().only("kind", "code", "content", "words_changed"):
        versions[version.kind, version.code] = version
    first, *others = [_states(model) for model in ENTRY_MODELS]
    rows = [_quick_row(values, versions) for values in first.union(*others, all=True)]
    return sorted(rows, key=_place)


def _states(model: type[Entry]) -> QuerySet[Entry, dict[str, Any]]:
    kind = Value(model.kind_name(), output_field=CharField())
    return model.objects.order_by().annotate(of_kind=kind).values("of_kind", *FIELDS)


def _quick_row(values: dict[str, Any], versions: Mapping[Key, EntryVersion]) -> Row:
    kind = values.pop("of_kind")
    version = versions.get((kind, values["code"]))
    if version is None:  # saved before history was kept
        return row_of(BY_KIND[kind].objects.with_links().get(code=values["code"]))
    return Row(kind=kind, content=version.content, words_changed=version.words_changed, **values)


def _place(row: Row) -> tuple[int, int, str]:
    return KINDS.index(row.kind), row.content["order"], row.code
