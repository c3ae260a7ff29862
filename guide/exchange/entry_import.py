"""One entry from outside, by a guide file or a translator's spreadsheet: compared with what is
there, checked, written and reported.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guide.handout.printable import why_content_is_not_printable
from guide.lib.content import Content, Key
from guide.lib.foreign_html import FOREIGN, is_tangled, meaning_of
from guide.lib.taken_out import what_was_taken_out
from guide.lib.text import says_the_same
from guide.models import BY_KIND, Entry
from guide.models.fields import RichTextField
from guide.publishing import audit
from guide.publishing.refused import said_of
from guide.publishing.working_copy import Row, row_of
from guide.publishing.write import UnreadableContent, write_entry
from guide.roles import APPROVE

# What stands in the file beside an entry's content.
NOT_CONTENT = ("note", "review_due")

# may(kind, is_new): whether somebody may write entries of that kind.
MayWrite = Callable[[str, bool], bool]


@dataclass
class Report:
    """What an import did: (kind, code) of each entry that is new, that changed, or that the file
    left alone.
    """

    new: list[Key] = field(default_factory=list)
    changed: list[Key] = field(default_factory=list)
    same: list[Key] = field(default_factory=list)
    not_in_file: list[Key] = field(default_factory=list)
    # Of an entry, the sentence that says what of its texts was not taken over.
    taken_out: list[tuple[str, str, str]] = field(default_factory=list)


def exported(entry: Entry) -> Content:
    """The entry as files have it: its whole content, the note and the next review beside it."""
    return exported_row(row_of(entry))


def exported_row(row: Row) -> Content:
    """The same of a row of the working copy."""
    data = BY_KIND[row.kind].whole(row.content)
    if row.review_due:
        data["review_due"] = row.review_due.isoformat()
    if row.note:
        data["note"] = row.note
    return data


def differs(data: Content, entry: Entry | None) -> bool:
    """Whether these fields say anything that the entry does not; None for one that is not there."""
    if entry is None:
        return True
    now = exported(entry)
    return not says_the_same(now | data, now)


def import_entry(
    kind: str,
    code: str,
    data: Content,
    entry: Entry | None,
    report: Report,
    *,
    by: User | None,
    may: MayWrite | None,
    translation_checked: bool = False,
    translated_in_part: bool = False,
) -> None:
    """Write what a file says of one entry, and note in the report what came of it.

    data: the content, or some fields of it, with `note` and `review_due` beside them. entry: as it
    is in the working copy; None for a new one. translation_checked, translated_in_part: see
    `history.keep`. Raises UnreadableContent, IntegrityError.
    """
    is_new = entry is None
    if may and not may(kind, is_new):
        said = _("you may not add this.") if is_new else _("you may not change this.")
        raise UnreadableContent(said_of(f"{kind} {code}", said))
    if not differs(data, entry):
        report.same.append((kind, code))
        return
    said = what_was_taken_out(_left_out(kind, data))
    if said:
        report.taken_out.append((kind, code, said))
    with transaction.atomic():
        written = write_entry(
            kind,
            code,
            {name: value for name, value in data.items() if name not in NOT_CONTENT},
            by=by,
            note=_note(kind, code, data),
            check=True,
            translation_checked=translation_checked,
            translated_in_part=translated_in_part,
        )
        had = entry.content() if entry else None
        refuse_what_cannot_be_printed(kind, code, written.content(), had)
        _set_review_due(written, kind, data, by=by, is_new=is_new)
        if entry is None:
            report.new.append((kind, code))
            audit.record(by, "added-by-import", written)
            return
        if not says_the_same(written.content(), entry.content()):
            withdraw_approval(written)
        if says_the_same(exported(written), exported(entry)):
            report.same.append((kind, code))
            return
        report.changed.append((kind, code))
        audit.record(by, "changed-by-import", written)


def refuse_what_cannot_be_printed(
    kind: str, code: str, content: Content, before: Content | None = None
) -> None:
    """Raises UnreadableContent for a text with signs that no font has. before: the entry's content
    until now.
    """
    name, reason = why_content_is_not_printable(kind, content, before)
    if reason:
        raise UnreadableContent(said_of(f"{kind} {code}", said_of(name, reason)))


def _left_out(kind: str, data: Content) -> Counter[str]:
    """What the rich texts of an entry hold that the guide has no tags for."""
    left_out: Counter[str] = Counter()
    for name, value in data.items():
        if name not in BY_KIND[kind].PAIRS or not isinstance(value, dict):
            continue
        if not isinstance(BY_KIND[kind]._meta.get_field(f"{name}_en"), RichTextField):
            continue
        for text in value.values():
            # What is tangled is refused by its field, in a sentence.
            if isinstance(text, str) and FOREIGN.search(text) and not is_tangled(text):
                left_out += meaning_of(text).left_out
    return left_out


def withdraw_approval(entry: Entry) -> None:
    """Even where the words are those of an older approval: what comes from outside is read
    again.
    """
    entry.approved_digest = ""
    entry.reviewer_name = ""
    entry.approved_at = None
    entry.approved_by = None
    entry.save(update_fields=["approved_digest", "reviewer_name", "approved_at", "approved_by"])


def _note(kind: str, code: str, data: Content) -> str | None:
    note = data.get("note")
    if not isinstance(note, str | None):
        raise UnreadableContent(said_of(f"{kind} {code}", _("note is not a text")))
    return note


def _set_review_due(
    entry: Entry, kind: str, data: Content, *, by: User | None, is_new: bool
) -> None:
    """When the next medical review is due: who approves sets it, so moving it needs that right (a
    command has it).
    """
    if "review_due" not in data:
        return
    try:
        due = Entry._meta.get_field("review_due").to_python(data["review_due"])
    except (ValidationError, TypeError):
        said = said_of(f"{kind} {entry.code}", _("review_due is not a date"))
        raise UnreadableContent(said) from None
    if due == entry.review_due:
        return
    if by is not None and not is_new and not by.has_perm(APPROVE):
        said = _(
            "whoever approves sets the date of the next review, so you cannot move it. Leave "
            "review_due out."
        )
        raise UnreadableContent(said_of(f"{kind} {entry.code}", said))
    entry.review_due = due
    entry.save(update_fields=["review_due"])
