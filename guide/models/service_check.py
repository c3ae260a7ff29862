"""That a colleague called or opened a support service and found its ways to reach it right."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guide.lib.days import day_in_words

from .days import FIRST_DAY
from .fields import LineField
from .support import Resource


class ServiceCheck(models.Model):
    """Stands beside what is signed, and needs no signature: it says when, not what.

    reach: the digest of the ways to reach the service that were checked (`service_checks.reach`),
    so that a check never vouches for a number that came later. noted_on: the day on which it was
    written down; a check of a later day cannot be.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="checks")
    reach = models.CharField(max_length=64)
    checked_on = models.DateField(_("checked on"), default=localdate)
    checked_by = LineField(_("checked by"), max_length=120)
    noted_on = models.DateField(default=localdate, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["checked_on", "pk"]
        verbose_name = _("check of a service")
        verbose_name_plural = _("checks of services")
        constraints = [
            models.CheckConstraint(
                name="check_is_of_no_day_to_come", condition=Q(checked_on__lte=F("noted_on"))
            ),
            models.CheckConstraint(
                name="check_is_of_our_time", condition=Q(checked_on__gte=FIRST_DAY)
            ),
            models.CheckConstraint(name="check_says_who", condition=~Q(checked_by="")),
            models.UniqueConstraint(
                name="check_is_noted_once", fields=["resource", "reach", "checked_on", "by"]
            ),
        ]

    def __str__(self):
        checked = gettext("%(service)s, checked on %(day)s")
        return checked % {"service": self.resource, "day": day_in_words(self.checked_on)}
