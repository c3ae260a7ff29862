"""Whether the web addresses that the guide names still answer."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def failing(self) -> Self:
        """Links that a family would find dead."""
        return self.filter(outcome=LinkCheck.Outcome.FAILING)


class LinkCheck(models.Model):
    """The newest check of one address. `since`: when it first had this outcome."""

    class Outcome(models.TextChoices):
        FINE = "fine", _("works")
        FAILING = "failing", _("does not work")
        UNSURE = "unsure", _("answers people only")

    address = models.CharField(max_length=LONGEST, unique=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    problem = models.CharField(_("what was seen"), max_length=200, blank=True)
    moved_to = models.CharField(_("leads to"), max_length=LONGEST, blank=True)
    checked_at = models.DateTimeField(_("checked"))
    since = models.DateTimeField(_("so since"))

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["outcome", "address"]
        constraints = [
            models.CheckConstraint(
                name="link_outcome_is_known", condition=Q(outcome__in=["fine", "failing", "unsure"])
            ),
            models.CheckConstraint(
                name="failing_link_says_why", condition=~Q(outcome="failing") | ~Q(problem="")
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def is_failing(self) -> bool:
        return self.outcome == self.Outcome.FAILING

    is_failing.boolean = True
