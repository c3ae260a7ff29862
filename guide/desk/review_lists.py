"""The desk's lists of what waits for a reviewer, went back to the editors, or was said by link."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _

from guide.models import Remark
from guide.publishing.approvers import authors_by_entry
from guide.publishing.working_copy import Row
from guide.roles import APPROVE, EDIT

from .todo import ToDo, entry_line


@dataclass(frozen=True)
class Draft:
    """A row that waits. asked: the newest “ready” or “needs changes” about its present text;
    objection: the newest that stands, about whichever text; each may be None."""

    row: Row
    asked: Remark | None
    objection: Remark | None

    @property
    def is_ready(self):
        """Somebody asked for a review of the present text, or what was asked of it is settled."""
        return self.asked is not None and (
            self.asked.nature == Remark.Nature.READY or not self.row.objected
        )


def drafts_of(rows):
    """The Drafts among these rows."""
    waiting = [row for row in rows if row.is_waiting]
    asked = _asked(waiting)
    objections = _newest(Remark.objects.objections())
    drafts = []
    for row in waiting:
        about_this_text = asked.get((row.kind, row.code, row.digest))
        objection = objections.get((row.kind, row.code))
        drafts.append(Draft(row, about_this_text, objection))
    return drafts


def _asked(waiting):
    natures = [Remark.Nature.READY, Remark.Nature.NEEDS_CHANGES]
    said = Remark.objects.filter(nature__in=natures, digest__in={row.digest for row in waiting})
    newest = {}
    for remark in said.select_related("by"):
        newest.setdefault((remark.kind, remark.code, remark.digest), remark)
    return newest


def _newest(remarks):
    newest = {}
    for remark in remarks.select_related("by"):
        newest.setdefault((remark.kind, remark.code), remark)
    return newest


def authors_of_ready(user, drafts, last):
    """{(kind, code): ids of those who wrote its words} of what waits for a reviewer; {} where this
    person approves nothing, or may approve their own. last: the newest edition.
    """
    rows = [draft.row for draft in drafts if draft.is_ready]
    if not (rows and settings.FOUR_EYES and user.has_perm(APPROVE)):
        return {}
    return authors_by_entry(rows, last)


def for_approval(user, drafts, authors):
    """What can be signed, once it was read. authors: of each entry, as `authors_of_ready` says."""
    ready = [draft for draft in drafts if draft.is_ready and not draft.row.objected]
    if not user.has_perm(APPROVE):
        return ToDo(
            _("Waiting for a reviewer"),
            [entry_line(draft.row, page="review") for draft in ready],
            "waits",
        )
    lines = [(draft.row, _("asked by %s") % draft.asked.author) for draft in ready]
    return ToDo(
        _("Waiting for your approval"), _for_reviewer(user, lines, authors), "waits", needs=APPROVE
    )


def to_look_at_again(user, drafts, authors):
    """What a reviewer sent back and somebody asked about again: another reviewer, or the same, has
    to say. authors: of each entry, as `authors_of_ready` says.
    """
    again = [draft for draft in drafts if draft.is_ready and draft.row.objected]
    lines = [(draft.row, _about(draft.objection)) for draft in again]
    title = _("Changed after “needs changes”: is it answered?")
    return ToDo(title, _for_reviewer(user, lines, authors), "waits", needs=APPROVE)


def sent_back(drafts):
    """What editors have to change; it stays here until they ask for a review again."""
    sent = [draft for draft in drafts if draft.row.objected and not draft.is_ready]
    lines = [entry_line(draft.row, _about(draft.objection), "review") for draft in sent]
    return ToDo(_("Sent back: needs changes"), lines, "warns", needs=EDIT)


def being_edited(drafts):
    quiet = [draft for draft in drafts if not draft.row.objected and draft.asked is None]
    lines = [entry_line(draft.row, draft.row.note, "review") for draft in quiet]
    return ToDo(_("Drafts that nobody has asked a review for yet"), lines)


def said_by_link(rows):
    """Comments of clinicians without an account that nobody has answered."""
    by_key = {(row.kind, row.code): row for row in rows}
    open_comments = Remark.objects.by_link().select_related("by")
    lines = []
    for said in open_comments:
        row = by_key.get((said.kind, said.code))
        if row:
            lines.append(entry_line(row, _about(said), "review"))
    return ToDo(_("Said by link"), lines, "warns", needs=EDIT)


def _about(remark):
    return f"{remark.author}: {remark.text}" if remark else ""


def _for_reviewer(user, rows_and_details, authors):
    """Lines of which those about one's own words say so, and are for somebody else to act on."""
    lines = []
    for row, detail in rows_and_details:
        if user.pk in authors.get((row.kind, row.code), ()):
            own = entry_line(row, _("your own edit: someone else has to approve it"), "review")
            lines.append(replace(own, can_act=False))
        else:
            lines.append(entry_line(row, detail, "review"))
    return lines
