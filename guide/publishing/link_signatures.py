"""Signatures by a link of several pages: kept as they come, counted once the inviter confirms
them.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guide.models import BY_KIND, Entry, LinkSignature
from guide.models.entry import LONGEST_REVIEWER
from guide.roles import APPROVE, may_still

from . import audit
from .actions import approve_by_link
from .approvers import why_not_approve_by_link
from .by_page import Outcome
from .invitation import PagesInvitation
from .refused import Refused


def keep_signature(entry: Entry, invitation: PagesInvitation, review_due: date) -> None:
    """Keep that the person who was asked signed the entry as it stands; it counts for nothing yet.

    Whoever calls this holds the entry. Raises Refused with the reason.
    """
    name = invitation.name
    by = invitation.by
    if len(name) > LONGEST_REVIEWER:
        raise Refused(_("This name is too long to be printed."))
    if said := why_not_approve_by_link(entry, by, name):
        raise Refused(said)
    LinkSignature.objects.get_or_create(
        kind=entry.kind_name(),
        code=entry.code,
        digest=entry.digest(),
        name=name,
        invited_by=by,
        settled_at=None,
        defaults={"review_due": review_due},
    )


def waiting_for(user: User) -> list[LinkSignature]:
    """What was signed by links of this colleague, who has not confirmed it yet."""
    return list(LinkSignature.objects.waiting().filter(invited_by=user))


def confirm(asked: Iterable[int], by: User) -> Outcome:
    """Approve what was signed, each as it was read, in the name of whoever signed; or say why not.

    asked: ids of LinkSignatures that wait for this colleague; others are left alone. What cannot be
    approved any more is settled too, so that it can never count later. Raises Refused.
    """
    if not may_still(by, APPROVE):
        raise Refused(_("You may not approve any more, so you cannot confirm a signature."))
    outcome = Outcome()
    for pk in sorted(asked):
        with transaction.atomic():
            _confirm_one(pk, by, outcome)
    return outcome


def _confirm_one(pk: int, by: User, outcome: Outcome) -> None:
    signature = _held(pk, by)
    if signature is None:
        return
    entries = BY_KIND[signature.kind].objects.with_links().locked()
    entry = entries.filter(code=signature.code).first()
    title = str(entry or f"{signature.kind} {signature.code}")
    try:
        _approve(entry, signature)
    except Refused as refused:
        _settle(signature, LinkSignature.Outcome.DECLINED)
        outcome.refused.append((title, str(refused)))
    else:
        _settle(signature, LinkSignature.Outcome.CONFIRMED)
        outcome.signed.append(title)


def decline(asked: Iterable[int], by: User) -> int:
    """Say that this person did not sign these. Returns how many."""
    declined = 0
    for pk in sorted(asked):
        with transaction.atomic():
            signature = _held(pk, by)
            if signature is None:
                continue
            _settle(signature, LinkSignature.Outcome.DECLINED)
            entry = BY_KIND[signature.kind].objects.filter(code=signature.code).first()
            if entry:
                audit.record(by, "did-not-confirm", entry, name=signature.name)
            declined += 1
    return declined


def _held(pk: int, by: User) -> LinkSignature | None:
    """The signature, if it waits for this colleague; nobody else settles it meanwhile."""
    waiting = LinkSignature.objects.waiting().select_for_update()
    return waiting.filter(pk=pk, invited_by=by).first()


def _approve(entry: Entry | None, signature: LinkSignature) -> None:
    if entry is None:
        raise Refused(_("It was deleted in the meantime."))
    if entry.digest() != signature.digest:
        raise Refused(_("It was changed after it was signed, so it has to be read again."))
    if signature.review_due <= timezone.localdate():
        raise Refused(_("Its next review is due already, so it has to be read again."))
    approve_by_link(entry, signature.name, signature.invited_by, review_due=signature.review_due)


def _settle(signature: LinkSignature, outcome: str) -> None:
    signature.outcome = outcome
    signature.settled_at = timezone.now()
    signature.save(update_fields=["outcome", "settled_at"])
