"""The working copy as plain rows: what compiling, the desk and the board look at."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from guide.lib.content import Content, Key
from guide.models import (
    BY_KIND,
    ENTRY_MODELS,
    Entry,
    EntryVersion,
    TreatmentUse,
    content_digest,
)
from guide.models.entry import Linked

from .changes import title_of
from .reading_form import words_of
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

    @cached_property
    def words(self) -> int:
        """How many there are to read, in the language that has more of them."""
        return words_of(self.content)

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


def row_of(entry: Entry, linked: Linked | None = None) -> Row:
    """The entry as a Row, from its fields and links as they are in memory. linked: what its links
    to many name, where that was read already.
    """
    values = {name: getattr(entry, name) for name in FIELDS}
    content = entry.content(linked)
    return Row(kind=entry.kind_name(), content=content, words_changed={}, **values)


def read_exactly() -> list[Row]:
    """Every row, from the entries and their links themselves: what is published rests on this."""
    linked = _linked_by_all()
    rows = []
    for model in ENTRY_MODELS:
        # The links to many of all kinds were read together, not kind by kind.
        for entry in model.objects.with_links().prefetch_related(None).order_by("code"):
            rows.append(row_of(entry, linked[entry.kind_name(), entry.pk]))
    return rows


def _linked_by_all() -> Mapping[tuple[str, int], Linked]:
    """{(kind, id): what the links to many of this entry name}, in one query."""
    links = []
    for model in ENTRY_MODELS:
        links += [_linked_by(model, name) for name in model.MANY_LINKS]
    every = _uses().union(*links, all=True)
    linked: dict[tuple[str, int], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(every, key=lambda one: (one["place"], one["named"])):
        named = one["named"]
        if one["link"] == "uses":
            named = {"treatment": named, "part": one["has_part"], "source": one["by"] or None}
        linked[one["of_kind"], one["of"]][one["link"]].append(named)
    return linked


def _linked_by(model: type[Entry], name: str) -> QuerySet[Entry, dict[str, Any]]:
    """What one link to many of these entries names, in the columns of `_uses`."""
    return _link(
        model.objects.filter(**{f"{name}__isnull": False}),
        of_kind=_text(model.kind_name()),
        link=_text(name),
        of=F("pk"),
        named=F(f"{name}__code"),
        has_part=_text(""),
        by=_text(""),
        place=Value(0),
    )


def _uses() -> QuerySet[TreatmentUse, dict[str, Any]]:
    """The treatments that sections name, each with its part, its source and its place."""
    return _link(
        TreatmentUse.objects.all(),
        of_kind=_text("section"),
        link=_text("uses"),
        of=F("section_id"),
        named=F("treatment__code"),
        has_part=F("part"),
        by=Coalesce("source__code", _text("")),
        place=F("order"),
    )


def _link(rows: QuerySet[Any, Any], **columns: Any) -> QuerySet[Any, dict[str, Any]]:
    return rows.order_by().values(**columns)


def _text(text: str) -> Value:
    return Value(text, output_field=CharField())


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


def keys_there() -> set[Key]:
    """(kind, code) of every entry, in one query."""
    first, *others = [_states(model) for model in ENTRY_MODELS]
    return {(row["of_kind"], row["code"]) for row in first.union(*others, all=True)}


def _states(model: type[Entry]) -> QuerySet[Entry, dict[str, Any]]:
    kind = _text(model.kind_name())
    return model.objects.order_by().annotate(of_kind=kind).values("of_kind", *FIELDS)


def _quick_row(values: dict[str, Any], versions: Mapping[Key, EntryVersion]) -> Row:
    kind = values.pop("of_kind")
    version = versions.get((kind, values["code"]))
    if version is None:  # saved before history was kept
        return row_of(BY_KIND[kind].objects.with_links().get(code=values["code"]))
    return Row(kind=kind, content=version.content, words_changed=version.words_changed, **values)


def _place(row: Row) -> tuple[int, int, str]:
    return KINDS.index(row.kind), row.content["order"], row.code
