"""What an editor should know about the entry on the screen."""

from django.urls import reverse

from guide.models import BY_KIND
from guide.publishing.compile import last_edition
from guide.publishing.states import STATES, state_of


def panel_of(entry):
    kind = entry.kind_name()
    edition = last_edition()
    published = entry.code in (edition.content["entries"].get(kind, {}) if edition else {})
    state = state_of(entry)
    return {
        "kind": kind,
        "state": state,
        "state_name": STATES[state],
        "published": published,
        "edition": edition,
        "must_stay": published,
        "address": entry_address(kind, entry.code),
    }


def entry_address(kind, code=""):
    """Where staff edit this entry; the list of its kind where no code is given."""
    model = BY_KIND[kind]
    entry = model.objects.filter(code=code).only("pk").first() if code else None
    if entry is None:
        return reverse(f"admin:guide_{kind}_changelist")
    return reverse(f"admin:guide_{kind}_change", args=[entry.pk])
