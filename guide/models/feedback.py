"""Feedback: whether a page helped.

Nothing in it says who wrote, from where, or what the family answered.
"""

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .fields import LinesField
from .support import Resource
from .treatment import Treatment

LONGEST_SENTENCE = 300
# So many answers wait for staff at most: nobody can fill the disk. Dealing with them makes room.
MOST_WAITING = 10_000


class Page(models.TextChoices):
    """Kinds of page. A result is one kind: which result would tell the answers."""

    HOME = "home", _("the first page")
    QUESTION = "question", _("a question")
    RESULT = "result", _("a result")
    TREATMENTS = "treatments", _("all treatments")
    TREATMENT = "treatment", _("a treatment")
    SUPPORT = "support", _("support")
    RESOURCE = "resource", _("a support service")
    WORDS = "words", _("words")
    QUESTIONS = "questions", _("questions to ask")
    SEARCH = "search", _("search")
    OTHER = "other", _("another page")


class FeedbackQuerySet(models.QuerySet):
    def with_names(self):
        """Each with `called`: how its treatment or service is called now, in the language that is
        read; None where the page is about neither, or the guide no longer has it.
        """
        name = f"name_{get_language()}"
        same = {"code": OuterRef("code")}
        called = Case(
            When(page=Page.TREATMENT, then=Subquery(Treatment.objects.filter(**same).values(name))),
            When(page=Page.RESOURCE, then=Subquery(Resource.objects.filter(**same).values(name))),
        )
        return self.annotate(called=called)

    def waiting(self):
        """What nobody has dealt with yet."""
        return self.filter(done=False)

    def are_too_many(self):
        """Whether no more are taken until staff have dealt with some."""
        return self.waiting().count() >= MOST_WAITING


class Feedback(models.Model):
    """`code` is the code of a treatment or of a resource, never of an answer; `answered_by` names
    an entry as treatment/surgery.
    """

    Page = Page

    page = models.CharField(max_length=20, choices=Page, default=Page.OTHER)
    code = models.CharField(_("treatment or service"), max_length=60, blank=True)
    edition = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    helped = models.BooleanField()
    sentence = LinesField(blank=True)
    # A day, not a moment: the minute could be matched with another record of the same visit.
    received = models.DateField(_("received on"), default=localdate)
    done = models.BooleanField(default=False, help_text=_("Tick when somebody has dealt with it."))
    answered_by = models.CharField(
        _("answered by an edit of"),
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_("The entry that is changed because of this; empty where none is."),
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["done", "-received", "-pk"]
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(
                name="feedback_page_is_known", condition=Q(page__in=Page.values)
            ),
            models.CheckConstraint(
                name="feedback_names_no_answer",
                condition=Q(code="") | Q(page__in=["treatment", "resource"]),
            ),
            models.CheckConstraint(
                name="feedback_is_answered_by_no_answer",
                condition=~Q(answered_by__startswith="choice/"),
            ),
            models.CheckConstraint(
                name="feedback_is_one_sentence",
                condition=LessThanOrEqual(Length("sentence"), LONGEST_SENTENCE),
            ),
        ]

    def __str__(self):
        return f"{self.get_page_display()} {self.code}".strip()

    @property
    def state(self):
        """waiting, edit (an entry is to be changed because of it) or done."""
        if self.done:
            return "done"
        return "edit" if self.answered_by else "waiting"

    def is_waiting(self):
        return not self.done

    is_waiting.boolean = True
