"""A newer starter on a site in use: its changed words come as edits that wait for review, signed by
nobody.

Words count as the starter's only where they are, to the letter, what some starter shipped:
`shipped.txt` beside the YAML holds the digest of every form that ever did. So whatever staff wrote
is left alone, however it came in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from guide.lib.content import Content, Entries, Key
from guide.models import BY_KIND, Entry, EntryVersion, Remark
from guide.publishing import audit
from guide.publishing.compile import last_edition
from guide.publishing.refused import Refused
from guide.publishing.working_copy import row_of
from guide.publishing.write import in_loading_order, write_entry

from .starter import DRAFTS, FOLDER, is_empty, read_folder, without_note

SHIPPED = FOLDER / "shipped.txt"
DIGITS = 16  # of each digest in the file
CHANGED = "The starter changed this text. Nobody has read it yet: check it, then ask for a review."
GONE = (
    "The starter no longer has this. Check why in the changelog, then ask for a review of the "
    "withdrawal."
)
BY_STAFF = "staff changed it"
ON_ITS_WAY = "it is approved and waits to be published"
ASKED = "a review is asked for, or was sent back"

Shipped = Mapping[Key, set[str]]


@dataclass
class EditsReport:
    """What was done, as (kind, code) of entries; of what was left alone (kind, code, why)."""

    new: list[Key] = field(default_factory=list)
    changed: list[Key] = field(default_factory=list)
    withdrawn: list[Key] = field(default_factory=list)
    left: list[tuple[str, str, str]] = field(default_factory=list)


def shipped() -> Shipped:
    """{(kind, code): the digests, cut to DIGITS, of every form in which a starter ever shipped this
    entry}.
    """
    found: dict[Key, set[str]] = {}
    for line in SHIPPED.read_text(encoding="utf-8").splitlines():
        kind, code, digest = line.split()
        found.setdefault((kind, code), set()).add(digest)
    return found


@transaction.atomic
def load_as_edits(*, dry_run: bool = False) -> EditsReport:
    """Write the starter that came with the program over the working copy. Returns what was done.

    What is new comes as a draft, what changed as an edit, what the starter no longer has as a
    withdrawal. Nothing is approved or published by it. dry_run: nothing is written either. Raises
    Refused on an empty database.
    """
    if is_empty():
        raise Refused("This database is empty. Call load_starter without --as-edits.")
    report = EditsReport()
    known = shipped()
    wanted = _wanted()
    held = _held()
    for kind, code, content in in_loading_order(wanted):
        _write_as_edit(kind, code, content, held.get((kind, code)), known, report)
    for kind, code in known:
        if code not in wanted.get(kind, {}):
            _withdraw(kind, code, held.get((kind, code)), known, report)
    transaction.set_rollback(dry_run)
    return report


def _wanted() -> Entries:
    """The starter with its drafts written over it, as loading leaves the working copy."""
    wanted = read_folder(FOLDER)
    for kind, drafts in read_folder(DRAFTS).items():
        entries = wanted.setdefault(kind, {})
        for code, draft in drafts.items():
            entries[code] = entries.get(code, {}) | draft
    return wanted


def _write_as_edit(
    kind: str,
    code: str,
    content: Content,
    entry: Entry | None,
    known: Shipped,
    report: EditsReport,
) -> None:
    note = content.get("note", "")
    content = without_note(content)
    if entry is None:
        written = write_entry(kind, code, content, note=note)
        audit.record(None, "added-from-starter", written)
        report.new.append((kind, code))
        return
    if not _would_change(entry, content):
        return
    if why := _why_left(entry, known):
        report.left.append((kind, code, why))
        return
    written = write_entry(kind, code, content, note=_note(entry, note, CHANGED))
    audit.record(None, "changed-by-starter", written)
    report.changed.append((kind, code))


def _withdraw(
    kind: str, code: str, entry: Entry | None, known: Shipped, report: EditsReport
) -> None:
    if entry is None or entry.withdrawn:
        return
    if why := _why_left(entry, known):
        report.left.append((kind, code, f"the starter no longer has it, but {why}"))
        return
    written = write_entry(kind, code, {"withdrawn": True}, note=_note(entry, "", GONE))
    audit.record(None, "withdrawn-by-starter", written)
    report.withdrawn.append((kind, code))


def _held() -> dict[Key, Entry]:
    """The working copy, which nobody can save until the transaction ends."""
    held: dict[Key, Entry] = {}
    for kind, model in BY_KIND.items():
        for entry in model.objects.with_links().locked():
            held[kind, entry.code] = entry
    return held


def _would_change(entry: Entry, content: Content) -> bool:
    """Whether this content differs from what is there: written, compared, and taken back. Where
    each field holds it already to the letter, nothing has to be written to know.
    """
    present = entry.content()
    if present | _as_told(entry, content) == present:
        return False
    before = entry.digest()
    with transaction.atomic():
        after = write_entry(entry.kind_name(), entry.code, content).digest()
        transaction.set_rollback(True)
    return after != before


def _as_told(entry: Entry, content: Content) -> Content:
    """The content as the entry tells its own: no space around words, codes of links in order."""
    told = dict(content)
    for name, value in content.items():
        if name in entry.PAIRS and isinstance(value, dict):
            told[name] = {language: (words or "").strip() for language, words in value.items()}
        elif name in entry.MANY_LINKS:
            told[name] = sorted(value)
    return told


def _why_left(entry: Entry, known: Shipped) -> str:
    """Why the starter may not touch this entry; "" where it may."""
    digest = entry.digest()
    if digest[:DIGITS] not in known.get((entry.kind_name(), entry.code), ()):
        return BY_STAFF
    if entry.is_approved():
        is_on_its_way = entry.reviewer_name and not _is_published(entry)
        return ON_ITS_WAY if is_on_its_way else ""
    remarks = Remark.objects.of(entry).filter(digest=digest)
    asked = remarks.filter(nature__in=[Remark.Nature.READY, Remark.Nature.NEEDS_CHANGES])
    return ASKED if asked.exists() else ""


def _is_published(entry: Entry) -> bool:
    """Whether families read it as it was approved, with the name of who approved it."""
    last = last_edition()
    if last is None:
        return False
    published = dict(last.content["entries"].get(entry.kind_name(), {}).get(entry.code) or {})
    published.pop("checked", None)
    approved = entry.content() | {"reviewed": row_of(entry).review()}
    return bool(published == approved)


def _note(entry: Entry, note: str, why: str) -> str:
    """The note for colleagues: what staff wrote stays, what an earlier starter wrote goes."""
    by_starter = EntryVersion.objects.of(entry).filter(by=None, note=entry.note).exists()
    lines = ["" if by_starter else entry.note, note, why]
    return "\n".join(line for line in lines if line)
