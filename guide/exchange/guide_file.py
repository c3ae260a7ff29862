"""The whole working copy as one YAML file, and back: to move it, keep it or edit it elsewhere.

What staff alone read beside the guide (the texts of sources, feedback, history) is not in the file.
Nothing is approved by an import, and what it changes has to be approved again.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from guide.edition.guide import FORMAT
from guide.lib.text import says_the_same
from guide.models import BY_KIND, ENTRY_MODELS, Entry
from guide.models.entry import CODE
from guide.publishing import audit
from guide.publishing.actions import Refused
from guide.publishing.checks import Problem
from guide.publishing.write import UnreadableContent, in_loading_order, write_entry
from guide.roles import APPROVE

from .strict_yaml import Unreadable, dump, load

LARGEST_FILE = 5 * 1024 * 1024
# Whoever is at the desk waits for it, and meanwhile nobody else can save; the whole starter is 323
# entries.
MOST_AT_THE_DESK = 500
LONGEST_CODE = Entry._meta.get_field("code").max_length
HEAD = """\
# The whole guide as its staff edit it: texts that nobody has approved yet are in it.
# Each entry stands under its kind and its code. Bring it back with: manage.py import_guide FILE
"""


@dataclass
class Report:
    """What an import did: (kind, code) of each entry that is new, that changed, or that the file
    left alone.
    """

    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: list = field(default_factory=list)
    not_in_file: list = field(default_factory=list)


def export_guide():
    """The file's text."""
    entries = {
        model.kind_name(): {
            entry.code: _exported(entry) for entry in model.objects.with_links().order_by("code")
        }
        for model in ENTRY_MODELS
    }
    return HEAD + dump({"format": FORMAT, "entries": entries})


def _exported(entry):
    data = entry.whole(entry.content())
    if entry.review_due:
        data["review_due"] = entry.review_due.isoformat()
    if entry.note:
        data["note"] = entry.note
    return data


def import_guide(text, *, by=None, may=None, dry_run=False, most=None):
    """Write the file's entries into the working copy. Returns a Report; Refused names everything
    that is wrong.

    text: what export_guide made, as str or as the bytes of a file. All or nothing.
    `may(kind, is_new)` tells whether this person may write entries of that kind. most: how many
    entries may be new or changed; None for any number.
    """
    entries = _read(text)
    _refuse_too_many(entries, most)
    report, found = Report(), []
    with transaction.atomic():
        before = _present()
        for kind, code, data in in_loading_order(entries):
            try:
                take(kind, code, data, before.get((kind, code)), report, by=by, may=may)
            except (UnreadableContent, IntegrityError) as error:
                found.append(Problem(kind, code, _sentence(error, kind, code)))
        if found:
            raise Refused("Nothing was imported.", found)
        report.not_in_file = [key for key in before if key[1] not in (entries.get(key[0]) or {})]
        transaction.set_rollback(dry_run)
    return report


def _refuse_too_many(entries, most):
    """Before anything is written, so that nobody else has to wait for it."""
    if most is None or sum(len(codes or {}) for codes in entries.values()) <= most:
        return
    before = _present()
    found = sum(
        _differs(data, before.get((kind, code))) for kind, code, data in in_loading_order(entries)
    )
    if found > most:
        raise Refused(
            f"{found:,} entries of this file are new or changed; at the desk at most {most} are "
            "written at once. "
            "Divide the file, or have it brought in with: manage.py import_guide. Nothing was "
            "imported."
        )


def _differs(data, entry):
    if entry is None:
        return True
    exported = _exported(entry)
    return not says_the_same({**exported, **data}, exported)


def _present():
    return {
        (model.kind_name(), entry.code): entry
        for model in ENTRY_MODELS
        for entry in model.objects.with_links()
    }


def _read(text):
    """{kind: {code: data}}, all of the right shape."""
    if len(text) > LARGEST_FILE:
        raise Refused("This file is larger than 5 MB. Divide it. Nothing was imported.")
    try:
        data = load(text if isinstance(text, str) else text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("This file is not a text in UTF-8. Nothing was imported.") from None
    except Unreadable as error:
        raise Refused(
            "Nothing was imported.", [Problem("", "", line) for line in error.lines]
        ) from None
    entries = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(entries, dict) or data.get("format") != FORMAT:
        raise Refused(f"This is not a guide file of format {FORMAT}. Nothing was imported.")
    found = [problem for kind, codes in entries.items() for problem in _misshapen(kind, codes)]
    if found:
        raise Refused("Nothing was imported.", found)
    return entries


def _misshapen(kind, codes):
    if kind not in BY_KIND:
        yield Problem(
            "", "", f"“{str(kind)[:60]}” is not a kind of entry. Known are: {', '.join(BY_KIND)}."
        )
    elif not isinstance(codes, dict | None):
        yield Problem(kind, "", f"{kind}: here each entry stands under its code.")
    else:
        for code, data in (codes or {}).items():
            if not _is_code(code):
                shown = str(code)[:LONGEST_CODE]
                yield Problem(
                    kind, shown, f"{kind} {shown}: this code cannot be used. {CODE.message}"
                )
            elif not isinstance(data, dict) or not data:
                yield Problem(kind, code, f"{kind} {code}: nothing stands under this code.")


def _is_code(code):
    return isinstance(code, str) and len(code) <= LONGEST_CODE and bool(CODE.regex.match(code))


def take(kind, code, data, entry, report, *, by, may, **translation):
    if may and not may(kind, entry is None):
        raise UnreadableContent(
            f"{kind} {code}: you may not {'add' if entry is None else 'change'} this."
        )
    if not _differs(data, entry):
        report.same.append((kind, code))
        return
    with transaction.atomic():
        content = {
            name: value for name, value in data.items() if name not in ("note", "review_due")
        }
        written = write_entry(
            kind, code, content, by=by, note=_note(kind, code, data), check=True, **translation
        )
        _set_review_due(written, kind, data, by=by, is_new=entry is None)
        if entry is None:
            report.new.append((kind, code))
            audit.record(by, "added by import", written)
            return
        if not says_the_same(written.content(), entry.content()):
            withdraw_approval(written)
        if says_the_same(_exported(written), _exported(entry)):
            report.same.append((kind, code))
            return
        report.changed.append((kind, code))
        audit.record(by, "changed by import", written)


def withdraw_approval(entry):
    """Even where the words are those of an older approval: what comes from outside is read
    again.
    """
    entry.approved_digest = entry.reviewer_name = ""
    entry.approved_at = entry.approved_by = None
    entry.save(update_fields=["approved_digest", "reviewer_name", "approved_at", "approved_by"])


def _note(kind, code, data):
    note = data.get("note")
    if not isinstance(note, str | None):
        raise UnreadableContent(f"{kind} {code}: note is not a text")
    return note


def _set_review_due(entry, kind, data, *, by, is_new):
    """When the next medical review is due: who approves sets it, so moving it needs that right (a
    command has it).
    """
    if "review_due" not in data:
        return
    try:
        due = entry._meta.get_field("review_due").to_python(data["review_due"])
    except (ValidationError, TypeError):
        raise UnreadableContent(f"{kind} {entry.code}: review_due is not a date") from None
    if due == entry.review_due:
        return
    if by is not None and not is_new and not by.has_perm(APPROVE):
        said = _(
            "whoever approves sets the date of the next review, so you cannot move it. Leave "
            "review_due out."
        )
        raise UnreadableContent(f"{kind} {entry.code}: {said}")
    entry.review_due = due
    entry.save(update_fields=["review_due"])


def _sentence(error, kind, code):
    if isinstance(error, UnreadableContent):
        return str(error)
    return (
        f"{kind} {code}: the database does not take this. Two entries may claim what only one "
        "can have."
    )
