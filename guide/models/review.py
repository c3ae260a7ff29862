"""What reviewers and editors say to each other about an entry, and what of it still stands."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .entry import Entry
from .fields import LineField, LinesField
from .names import field_in_words


class RemarkQuerySet(models.QuerySet["Remark"]):
    def of(self, entry: Entry) -> Self:
        return self.filter(kind=entry.kind_name(), code=entry.code)

    def objections(self) -> Self:
        """“Needs changes” that stands: while there is one, nothing approves the entry."""
        return self.filter(nature=Remark.Nature.NEEDS_CHANGES, settled_at=None)

    def by_colleagues(self, digest: str) -> Self:
        """What colleagues said of exactly this text without a verdict."""
        return self.filter(nature=Remark.Nature.COMMENT, guest="", digest=digest)

    def by_link(self) -> Self:
        """What was said through a review link and nobody has answered yet."""
        return self.filter(nature=Remark.Nature.COMMENT, settled_at=None).exclude(guest="")


class Remark(models.Model):
    """Something said about the exact content of this digest.

    Two sorts stand until they are settled, whatever becomes of the text: “needs changes” until
    whoever wrote it takes it back or another reviewer finds it answered, and a comment by link
    until a colleague answers it. An approval that whoever gave it took back is settled too.
    """

    class Nature(models.TextChoices):
        READY = "ready", _("asks for review")
        NEEDS_CHANGES = "needs-changes", _("needs changes")
        COMMENT = "comment", _("comment")
        APPROVED = "approved", _("approved")

    class Settled(models.TextChoices):
        TAKEN_BACK = "taken-back", _("taken back")
        ANSWERED = "answered", _("answered")
        OVERTAKEN = (
            "overtaken",
            _("about an earlier text, from before remarks stood until they were settled"),
        )

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    nature = models.CharField(max_length=20, choices=Nature)
    text = LinesField(blank=True)
    about = LineField(
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_("The field of the form that it is about; empty for the whole entry."),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    guest = LineField(
        max_length=120,
        blank=True,
        help_text=_("Who wrote, where it came by a review link of “by”."),
    )
    at = models.DateTimeField(auto_now_add=True)
    settled = models.CharField(
        max_length=20, choices=Settled, blank=True, default="", db_default=""
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = LinesField(blank=True, default="", db_default="")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "code"], name="remarks_of_an_entry")]
        constraints = [
            models.CheckConstraint(
                name="needs_changes_says_why",
                condition=~Q(nature="needs-changes", text=""),
                violation_error_message=_("Say what has to change."),
            ),
            models.CheckConstraint(
                name="remark_is_settled_or_stands",
                condition=Q(settled="", settled_at=None, settled_by=None, answer="")
                | Q(
                    settled__in=["taken-back", "answered"],
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                )
                | Q(settled="overtaken", settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_its_writer_takes_a_remark_back",
                condition=~Q(settled="taken-back") | Q(settled_by=F("by"), guest=""),
            ),
            models.CheckConstraint(
                name="another_finds_needs_changes_answered",
                condition=~Q(nature="needs-changes", settled="answered") | ~Q(settled_by=F("by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.get_nature_display()}"

    @property
    def about_words(self) -> str:
        """The field that it is about, in words: "Text (French)"."""
        name, _line, language = self.about.rpartition("_")
        if name and language in dict(settings.LANGUAGES):
            return field_in_words(self.kind, name, language)
        return field_in_words(self.kind, self.about) if self.about else ""

    @property
    def author(self) -> str:
        return self.guest or self.by.get_full_name() or self.by.get_username()
