"""Working copy → content of the next edition, or of a preview."""

from guide.edition.guide import FORMAT
from guide.models import BY_KIND, ENTRY_MODELS, Edition

from .references import target_of
from .working_copy import read_exactly

NOTHING = {"format": FORMAT, "entries": {}}


def last_edition():
    """The newest Edition, or None."""
    return Edition.objects.first()


def as_published(edition, kind, code):
    """The content of one entry in an edition, without who reviewed it; None where it is not
    there.
    """
    found = edition.content["entries"].get(kind, {}).get(code) if edition else None
    return found and {name: value for name, value in found.items() if name != "reviewed"}


def compile_next(last=None, rows=None):
    """Content of the next edition: approved entries, and the last published form of the others.

    An entry with an unapproved edit goes out as it stood in the last edition; a new one that was
    never approved does not go out at all; an approved withdrawal takes it out.
    """
    published = (last.content if last else NOTHING)["entries"]
    entries = {model.kind_name(): {} for model in ENTRY_MODELS}
    for row in read_exactly() if rows is None else rows:
        content = _compiled(row, published.get(row.kind, {}).get(row.code))
        if content is not None:
            entries[row.kind][row.code] = content
    return {"format": FORMAT, "entries": entries}


def compile_working_copy(rows=None):
    """Everything as it stands now, approved or not: what a preview shows."""
    entries = {model.kind_name(): {} for model in ENTRY_MODELS}
    for row in read_exactly() if rows is None else rows:
        if not row.withdrawn:
            entries[row.kind][row.code] = _as_it_stands(row)
    return pruned({"format": FORMAT, "entries": entries})


def compile_with(content, row):
    """This content with one entry as it stands in the working copy: what approving it alone would
    lead to.
    """
    entries = {kind: dict(found) for kind, found in content["entries"].items()}
    of_kind = entries.setdefault(row.kind, {})
    of_kind.pop(row.code, None)
    if not row.withdrawn:
        of_kind[row.code] = _as_it_stands(row)
    return pruned({"format": FORMAT, "entries": entries})


def pruned(content):
    """The same content without links that lead nowhere, so that it can be shown while it is being
    written.
    """
    entries = content["entries"]
    while True:
        loose = [
            (kind, code)
            for kind, model in BY_KIND.items()
            for code, entry in entries.get(kind, {}).items()
            if any(entry[name] not in entries.get(target, {}) for name, target in _required(model))
        ]
        if not loose:
            break
        for kind, code in loose:
            del entries[kind][code]
    for kind, model in BY_KIND.items():
        for code, entry in entries.get(kind, {}).items():
            entries[kind][code] = _without_loose_links(model, entry, entries)
    return content


def _required(model):
    """(field, kind that it links to) of the links that an entry cannot be without."""
    return [(name, target_of(model, name)) for name in model.LINKS if name not in model.LATER]


def _without_loose_links(model, entry, entries):
    kept = {}
    for name in model.LINKS:
        if name in entry and entry[name] not in entries.get(target_of(model, name), {}):
            kept[name] = None
    for name in model.MANY_LINKS:
        if name in entry:
            there = entries.get(target_of(model, name), {})
            kept[name] = [code for code in entry[name] if code in there]
    if "treatments" in entry and model.kind_name() == "section":
        kept["treatments"] = [
            use | {"source": use["source"] if use["source"] in entries.get("source", {}) else None}
            for use in entry["treatments"]
            if use["treatment"] in entries.get("treatment", {})
        ]
    return entry | kept


def _as_it_stands(row):
    return row.content | {"reviewed": None if row.is_waiting else row.review()}


def _compiled(row, published):
    if row.is_waiting:
        return published
    return None if row.withdrawn else row.content | {"reviewed": row.review()}
