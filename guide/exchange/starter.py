"""The starter content: YAML files, one per kind of entry, and a shelf of drafts."""

from pathlib import Path

import yaml
from django.db import transaction

from guide.models import BY_KIND, ENTRY_MODELS, Edition
from guide.publishing.actions import Refused, approve_as_starter, publish
from guide.publishing.write import in_loading_order, write_entry

FOLDER = Path(__file__).resolve().parent.parent / "starter"
NOTE = {
    "en": "First edition: starter text, not yet reviewed by a health-care team.",
    "fr": "Première édition : texte de départ, pas encore révisé par une équipe de soins.",
}


def read_shelf(folder):
    """{kind: {code: content}} of the YAML files in one folder."""
    shelf = {}
    for model in ENTRY_MODELS:
        name = "organisation" if model.kind_name() == "organisation" else f"{model.kind_name()}s"
        file = folder / f"{name}.yaml"
        if file.exists():
            shelf[model.kind_name()] = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return shelf


def is_empty():
    return (
        not any(model.objects.exists() for model in ENTRY_MODELS) and not Edition.objects.exists()
    )


def is_as_loaded():
    """Whether edition 1 is the starter's and nobody has saved anything since."""
    return not any(
        model.objects.filter(edited_by__isnull=False).exists() for model in ENTRY_MODELS
    ) and (Edition.objects.count() == 1 and Edition.objects.get().published_by is None)


@transaction.atomic
def load_starter():
    """Fill an empty database and publish edition 1; then lay the drafts on the working copy.

    Returns the Edition, or None where the starter is already there unedited.
    Raises Refused on a database that staff have edited.
    """
    if not is_empty():
        if is_as_loaded():
            return None
        raise Refused(
            "Staff have edited this database. Use --missing-only to add what is new as drafts, "
            "or --as-edits for what changed too, as edits that wait for review."
        )
    for kind, code, content in in_loading_order(read_shelf(FOLDER)):
        approve_as_starter(write_entry(kind, code, content))
    edition = publish(None, NOTE)
    for kind, code, content in in_loading_order(read_shelf(FOLDER / "drafts")):
        _write_draft(kind, code, content)
    return edition


@transaction.atomic
def load_missing():
    """Add the entries that this database does not have, as drafts. Returns their (kind, code)."""
    added = []
    for folder in (FOLDER, FOLDER / "drafts"):
        for kind, code, content in in_loading_order(read_shelf(folder)):
            if not BY_KIND[kind].objects.filter(code=code).exists():
                _write_draft(kind, code, content)
                added.append((kind, code))
    return added


def _write_draft(kind, code, content):
    note = content.get("note", "")
    write_entry(
        kind, code, {name: value for name, value in content.items() if name != "note"}, note=note
    )
