"""The starter content: YAML files, one per kind of entry, and a folder of drafts beside them."""

from pathlib import Path

import yaml
from django.db import transaction

from guide.lib.content import Content, Entries, Key
from guide.models import BY_KIND, ENTRY_MODELS, Edition
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.refused import Refused
from guide.publishing.write import in_loading_order, write_entry

FOLDER = Path(__file__).resolve().parent.parent / "starter"
DRAFTS = FOLDER / "drafts"
# The same as PyYAML's own, in C where it is there: ten times faster.
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOTE = {
    "en": "First edition: starter text, not yet reviewed by a health-care team.",
    "fr": "Première édition : texte provisoire, pas encore révisé par une équipe de soins.",
}


def read_folder(folder: Path) -> Entries:
    """The entries of the YAML files in one folder."""
    entries = {}
    for kind in BY_KIND:
        file = folder / f"{'organisation' if kind == 'organisation' else f'{kind}s'}.yaml"
        if file.exists():
            text = file.read_text(encoding="utf-8")
            entries[kind] = yaml.load(text, Loader=SAFE_LOADER) or {}  # noqa: S506
    return entries


def is_empty() -> bool:
    """Whether this database holds no entry and no edition."""
    if Edition.objects.exists():
        return False
    return not any(model.objects.exists() for model in ENTRY_MODELS)


def is_as_loaded() -> bool:
    """Whether edition 1 is the starter's and nobody has saved anything since."""
    for model in ENTRY_MODELS:
        if model.objects.filter(edited_by__isnull=False).exists():
            return False
    return Edition.objects.count() == 1 and Edition.objects.get().published_by is None


@transaction.atomic
def load_starter() -> Edition | None:
    """Fill an empty database and publish edition 1; then write the drafts into the working copy.

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
    for kind, code, content in in_loading_order(read_folder(FOLDER)):
        approve_as_starter(write_entry(kind, code, content))
    edition = publish(None, NOTE)
    for kind, code, content in in_loading_order(read_folder(DRAFTS)):
        _write_draft(kind, code, content)
    return edition


@transaction.atomic
def load_missing() -> list[Key]:
    """Add the entries that this database does not have, as drafts. Returns their (kind, code)."""
    added = []
    for folder in (FOLDER, DRAFTS):
        for kind, code, content in in_loading_order(read_folder(folder)):
            if not BY_KIND[kind].objects.filter(code=code).exists():
                _write_draft(kind, code, content)
                added.append((kind, code))
    return added


def without_note(content: Content) -> Content:
    """An entry of the starter without the note for colleagues that may stand in it."""
    return {name: value for name, value in content.items() if name != "note"}


def _write_draft(kind: str, code: str, content: Content) -> None:
    write_entry(kind, code, without_note(content), note=content.get("note", ""))
