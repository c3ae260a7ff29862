"""History: every saved form of an entry, whole, in the same plain data that editions use."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import Entry


class VersionQuerySet(models.QuerySet["EntryVersion"]):
    def of(self, entry: Entry) -> Self:
        return self.filter(kind=entry.kind_name(), code=entry.code)

    def newest(self) -> Self:
        """Of each entry, the version saved last."""
        later = self.model.objects.filter(
            kind=models.OuterRef("kind"),
            code=models.OuterRef("code"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(later))


class EntryVersion(models.Model):
    """An entry as it was saved once. Found by kind and code, so that it outlives the entry.

    `words_changed` is {language: version in which its words last changed}: what a translator has to
    follow.
    """

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    words_changed = models.JSONField(default=dict)
    note = models.TextField(_("note for colleagues"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # When the entry was deleted, at the version that was its last then.
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code", "version"], name="one_version_of_an_entry"
            ),
        ]

    def __str__(self):
        return f"{self.kind}/{self.code}: {self.version}"


class Visit(models.Model):
    """Who last opened an entry for editing, so that two colleagues see each other."""

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "user"], name="one_visit_per_colleague")
        ]

    def __str__(self):
        return f"{self.user}: {self.kind}/{self.code}"
