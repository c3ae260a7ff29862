"""Failed sign-ins at the desk, so that nobody can try passwords without end."""

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
