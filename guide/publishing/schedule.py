"""Publishing at a set time: exactly what was seen when it was planned, or nothing."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guide.models import PlannedPublication, content_digest
from guide.roles import PUBLISH, may_still, name_of

from . import audit
from .actions import CHANGED_SINCE, PUBLISHED_MEANWHILE, Note, number_of, publish
from .compile import compile_next, last_edition
from .refused import Refused

LATEST = timedelta(days=366)


def plan(
    by: User, at: datetime, note: Note, *, nature: str, expected: int, digest: str | None = None
) -> PlannedPublication:
    """Plan the edition that would be published now.

    at: when, at most LATEST from now. digest: that of the content that `by` saw. The others are
    those of `actions.publish`. Raises Refused.
    """
    last = last_edition()
    coming = content_digest(compile_next(last))
    if at <= timezone.now():
        raise Refused("This time has passed. Choose a later one.")
    if at > timezone.now() + LATEST:
        raise Refused("This is more than a year away. Choose an earlier time.")
    if expected != number_of(last):
        raise Refused(PUBLISHED_MEANWHILE)
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


def cancel(planned: PlannedPublication, by: User) -> None:
    _finish(planned, f"cancelled by {name_of(by)}")
    audit.record(by, "cancelled", planned)


def publish_due(now: datetime | None = None) -> list[PlannedPublication]:
    """Publish what is due. Returns the PlannedPublications dealt with, each with its outcome."""
    with transaction.atomic():
        waiting = PlannedPublication.objects.select_for_update().filter(done_at=None)
        due = list(waiting.filter(at__lte=now or timezone.now()))
        for planned in due:
            _finish(planned, _carry_out(planned))
    return due


def _carry_out(planned: PlannedPublication) -> str:
    """Publish it. Returns what came of it, in words."""
    if not may_still(planned.by, PUBLISH):
        return f"not published: {planned.by} may not publish any more."
    try:
        edition = publish(
            planned.by,
            {"en": planned.note_en, "fr": planned.note_fr},
            nature=planned.nature,
            expected=planned.expected,
            digest=planned.digest,
        )
    except Refused as refused:
        return f"not published: {refused}"
    return f"published as edition {edition.number}"


def _finish(planned: PlannedPublication, outcome: str) -> None:
    planned.outcome = outcome
    planned.done_at = timezone.now()
    planned.save(update_fields=["done_at", "outcome"])
