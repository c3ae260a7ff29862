"""What reviewers and editors say about an entry: said, taken back, answered. Each step is recorded.

Whoever calls this has locked the entry (`locked`), so that nobody approves it at the same moment.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from guide.models import Entry, Remark

from . import audit
from .approvers import authors_since_approval
from .refused import Refused

NO_APPROVAL = {"approved_digest": "", "approved_at": None, "approved_by": None, "reviewer_name": ""}


def remark(
    entry: Entry,
    by: User,
    nature: str,
    text: str = "",
    digest: str | None = None,
    guest: str = "",
    about: str = "",
) -> Remark:
    """Keep what was said about the entry as it stands, or about the digest that was read.

    nature: a Remark.Nature. guest: the name of who said it by a review link, which `by` sent.
    about: the field of the form that it is about, "body_fr"; "" for the whole entry.
    """
    return Remark.objects.create(
        kind=entry.kind_name(),
        code=entry.code,
        digest=digest or entry.digest(),
        nature=nature,
        text=text,
        by=by,
        guest=guest,
        about=about,
    )


def object_to(entry: Entry, by: User, text: str, digest: str, about: str = "") -> Remark:
    """Say what has to change in the text of this digest. It stands over later edits, and takes an
    approval back.

    about: see `remark`. Returns what is kept; `entry` has no approval any more.
    """
    was_approved = entry.is_approved()
    said = remark(entry, by, Remark.Nature.NEEDS_CHANGES, text, digest, about=about)
    _set(entry, objected=True, **NO_APPROVAL)
    did = "took-approval-back" if was_approved else "asked-for-changes"
    audit.record(by, did, entry, text=said.text[:200])
    return said


def take_back(said: Remark, entry: Entry, by: User) -> None:
    """Whoever asked for changes no longer does. Raises Refused for anybody else."""
    _still_stands(said)
    if said.by_id != by.pk or said.guest:
        raise Refused(_("Only whoever wrote this can take it back."))
    _settle(said, entry, by, Remark.Settled.TAKEN_BACK)
    audit.record(by, "took-needs-changes-back", entry)


def answer(said: Remark, entry: Entry, by: User, text: str = "") -> None:
    """What was asked for is answered by the text as it stands, or by these words. Raises Refused.

    “Needs changes” is found answered by another reviewer, who has none of the words; a comment by
    anybody at the desk.
    """
    _still_stands(said)
    if said.nature == Remark.Nature.NEEDS_CHANGES:
        _may_find_answered(said, entry, by)
        audit.record(by, "found-answered", entry, name=said.author)
    else:
        audit.record(by, "answered-comment", entry, name=said.author)
    _settle(said, entry, by, Remark.Settled.ANSWERED, text)


def _may_find_answered(said: Remark, entry: Entry, by: User) -> None:
    if said.by_id == by.pk:
        raise Refused(_("You wrote this: take it back, or let another reviewer find it answered."))
    if settings.FOUR_EYES and by.pk in authors_since_approval(entry):
        raise Refused(_("You edited this text, so another reviewer has to find it answered."))


def _still_stands(said: Remark) -> None:
    if said.settled_at:
        raise Refused(_("This was settled in the meantime."))


def _settle(said: Remark, entry: Entry, by: User, how: str, text: str = "") -> None:
    """how: a Remark.Settled."""
    said.settled = how
    said.settled_at = timezone.now()
    said.settled_by = by
    said.answer = text
    said.save(update_fields=["settled", "settled_at", "settled_by", "answer"])
    _set(entry, objected=Remark.objects.of(entry).objections().exists())


def _set(entry: Entry, **values: Any) -> None:
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(values))
