"""Whether the web addresses that the guide names still answer."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from .days import FIRST_DAY

LONGEST = 2000
# How long a colleague's word that a page opens stands against a check that could not open it.
OPENED_STANDS = timedelta(days=90)


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def failing(self) -> Self:
        """Links that a family would find dead: no colleague opened them in the last 90 days."""
        opened = Q(opened_on__gt=localdate() - OPENED_STANDS)
        return self.filter(outcome=LinkCheck.Outcome.FAILING).exclude(opened)


class LinkCheck(models.Model):
    """The newest check of one address. `since`: when it first had this outcome.

    opened_on, opened_by: a colleague opened it and found what the guide says is there. Some sites
    answer no program.
    """

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
    opened_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

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
            models.CheckConstraint(
                name="opened_link_says_when_and_by_whom",
                condition=Q(opened_on=None, opened_by=None)
                | Q(opened_on__gte=FIRST_DAY, opened_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def opened_until(self) -> date | None:
        """The last day on which a colleague's word stands; None where nobody gave it, or it is
        over.
        """
        if self.opened_on is None:
            return None
        last = self.opened_on + OPENED_STANDS - timedelta(days=1)
        return last if last >= localdate() else None

    def is_failing(self) -> bool:
        return self.outcome == self.Outcome.FAILING

    is_failing.boolean = True
