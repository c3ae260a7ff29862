"""Edition: a numbered, immutable snapshot of all approved entries. Families read the newest."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from guide.lib.canonical_json import content_digest

from .fields import LinesField


class Edition(models.Model):
    """`content` is {"format": 1, "entries": {kind: {code: {…, "reviewed": {"by", "on"} or None}}}}.
    A service has "checked": {"by", "on"} too, where a check is newer than what is signed of it.

    `digest` is the SHA-256 of that content. A row never changes: saving it again is refused here
    and by a trigger in the database.
    """

    class Nature(models.TextChoices):
        CHANGE = "change", _("change")
        CORRECTION = "correction", _("correction")

    number = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    nature = models.CharField(max_length=20, choices=Nature, default=Nature.CHANGE)
    # [[kind, code], …] of what was wrong and is right now; empty: all that a correction changed.
    corrections = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    note_en = LinesField(_("note for readers [en]"), blank=True)
    note_fr = LinesField(_("note for readers [fr]"), blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    restores = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="restored_by"
    )

    class Meta:
        ordering = ["-number"]
        get_latest_by = "number"
        permissions = [
            ("publish_edition", gettext_noop("Can publish an edition")),
            ("approve_entry", gettext_noop("Can approve entries and invite reviewers")),
        ]

    def __str__(self) -> str:
        return gettext("Edition %(number)s") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("An edition never changes: publish a new one.")
        self.digest = content_digest(self.content)
        super().save(*args, **kwargs)


class NumberFloor(models.Model):
    """The highest edition number that was given out before a restore took its edition away.

    One row at most. No backup holds it: what a backup brings back may be older than what it says.
    """

    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="one_number_floor", condition=Q(pk=1))]

    def __str__(self) -> str:
        return f"above edition {self.number}"
