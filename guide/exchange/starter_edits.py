"""A newer starter on a site in use: its changed words come as edits that wait for review, signed by
nobody.

Words count as the starter's only where they are, to the letter, what some starter shipped:
`shipped.txt` beside the YAML holds the digest of every form that ever did. So whatever staff wrote
is left alone, however it came in.
"""

from dataclasses import dataclass, field

from django.db import transaction

from guide.models import BY_KIND, EntryVersion, Remark
from guide.publishing import audit
from guide.publishing.actions import Refused
from guide.publishing.compile import last_edition
from guide.publishing.working_copy import row_of
from guide.publishing.write import in_loading_order, write_entry

from .starter import FOLDER, is_empty, read_shelf

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


@dataclass
class Laid:
    """What was done, as (kind, code) of entries; of what was left alone (kind, code, why)."""

    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    withdrawn: list = field(default_factory=list)
    left: list = field(default_factory=list)


def shipped():
    """{(kind, code): the digests, cut to DIGITS, of every form in which a starter ever shipped this
    entry}.
    """
    found = {}
    for line in SHIPPED.read_text(encoding="utf-8").splitlines():
        kind, code, digest = line.split()
        found.setdefault((kind, code), set()).add(digest)
    return found


@transaction.atomic
def lay_as_edits(*, dry_run=False):
    """Lay the starter that came with the program on the working copy. Returns what was Laid.

    What is new comes as a draft, what changed as an edit, what the starter no longer has as a
    withdrawal. Nothing is approved or published by it. Raises Refused on an empty database.
    """
    if is_empty():
        raise Refused("This database is empty. Call load_starter without --as-edits.")
    laid, known, wanted = Laid(), shipped(), _wanted()
    for kind, code, content in in_loading_order(wanted):
        _lay(kind, code, content, known, laid)
    for kind, code in known:
        if code not in wanted.get(kind, {}):
            _take_out(kind, code, known, laid)
    transaction.set_rollback(dry_run)
    return laid


def _wanted():
    """{kind: {code: content}} of the starter with its drafts laid over it, as loading leaves the
    working copy.
    """
    wanted = read_shelf(FOLDER)
    for kind, drafts in read_shelf(FOLDER / "drafts").items():
        entries = wanted.setdefault(kind, {})
        for code, draft in drafts.items():
            entries[code] = entries.get(code, {}) | draft
    return wanted


def _lay(kind, code, content, known, laid):
    note = content.get("note", "")
    content = {name: value for name, value in content.items() if name != "note"}
    entry = _locked(kind, code)
    if entry is None:
        audit.record(None, "added from the starter", write_entry(kind, code, content, note=note))
        laid.new.append((kind, code))
    elif not _would_change(entry, content):
        return
    elif why := _why_left(entry, known):
        laid.left.append((kind, code, why))
    else:
        written = write_entry(kind, code, content, note=_note(entry, note, CHANGED))
        audit.record(None, "changed by the starter", written)
        laid.changed.append((kind, code))


def _take_out(kind, code, known, laid):
    entry = _locked(kind, code)
    if entry is None or entry.withdrawn:
        return
    if why := _why_left(entry, known):
        laid.left.append((kind, code, f"the starter no longer has it, but {why}"))
        return
    written = write_entry(kind, code, {"withdrawn": True}, note=_note(entry, "", GONE))
    audit.record(None, "withdrawn by the starter", written)
    laid.withdrawn.append((kind, code))


def _locked(kind, code):
    """The entry, which nobody can save until the transaction ends; None where there is none."""
    return BY_KIND[kind].objects.with_links().held().filter(code=code).first()


def _would_change(entry, content):
    """Whether this content differs from what is there: written, compared, and taken back."""
    before = entry.digest()
    with transaction.atomic():
        after = write_entry(entry.kind_name(), entry.code, content).digest()
        transaction.set_rollback(True)
    return after != before


def _why_left(entry, known):
    """Why the starter may not touch this entry; "" where it may."""
    digest = entry.digest()
    if digest[:DIGITS] not in known.get((entry.kind_name(), entry.code), ()):
        return BY_STAFF
    if entry.is_approved() and entry.reviewer_name and not _is_published(entry):
        return ON_ITS_WAY
    remarks = Remark.objects.filter(kind=entry.kind_name(), code=entry.code, digest=digest)
    asked = remarks.filter(nature__in=[Remark.Nature.READY, Remark.Nature.NEEDS_CHANGES])
    return ASKED if asked.exists() and not entry.is_approved() else ""


def _is_published(entry):
    """Whether families read it as it was approved, with the name of who approved it."""
    last = last_edition()
    published = last.content["entries"].get(entry.kind_name(), {}).get(entry.code) if last else None
    return published == entry.content() | {"reviewed": row_of(entry).review()}


def _note(entry, note, why):
    """The note for colleagues: what staff wrote stays, what an earlier starter wrote goes."""
    by_starter = EntryVersion.objects.of(entry).filter(by=None, note=entry.note).exists()
    return "\n".join(filter(None, ["" if by_starter else entry.note, note, why]))
