"""An edition that is to be published at a set time."""

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guide.lib.days import moment_in_words

from .edition import Edition
from .fields import LinesField


class PlannedPublication(models.Model):
    """A basket that goes out at its time, laid on the edition that is then live.

    basket: [{"kind", "code", "digest"}, …] of what was looked at and chosen. What changed since, is
    objected to or lost its approval stays out; left_out names it: [[kind, code, why], …].
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
        some_minutes_ago = timezone.now() - timezone.timedelta(minutes=5)
        return self.done_at is None and self.at < some_minutes_ago

    def is_news(self):
        """Whether it failed lately, wholly or in part, so that staff should hear of it."""
        if self.done_at is None:
            return False
        has_failed = self.outcome.startswith("not published") or bool(self.left_out)
        return has_failed and self.done_at > timezone.now() - timezone.timedelta(days=14)
