"""Working copy → content of the next edition, or of a preview."""

from collections.abc import Iterable
from typing import Any

from guide.edition.guide import FORMAT
from guide.lib.content import Content, Entries, GuideContent, Key
from guide.models import BY_KIND, ENTRY_MODELS, Edition, Entry

from .changes import without_review
from .service_checks import with_checks
from .working_copy import Row, read_exactly

NOTHING: GuideContent = {"format": FORMAT, "entries": {}}


def last_edition() -> Edition | None:
    """The newest Edition, or None."""
    return Edition.objects.first()


def as_published(edition: Edition | None, kind: str, code: str) -> Content | None:
    """The content of one entry in an edition, without who reviewed it; None where it is not
    there.
    """
    if edition is None:
        return None
    found = edition.content["entries"].get(kind, {}).get(code)
    return without_review(found) if found else None


def compile_next(last: Edition | None = None, rows: Iterable[Row] | None = None) -> GuideContent:
    """Content of the next edition: approved entries, and the last published form of the others.

    An entry with an unapproved edit goes out as it stood in the last edition; a new one that was
    never approved does not go out at all; an approved withdrawal takes it out. rows: the working
    copy, where it was read already.
    """
    published = (last.content if last else NOTHING)["entries"]
    entries = _no_entries()
    for row in read_exactly() if rows is None else rows:
        content = _compiled(row, published.get(row.kind, {}).get(row.code))
        if content is not None:
            entries[row.kind][row.code] = content
    return with_checks({"format": FORMAT, "entries": entries})


def compile_working_copy(rows: Iterable[Row] | None = None) -> GuideContent:
    """Everything as it stands now, approved or not: what a preview shows."""
    entries = _no_entries()
    for row in read_exactly() if rows is None else rows:
        if not row.withdrawn:
            entries[row.kind][row.code] = _as_it_stands(row)
    return pruned(with_checks({"format": FORMAT, "entries": entries}))


def compile_with(content: GuideContent, row: Row) -> GuideContent:
    """This content with one entry as it stands in the working copy: what approving it alone would
    lead to.
    """
    return with_checks(with_row(content, row))


def with_row(content: GuideContent, row: Row) -> GuideContent:
    """The same, with no newer check of a service beside it."""
    entries = {kind: dict(found) for kind, found in content["entries"].items()}
    of_kind = entries.setdefault(row.kind, {})
    of_kind.pop(row.code, None)
    if not row.withdrawn:
        of_kind[row.code] = _as_it_stands(row)
    return pruned({"format": FORMAT, "entries": entries})


def pruned(content: GuideContent) -> GuideContent:
    """The same content without links that lead nowhere, so that it can be shown while it is being
    written.
    """
    entries = content["entries"]
    # What goes may have been needed by others, so each time it is asked anew.
    while loose := _loose(entries):
        for kind, code in loose:
            del entries[kind][code]
    for kind, model in BY_KIND.items():
        for code, entry in entries.get(kind, {}).items():
            entries[kind][code] = _without_loose_links(model, entry, entries)
    return content


def _loose(entries: Entries) -> list[Key]:
    """The entries that cannot be shown, because one that they cannot be without is not there."""
    found = []
    for kind, model in BY_KIND.items():
        required = [name for name in model.LINKS if name not in model.LATER]
        for code, entry in entries.get(kind, {}).items():
            if not all(_is_there(model, name, entry[name], entries) for name in required):
                found.append((kind, code))
    return found


def _is_there(model: type[Entry], name: str, code: str | None, entries: Entries) -> bool:
    """Whether the entry that a link of this model names is in the content."""
    return code in entries.get(model.link_target(name), {})


def _without_loose_links(model: type[Entry], entry: Content, entries: Entries) -> Content:
    kept: Content = {}
    for name in model.LINKS:
        if name in entry and not _is_there(model, name, entry[name], entries):
            kept[name] = None
    for name in model.MANY_LINKS:
        if name in entry:
            kept[name] = [code for code in entry[name] if _is_there(model, name, code, entries)]
    if model.kind_name() == "section" and "treatments" in entry:
        kept["treatments"] = _uses_that_are_there(entry["treatments"], entries)
    return entry | kept


def _uses_that_are_there(uses: list[dict[str, Any]], entries: Entries) -> list[dict[str, Any]]:
    found = []
    for use in uses:
        if use["treatment"] in entries.get("treatment", {}):
            source = use["source"] if use["source"] in entries.get("source", {}) else None
            found.append(use | {"source": source})
    return found


def _no_entries() -> Entries:
    return {model.kind_name(): {} for model in ENTRY_MODELS}


def _as_it_stands(row: Row) -> Content:
    return row.content | {"reviewed": None if row.is_waiting else row.review()}


def _compiled(row: Row, published: Content | None) -> Content | None:
    if row.is_waiting:
        return published
    if row.withdrawn:
        return None
    return row.content | {"reviewed": row.review()}
