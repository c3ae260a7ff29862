"""An edition that is to be published at a set time."""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guide.lib.days import moment_in_words

from .edition import Edition
from .fields import LinesField
from .names import kind_in_words

# What can come of a plan.
CAME_OF_IT = {
    "published": _("published as edition %(number)s"),
    "cancelled": _("cancelled by %(name)s"),
    "may-not": _("not published: %(name)s may not publish any more."),
    "nothing-left": _("not published: everything in it has changed since, or went out already."),
    "refused": _("not published: %(said)s"),
}
FAILED = ("may-not", "nothing-left", "refused")
# Why a change of a plan stayed out.
WHY_LEFT_OUT = {
    "taken-away": _("going back to an earlier edition took it away since"),
    "deleted": _("it was deleted"),
    "objected": _("somebody asked for changes"),
    "approved-anew": _("it was approved anew since, by somebody else or in other words"),
    "edited": _("it was edited since, or its approval was taken back"),
    "read-already": _("families read these words already, or other ones that were approved since"),
}


class PlannedPublication(models.Model):
    """A basket that goes out at its time, laid on the edition that is then live.

    basket: [{"kind", "code", "digest"}, …] of what was looked at and chosen. What changed since, is
    objected to or lost its approval stays out; left_out names it: [[kind, code, why], …], why being
    a key of WHY_LEFT_OUT.

    outcome: {"came": a key of CAME_OF_IT, …} as JSON; plans from before there were keys have a
    sentence there, and sentences in left_out.
    """

    at = models.DateTimeField(_("when"))
    nature = models.CharField(max_length=20, choices=Edition.Nature, default=Edition.Nature.CHANGE)
    note_en = LinesField(_("note for readers [en]"), blank=True)
    note_fr = LinesField(_("note for readers [fr]"), blank=True)
    digest = models.CharField(max_length=64)
    expected = models.PositiveIntegerField(_("newest edition when planned"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    basket = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    corrections = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    left_out = models.JSONField(default=list, db_default=Value([], models.JSONField()))

    class Meta:
        ordering = ["at"]

    def __str__(self):
        planned = gettext("Publication planned for %(when)s")
        return planned % {"when": moment_in_words(self.at)}

    def is_overdue(self) -> bool:
        """Whether its time passed some minutes ago and nobody carried it out: the timer is dead."""
        some_minutes_ago = timezone.now() - timedelta(minutes=5)
        return self.done_at is None and self.at < some_minutes_ago

    def was_published(self) -> bool:
        return self._came()["came"].startswith("published")

    def outcome_in_words(self) -> str:
        came = self._came()
        sentence = CAME_OF_IT.get(came["came"])
        return sentence % came if sentence else came["came"]

    def left_out_in_words(self) -> list[tuple[str, str, str]]:
        """[(kind, code, why)] as a sentence says them."""
        found = []
        for kind, code, why in self.left_out:
            found.append((kind_in_words(kind), code, str(WHY_LEFT_OUT.get(why, why))))
        return found

    def _came(self) -> dict[str, Any]:
        """What came of it, with its values; an old sentence stands for itself."""
        try:
            kept: dict[str, Any] = json.loads(self.outcome)
        except ValueError:
            kept = {"came": self.outcome}
        return kept

    def is_news(self):
        """Whether it failed lately, wholly or in part, so that staff should hear of it."""
        if self.done_at is None:
            return False
        came = self._came()["came"]
        has_failed = came in FAILED or came.startswith("not published") or bool(self.left_out)
        return has_failed and self.done_at > timezone.now() - timedelta(days=14)
