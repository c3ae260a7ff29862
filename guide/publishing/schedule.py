"""Publishing at a set time: exactly what was seen when it was planned, or nothing."""

from django.db import transaction
from django.utils import timezone

from guide.models import PlannedPublication, content_digest
from guide.roles import PUBLISH, may_still

from . import audit
from .actions import CHANGED_SINCE, Refused, publish
from .compile import compile_next, last_edition

LATEST = timezone.timedelta(days=366)


def plan(by, at, note, *, nature, expected, digest=None):
    """Plan the edition that would be published now. digest: that of the content that `by` saw.

    Raises Refused.
    """
    last = last_edition()
    coming = content_digest(compile_next(last))
    if at <= timezone.now():
        raise Refused("This time has passed. Choose a later one.")
    if at > timezone.now() + LATEST:
        raise Refused("This is more than a year away. Choose an earlier time.")
    if expected != (last.number if last else 0):
        raise Refused("Somebody else published in the meantime. Look at the changes again.")
    if digest is not None and digest != coming:
        raise Refused(CHANGED_SINCE)
    if PlannedPublication.objects.filter(done_at=None).exists():
        raise Refused("A publication is planned already. Cancel it first.")
    planned = PlannedPublication.objects.create(
        at=at,
        nature=nature,
        note_en=note.get("en", ""),
        note_fr=note.get("fr", ""),
        digest=coming,
        expected=expected,
        by=by,
    )
    audit.record(by, "planned", planned)
    return planned


def cancel(planned, by):
    planned.done_at, planned.outcome = (
        timezone.now(),
        f"cancelled by {by.get_full_name() or by.get_username()}",
    )
    planned.save(update_fields=["done_at", "outcome"])
    audit.record(by, "cancelled", planned)


def publish_due(now=None):
    """Publish what is due. Returns the PlannedPublications dealt with, each with its outcome."""
    with transaction.atomic():
        due = PlannedPublication.objects.select_for_update().filter(
            done_at=None, at__lte=now or timezone.now()
        )
        return [_carry_out(planned) for planned in due]


def _carry_out(planned):
    try:
        if not may_still(planned.by, PUBLISH):
            raise Refused(f"{planned.by} may not publish any more.")
        edition = publish(
            planned.by,
            {"en": planned.note_en, "fr": planned.note_fr},
            nature=planned.nature,
            expected=planned.expected,
            digest=planned.digest,
        )
        planned.outcome = f"published as edition {edition.number}"
    except Refused as refused:
        planned.outcome = f"not published: {refused}"
    planned.done_at = timezone.now()
    planned.save(update_fields=["done_at", "outcome"])
    return planned
