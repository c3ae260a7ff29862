"""Whoever approved an entry takes the approval back, as long as it has led to nothing."""

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from guide.models import Edition, Entry, Remark

from . import audit
from .compile import as_published, last_edition
from .refused import Refused
from .remarks import NO_APPROVAL


def why_not_taken_back(entry: Entry, by: User, last: Edition | None) -> str:
    """Why this person cannot take the entry's approval back, in a sentence; "" where nothing stands
    against it. last: the newest edition.
    """
    if not entry.is_approved():
        return _("There is no approval of this text to take back.")
    if entry.approved_by_id != by.pk or _was_given_by_link(entry):
        return _("Only whoever approved this can take the approval back.")
    if _is_published(entry, last):
        return _(
            "Families read this text already. Edit it, or say what has to change; an edition then "
            "corrects it."
        )
    return ""


def take_approval_back(entry: Entry, by: User) -> None:
    """The text waits for an approval again. Whoever calls this has locked the entry.

    Raises Refused.
    """
    if said := why_not_taken_back(entry, by, last_edition()):
        raise Refused(said)
    now = timezone.now()
    settled = {"settled": Remark.Settled.TAKEN_BACK, "settled_at": now, "settled_by": by}
    _approvals(entry).filter(by=by, guest="", settled="").update(**settled)
    for name, value in NO_APPROVAL.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(NO_APPROVAL))
    audit.record(by, "took-own-approval-back", entry)


def _approvals(entry: Entry) -> QuerySet[Remark]:
    """What approved the words as they stand, newest first."""
    said = Remark.objects.of(entry).filter(nature=Remark.Nature.APPROVED)
    return said.filter(digest=entry.digest())


def _was_given_by_link(entry: Entry) -> bool:
    newest = _approvals(entry).first()
    return newest is not None and newest.guest != ""


def _is_published(entry: Entry, last: Edition | None) -> bool:
    published = as_published(last, entry.kind_name(), entry.code)
    if entry.withdrawn:
        return published is None
    return published == entry.content()
