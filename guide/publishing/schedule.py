"""Publishing at a set time: what was looked at and chosen, laid on the edition then live."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from guide.lib.content import Key
from guide.models import PlannedPublication, content_digest
from guide.models.language import language_for
from guide.roles import PUBLISH, may_still, name_of

from . import audit, basket
from .actions import CHANGED_SINCE, PUBLISHED_MEANWHILE, Note, number_of, publish
from .checks import new_problems
from .compile import compile_next, last_edition
from .refused import Refused
from .service_checks import words_digest
from .working_copy import read_quickly

LATEST = timedelta(days=366)


def plan(
    by: User,
    at: datetime,
    note: Note,
    *,
    nature: str,
    expected: int,
    digest: str | None = None,
    ticked: Collection[Key] | None = None,
    corrections: Collection[Key] = (),
) -> PlannedPublication:
    """Plan these changes for this time.

    at: when, at most LATEST from now. digest: that of the content that `by` saw. The others are
    those of `actions.publish`. Raises Refused.
    """
    last = last_edition()
    compiled = compile_next(last)
    if at <= timezone.now():
        raise Refused(_("This time has passed. Choose a later one."))
    if at > timezone.now() + LATEST:
        raise Refused(_("This is more than a year away. Choose an earlier time."))
    if expected != number_of(last):
        raise Refused(PUBLISHED_MEANWHILE)
    if digest is not None and digest != words_digest(compiled):
        raise Refused(CHANGED_SINCE)
    if PlannedPublication.objects.filter(done_at=None).exists():
        raise Refused(_("A publication is planned already. Cancel it first."))
    offered = basket.items(last, compiled)
    going = basket.going_out(offered, ticked)
    content = basket.next_content(last, compiled, going)
    if stopping := new_problems(content, last.content if last else None):
        raise Refused(_("This could not be published as it is."), stopping)
    if not going:
        raise Refused(_("Nothing is chosen, so nothing would go out."))
    planned = PlannedPublication.objects.create(
        at=at,
        nature=nature,
        note_en=note.get("en", ""),
        note_fr=note.get("fr", ""),
        digest=content_digest(content),
        expected=expected,
        by=by,
        basket=[_row(item) for item in offered if item.key in going],
        corrections=[list(key) for key in sorted(going.intersection(corrections))],
    )
    audit.record(by, "planned", planned)
    return planned


def _row(item: basket.Item) -> dict[str, str]:
    return {"kind": item.kind, "code": item.code, "digest": item.digest}


def cancel(planned: PlannedPublication, by: User) -> None:
    _finish(planned, "cancelled", name=name_of(by))
    audit.record(by, "cancelled", planned)


def publish_due(now: datetime | None = None) -> list[PlannedPublication]:
    """Publish what is due. Returns the PlannedPublications dealt with, each with its outcome."""
    with transaction.atomic():
        waiting = PlannedPublication.objects.select_for_update().filter(done_at=None)
        due = list(waiting.filter(at__lte=now or timezone.now()))
        for planned in due:
            with translation.override(language_for(planned.by)):
                came, values = _carry_out(planned)
            _finish(planned, came, **values)
    return due


def _carry_out(planned: PlannedPublication) -> tuple[str, dict[str, Any]]:
    """Lay what was planned on the edition that is live now. Returns what came of it: a key of
    CAME_OF_IT with its values.

    What changed since stays out, and is noted.
    """
    if not may_still(planned.by, PUBLISH):
        return "may-not", {"name": str(planned.by)}
    ticked, left_out = _still_as_chosen(planned)
    planned.left_out = [[kind, code, why] for (kind, code), why in left_out.items()]
    if not ticked:
        return "nothing-left", {}
    try:
        edition = publish(
            planned.by,
            {"en": planned.note_en, "fr": planned.note_fr},
            nature=planned.nature,
            ticked=ticked,
            corrections={(kind, code) for kind, code in planned.corrections},
        )
    except Refused as refused:
        said = " ".join([str(refused), *(problem.message for problem in refused.problems)])
        return "refused", {"said": said}
    return "published", {"number": edition.number}


def _finish(planned: PlannedPublication, came: str, **values: Any) -> None:
    planned.outcome = json.dumps({"came": came} | values, ensure_ascii=False)
    planned.done_at = timezone.now()
    planned.save(update_fields=["done_at", "outcome", "left_out"])


def _still_as_chosen(planned: PlannedPublication) -> tuple[set[Key], dict[Key, str]]:
    """(what can go out exactly as it was chosen, {what cannot: why, a key of WHY_LEFT_OUT}).

    A correction of the same entry that went out since is never undone: the entry's approved words
    are then others than those that were chosen.
    """
    last = last_edition()
    compiled = compile_next(last)
    offered = basket.items(last, compiled)
    if not planned.basket and planned.digest == words_digest(compiled):
        # Planned by a version that kept no basket, and nothing has changed.
        return basket.going_out(offered, None), {}
    now = {item.key: item for item in offered}
    ticked: set[Key] = set()
    left_out: dict[Key, str] = {}
    for one in planned.basket:
        key = one["kind"], one["code"]
        item = now.get(key)
        if item is None or item.digest != one["digest"]:
            left_out[key] = _why_not(key, now)
        elif item.taken_back > planned.expected:
            left_out[key] = "taken-away"
        else:
            ticked.add(key)
    return ticked, left_out


def _why_not(key: Key, now: Collection[Key]) -> str:
    row = next((row for row in read_quickly() if (row.kind, row.code) == key), None)
    if row is None:
        return "deleted"
    if row.objected:
        return "objected"
    if key in now:
        return "approved-anew"
    if row.is_waiting:
        return "edited"
    return "read-already"
