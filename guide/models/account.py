"""Accounts of staff: failed sign-ins, first passwords, and who took over from whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInFailures(models.Model):
    """Under a keyed digest of the name that was typed, never the name: people type passwords there
    by mistake.

    No address of the computer is kept. A row is forgotten after a right password or a day.
    """

    name_digest = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("sign-in failures")

    def __str__(self):
        return f"{self.count} failures"


class FirstPassword(models.Model):
    """This colleague's password was chosen by somebody else, so it has to be changed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    def __str__(self):
        return str(self.user)


class Handover(models.Model):
    """Whoever left, and the colleague to whom the open work went: mails about it go there."""

    leaver = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(leaver=models.F("successor")),
                name="nobody_takes_over_from_oneself",
            )
        ]

    def __str__(self):
        return f"{self.leaver} → {self.successor}"
