"""An entry that others name is withdrawn, and taken out of them, in one step: edits that one
reviewer reads together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guide.lib.content import Content, Key
from guide.lib.guide_links import without_links_to
from guide.models import BY_KIND, Remark, content_digest
from guide.models.names import kind_in_words
from guide.publishing.audit import record
from guide.publishing.changes import Change, change_of
from guide.publishing.references import dependants
from guide.publishing.remarks import remark
from guide.publishing.values import Names, told_apart
from guide.publishing.working_copy import Row, read_quickly
from guide.publishing.write import UnreadableContent, write_entry

from .notify import tell_of_remark
from .page import desk_page, requires
from .review import get_entry


@dataclass(frozen=True)
class Edit:
    """What one entry says once it is done: the fields that change."""

    row: Row
    fields: Content

    def change(self, names: Names) -> Change:
        return change_of(self.row.kind, self.row.code, self.row.content, self._after(), names)

    @property
    def kind(self) -> str:
        return kind_in_words(self.row.kind)

    def _after(self) -> Content:
        return self.row.content | self.fields


@requires("guide.change_{kind}")
@require_http_methods(["GET", "POST"])
def take_out(request, kind, code):
    """GET shows what would be edited; POST edits all of it, or nothing, and asks for a review."""
    entry = get_entry(kind, code)
    rows = read_quickly()
    edits = edits_without(kind, code, rows)
    may_not = [edit for edit in edits if not request.user.has_perm(f"guide.change_{edit.row.kind}")]
    seen = content_digest([[edit.row.kind, edit.row.code, edit.row.digest] for edit in edits])
    status = 200
    if request.method == "POST" and not may_not:
        if request.POST.get("seen") == seen and _done(request, edits):
            return redirect("admin:review", kind, code)
        status = 409
        if request.POST.get("seen") != seen:
            messages.error(request, _("Somebody changed it in the meantime. Look at it again."))
    names = told_apart(((row.kind, row.code), row.title) for row in rows)
    context = {
        "entry": entry,
        "kind": kind,
        "edits": [(edit, edit.change(names)) for edit in edits],
        "may_not": may_not,
        "seen": seen,
    }
    title = _("Withdraw “%s”, and take it out of what names it") % entry
    return desk_page(request, "take_out.html", title, context, status=status)


def edits_without(kind: str, code: str, rows: list[Row]) -> list[Edit]:
    """The Edits that withdraw an entry: its own, and that of each entry that names it. What cannot
    be without it (an answer without its question, a section that is for this answer alone) is
    withdrawn with it, and taken out in its turn.
    """
    by_key = {(row.kind, row.code): row for row in rows}
    changed: dict[Key, Content] = {(kind, code): {"withdrawn": True}}
    to_take_out = [(kind, code)]
    while to_take_out:
        gone = to_take_out.pop()
        for row in dependants(*gone, rows):
            key = row.kind, row.code
            if row.withdrawn or changed.get(key, {}).get("withdrawn"):
                continue
            content = row.content | changed.get(key, {})
            fields = _without(row, gone, content)
            if row.kind == "section" and _is_for_this_alone(content, gone, by_key, changed):
                # Without the tick it would be shown to everyone.
                fields = {"withdrawn": True}
            if row.kind == "prompt" and _names_nothing(content | fields):
                # So would a question to ask about what is gone.
                fields = {"withdrawn": True}
            changed[key] = changed.get(key, {}) | fields
            if fields.get("withdrawn"):
                to_take_out.append(key)
    return _edits(changed, by_key)


def _edits(changed: dict[Key, Content], by_key: dict[Key, Row]) -> list[Edit]:
    """Without those that would change nothing: what is withdrawn already."""
    found = []
    for key, fields in changed.items():
        row = by_key.get(key)
        if row is None or (row.withdrawn and fields == {"withdrawn": True}):
            continue
        found.append(Edit(row, fields))
    return found


def _is_for_this_alone(
    section: Content, gone: Key, by_key: Mapping[Key, Row], changed: Mapping[Key, Content]
) -> bool:
    """Whether a section is for no other answer to the same question, and the question stays."""
    kind, code = gone
    if kind != "choice":
        return False
    question = by_key[gone].content["question"]
    if changed.get(("question", question), {}).get("withdrawn"):
        return False
    if code not in section["choices"]:
        return False
    others = [by_key["choice", other] for other in section["choices"] if other != code]
    return all(choice.content["question"] != question for choice in others)


def _names_nothing(prompt: Content) -> bool:
    return not (prompt["sections"] or prompt["treatments"])


def _without(row: Row, gone: Key, content: Content) -> Content:
    """The fields of this content that change, so that it names the entry no more."""
    model = BY_KIND[row.kind]
    kind, code = gone
    fields: Content = {}
    for name in model.LINKS:
        if model.link_target(name) == kind and content.get(name) == code:
            if not model._meta.get_field(name).null:
                return {"withdrawn": True}
            fields[name] = None
    for name in model.MANY_LINKS:
        if model.link_target(name) == kind and code in content.get(name, ()):
            fields[name] = [other for other in content[name] if other != code]
    for name in model.PAIRS:
        pair = content.get(name, {})
        without = {language: without_links_to(text, gone) for language, text in pair.items()}
        if without != pair:
            fields[name] = without
    if row.kind == "section":
        uses = _uses_without(content["treatments"], gone)
        if uses != content["treatments"]:
            fields["treatments"] = uses
    return fields


def _uses_without(uses: list[dict[str, Any]], gone: Key) -> list[dict[str, Any]]:
    kind, code = gone
    kept = []
    for use in uses:
        if kind == "treatment" and use["treatment"] == code:
            continue
        if kind == "source" and use["source"] == code:
            use = use | {"source": None}
        kept.append(use)
    return kept


def _done(request, edits: list[Edit]) -> bool:
    """Whether all of it is edited; where one is refused nothing is, and the reason is said."""
    try:
        with transaction.atomic():
            written = [_write(request.user, edit) for edit in edits]
    except UnreadableContent as problem:
        messages.error(request, _("Nothing is changed: %s.") % problem)
        return False
    # One mail is enough: it leads to all of them.
    entry, said = written[0]
    tell_of_remark(said, entry)
    messages.success(request, _("It is done. One reviewer reads and signs these edits together."))
    return True


def _write(user, edit: Edit):
    entry = write_entry(edit.row.kind, edit.row.code, edit.fields, by=user, check=True)
    record(user, "changed", entry)
    return entry, remark(entry, user, Remark.Nature.READY)
