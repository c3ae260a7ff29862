"""An edition that is to be published at a set time."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .edition import Edition
from .fields import LinesField


class PlannedPublication(models.Model):
    """Published only if nothing has changed since it was planned: `digest` is that of the content
    seen then.
    """

    at = models.DateTimeField("when")
    nature = models.CharField(max_length=20, choices=Edition.Nature, default=Edition.Nature.CHANGE)
    note_en = LinesField("note for readers [en]", blank=True)
    note_fr = LinesField("note for readers [fr]", blank=True)
    digest = models.CharField(max_length=64)
    expected = models.PositiveIntegerField("newest edition when planned")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return f"Publication planned for {timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    def is_news(self):
        """Whether it failed lately, so that staff should hear of it."""
        if self.done_at is None or not self.outcome.startswith("not published"):
            return False
        return self.done_at > timezone.now() - timezone.timedelta(days=14)
