"""The working copy as plain rows: what compiling, the desk and the board look at."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import CharField, Value
from django.utils.timezone import localdate

from guide.models import BY_KIND, ENTRY_MODELS, EntryVersion, content_digest

from .changes import title_of
from .states import WAITING, state_of

FIELDS = (
    *("kind", "code", "approved_digest", "approved_at", "reviewer_name", "withdrawn", "review_due"),
    "objected",
    *("edited_by_id", "updated", "note"),
)


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
    content: dict
    words_changed: dict

    @cached_property
    def digest(self):
        return content_digest([self.kind, self.code, self.content])

    @cached_property
    def state(self):
        return state_of(self, self.digest)

    @property
    def is_waiting(self):
        return self.state in WAITING

    @property
    def title(self):
        return title_of(self.kind, self.code, self.content)

    def review(self):
        """Who approved and on which day here, as an edition records it; None for text that no named
        person approved.
        """
        if not self.reviewer_name:
            return None
        return {"by": self.reviewer_name, "on": localdate(self.approved_at).isoformat()}


def row_of(entry, words_changed=None):
    values = {name: getattr(entry, name) for name in FIELDS[1:]}
    return Row(
        entry.kind_name(), **values, content=entry.content(), words_changed=words_changed or {}
    )


def read_exactly():
    """Every row, from the entries and their links themselves: what is published rests on this."""
    return [
        row_of(entry)
        for model in ENTRY_MODELS
        for entry in model.objects.with_links().order_by("code")
    ]


def read_quickly():
    """Every row, in two queries: the entries' states, and the newest version that was kept of
    each.
    """
    versions = EntryVersion.objects.newest().values_list("kind", "code", "content", "words_changed")
    kept = {(kind, code): (content, changed) for kind, code, content, changed in versions}
    queries = [_states(model) for model in ENTRY_MODELS]
    found = [
        dict(zip(FIELDS, values, strict=True))
        for values in queries[0].union(*queries[1:], all=True)
    ]
    rows = [_quick_row(values, kept) for values in found]
    return sorted(
        rows, key=lambda row: (list(BY_KIND).index(row.kind), row.content["order"], row.code)
    )


def _states(model):
    kind = Value(model.kind_name(), output_field=CharField())
    return model.objects.order_by().annotate(entry_kind=kind).values_list("entry_kind", *FIELDS[1:])


def _quick_row(values, kept):
    found = kept.get((values["kind"], values["code"]))
    if found is None:  # saved before history was kept
        return row_of(BY_KIND[values["kind"]].objects.with_links().get(code=values["code"]))
    return Row(**values, content=found[0], words_changed=found[1])
