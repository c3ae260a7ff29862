"""Whether a colleague is mailed at once or once a week, and what waits for the next digest."""

from django.conf import settings
from django.db import models


class MailChoice(models.Model):
    """Without one, mails come at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choice"
    )
    weekly = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return f"{self.user}: {'once a week' if self.weekly else 'at once'}"


class Notice(models.Model):
    """A line of the next weekly digest. address: the page of the desk that it leads to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField()
    address = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text
