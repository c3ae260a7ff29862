"""The whole working copy as one YAML file, and back: to move it, keep it or edit it elsewhere.

What staff alone read beside the guide (the texts of sources, feedback, history) is not in the file.
Nothing is approved by an import, and what it changes has to be approved again.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from guide.edition.guide import FORMAT
from guide.lib.content import Entries, Key
from guide.lib.numbers import grouped
from guide.models import BY_KIND, ENTRY_MODELS, Entry
from guide.models.entry import CODE, LONGEST_CODE
from guide.publishing.refused import Problem, Refused, said_of
from guide.publishing.working_copy import read_exactly
from guide.publishing.write import UnreadableContent, in_loading_order

from .entry_import import MayWrite, Report, differs, exported_row, import_entry
from .strict_yaml import Unreadable, dump, load

LARGEST_FILE = 5 * 1024 * 1024
# Whoever is at the desk waits for it, and meanwhile nobody else can save; the whole starter is 323
# entries.
MOST_AT_THE_DESK = 500
CODE_FORM = re.compile(CODE.regex)
HEAD = """\
# The whole guide as its staff edit it: texts that nobody has approved yet are in it.
# Each entry stands under its kind and its code. Bring it back with: manage.py import_guide FILE
"""


def export_guide() -> str:
    """The file's text: every entry of the working copy, withdrawn ones too."""
    entries: Entries = {model.kind_name(): {} for model in ENTRY_MODELS}
    for row in read_exactly():
        entries[row.kind][row.code] = exported_row(row)
    return HEAD + dump({"format": FORMAT, "entries": entries})


def import_guide(
    text: str | bytes,
    *,
    by: User | None = None,
    may: MayWrite | None = None,
    dry_run: bool = False,
    most: int | None = None,
) -> Report:
    """Write the file's entries into the working copy. Returns a Report; Refused names everything
    that is wrong.

    text: what export_guide made, as str or as the bytes of a file. All or nothing. by: who imports,
    None for a command. may: None where everything may be written. dry_run: only tell. most: how
    many entries may be new or changed; None for any number.
    """
    entries = _read(text)
    _refuse_too_many(entries, most)
    report = Report()
    found = []
    with transaction.atomic():
        _lock(entries)
        before = _present()
        for kind, code, data in in_loading_order(entries):
            try:
                import_entry(kind, code, data, before.get((kind, code)), report, by=by, may=may)
            except (UnreadableContent, IntegrityError) as error:
                found.append(Problem(kind, code, _in_words(error, kind, code)))
        if found:
            raise Refused(_("Nothing was imported."), found)
        for kind, code in before:
            if code not in (entries.get(kind) or {}):
                report.not_in_file.append((kind, code))
        transaction.set_rollback(dry_run)
    return report


def _lock(entries: Entries) -> None:
    """Nobody else saves what the file names between the comparison and the writing."""
    for model in ENTRY_MODELS:
        named = model.objects.filter(code__in=entries.get(model.kind_name()) or {})
        list(named.locked().order_by("pk").values_list("pk"))


def _refuse_too_many(entries: Entries, most: int | None) -> None:
    """Before anything is written, so that nobody else has to wait for it."""
    if most is None or sum(len(codes or {}) for codes in entries.values()) <= most:
        return
    before = _present()
    found = 0
    for kind, code, data in in_loading_order(entries):
        if differs(data, before.get((kind, code))):
            found += 1
    if found > most:
        said = _(
            "%(count)s entries of this file are new or changed; at the desk at most %(most)s are "
            "written at once. Divide the file, or have it brought in with: manage.py "
            "import_guide. Nothing was imported."
        )
        raise Refused(said % {"count": grouped(found), "most": most})


def _present() -> dict[Key, Entry]:
    """Every entry of the working copy."""
    found = {}
    for model in ENTRY_MODELS:
        for entry in model.objects.with_links():
            found[entry.kind_name(), entry.code] = entry
    return found


def _read(text: str | bytes) -> Entries:
    """The entries of the file, all of the right shape. Raises Refused."""
    if len(text) > LARGEST_FILE:
        raise Refused(_("This file is larger than 5 MB. Divide it. Nothing was imported."))
    data = _loaded(text)
    entries = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(entries, dict) or data.get("format") != FORMAT:
        said = _("This is not a guide file of format %(format)s. Nothing was imported.")
        raise Refused(said % {"format": FORMAT})
    found: list[Problem] = []
    for kind, codes in entries.items():
        found += _misshapen(kind, codes)
    if found:
        raise Refused(_("Nothing was imported."), found)
    return entries


def _loaded(text: str | bytes) -> Any:
    try:
        return load(text if isinstance(text, str) else text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(_("This file is not a text in UTF-8. Nothing was imported.")) from None
    except Unreadable as error:
        found = [Problem("", "", line) for line in error.lines]
        raise Refused(_("Nothing was imported."), found) from None


def _misshapen(kind: Any, codes: Any) -> Iterator[Problem]:
    """What is wrong with one kind of the file, before anybody looks into its entries."""
    if kind not in BY_KIND:
        said = _("“%(kind)s” is not a kind of entry. Known are: %(known)s.")
        known = ", ".join(BY_KIND)
        yield Problem("", "", said % {"kind": str(kind)[:60], "known": known})
        return
    if not isinstance(codes, dict | None):
        yield Problem(kind, "", said_of(kind, _("here each entry stands under its code.")))
        return
    for code, data in (codes or {}).items():
        if not _is_code(code):
            shown = str(code)[:LONGEST_CODE]
            said = _("this code cannot be used. %(why)s") % {"why": CODE.message}
            yield Problem(kind, shown, said_of(f"{kind} {shown}", said))
        elif not isinstance(data, dict) or not data:
            said = _("nothing stands under this code.")
            yield Problem(kind, code, said_of(f"{kind} {code}", said))


def _is_code(code: Any) -> bool:
    if not isinstance(code, str) or len(code) > LONGEST_CODE:
        return False
    return CODE_FORM.match(code) is not None


def _in_words(error: Exception, kind: str, code: str) -> str:
    if isinstance(error, UnreadableContent):
        return str(error)
    said = _("the database does not take this. Two entries may claim what only one can have.")
    return said_of(f"{kind} {code}", said)
