"""What somebody signed by a review link of several pages, and whether a colleague stands for it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import LineField


class LinkSignatureQuerySet(models.QuerySet["LinkSignature"]):
    def waiting(self) -> Self:
        """What counts for nothing yet."""
        return self.filter(settled_at=None)


class LinkSignature(models.Model):
    """One text, by its digest, that `name` signed through a link of `invited_by`.

    It counts only once `invited_by` confirms that this person signed: a link may be passed on.
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("not confirmed")

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    name = LineField(max_length=120)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    review_due = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = LinkSignatureQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="a_text_is_signed_once_by_a_name",
                fields=["kind", "code", "digest", "name", "invited_by"],
                condition=Q(settled_at=None),
            ),
            models.CheckConstraint(
                name="a_signature_waits_or_is_settled",
                condition=Q(outcome="", settled_at=None)
                | Q(outcome__in=["confirmed", "declined"], settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.kind} {self.code}"
