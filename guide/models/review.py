"""What reviewers and editors say to each other about one exact content of an entry."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Remark(models.Model):
    """Bound to the digest that it speaks of: after the next edit it is history."""

    class Nature(models.TextChoices):
        READY = "ready", "asks for review"
        NEEDS_CHANGES = "needs-changes", "needs changes"
        COMMENT = "comment", "comment"
        APPROVED = "approved", "approved"

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    nature = models.CharField(max_length=20, choices=Nature)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    guest = models.CharField(max_length=120, blank=True, help_text="Who wrote, where it came by a review link of “by”.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "code"], name="remarks_of_an_entry")]
        constraints = [
            models.CheckConstraint(
                name="needs_changes_says_why",
                condition=~Q(nature="needs-changes", text=""),
                violation_error_message="Say what has to change.",
            ),
        ]

    def __str__(self):
        return f"{self.author}: {self.get_nature_display()}"

    @property
    def author(self):
        return self.guest or self.by.get_full_name() or self.by.get_username()
