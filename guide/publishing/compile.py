"""Working copy → content of the next edition."""

from guide.edition.guide import FORMAT
from guide.models import ENTRY_MODELS, Edition


def last_edition():
    """The newest Edition, or None."""
    return Edition.objects.first()


def compile_next(last=None):
    """Content of the next edition: approved entries, and the last published form of the others.

    An entry with an unapproved edit goes out as it stood in the last edition; a new one that was
    never approved does not go out at all; an approved withdrawal takes it out.
    """
    published = (last.content if last else {}).get("entries", {})
    entries = {}
    for model in ENTRY_MODELS:
        kind = model.kind_name()
        compiled = (
            (entry.code, _compiled(entry, published.get(kind, {}).get(entry.code)))
            for entry in model.objects.with_links().order_by("code")
        )
        entries[kind] = {code: content for code, content in compiled if content is not None}
    return {"format": FORMAT, "entries": entries}


def compile_working_copy():
    """Everything as it stands now, approved or not: what a preview shows."""
    return {
        "format": FORMAT,
        "entries": {
            model.kind_name(): {
                entry.code: entry.content() | {"reviewed": entry.review() if entry.is_approved() else None}
                for entry in model.objects.with_links().filter(withdrawn=False).order_by("code")
            }
            for model in ENTRY_MODELS
        },
    }


def _compiled(entry, published):
    content = entry.content()
    if not entry.is_approved():
        return published
    return None if entry.withdrawn else content | {"reviewed": entry.review()}
