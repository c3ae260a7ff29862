"""What the questionnaire asks, and the texts that the answers lead to."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .entry import HIGHEST_ORDER, Entry
from .fields import drawing_pair, line_pair, rich_pair, said_pair
from .record_codes import record_codes_field
from .rich_text_validator import refuse_warnings

# What the print page calls its own fields: a question of that name would take the field's place
# there.
RESERVED = ("copy", "include", "language", "lines", "paper", "region", "text", "ward")


class Question(Entry):
    """A question that families answer by choosing one card."""

    PAIRS = ("title", "short", "why")
    REQUIRED = ("title", "short")
    LATER = ("record_codes",)
    PLAIN = ("record_codes",)

    title = line_pair(_("question"), help_text=_("As a nurse would ask it."))
    short = line_pair(_("short name"), 60, help_text=_("For “What you told us”: Risk group."))
    why = rich_pair(_("why we ask"), help_text=_("Why this is asked, and how to find out."))
    record_codes = record_codes_field()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="question_code_is_free",
                condition=~Q(code__in=RESERVED),
                violation_error_message=_(
                    "The print page uses this word itself. Choose another code."
                ),
            ),
        ]


class Choice(Entry):
    """An answer. Its code is part of addresses, so it is unique in the whole guide."""

    PAIRS = ("label", "short", "hint", "drawing")
    REQUIRED = ("label", "short")
    LATER = ("drawing",)
    PLAIN = ("unsure",)
    LINKS = ("question",)

    question = models.ForeignKey(Question, models.PROTECT, related_name="choices")
    label = line_pair(_("label"), 120, help_text=_("The words on the card."))
    short = line_pair(_("short name"), 60, help_text=_("For headings: Low risk."))
    hint = line_pair(_("hint"), 300, help_text=_("One or two plain sentences under the label."))
    drawing = drawing_pair()
    unsure = models.BooleanField(
        _("this is the “not sure” answer"),
        default=False,
        help_text=_("Every question offers exactly one."),
    )

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(unsure=True),
                name="one_unsure_choice_per_question",
                violation_error_message=_("This question already has a “not sure” answer."),
            ),
        ]


class Section(Entry):
    """A titled text, shown on the results of the paths that it applies to."""

    class Kind(models.TextChoices):
        OPTIONS = "options", _("options: treatments for this situation")
        GAP = "gap", _("gap: the source does not say")
        ABOUT = "about", _("about")
        OUTLOOK = "outlook", _("outlook: shown only when chosen")
        URGENT = "urgent", _("urgent: when to call")
        HUMANITY = "humanity", _("humanity: a kind line near the top, and words for the family")
        NEXT = "next", _("next: what happens next")
        COMFORT = "comfort", _("comfort care alongside treatment")
        CARD = "card", _("card: the words of the fever card, on paper alone")

    class Tier(models.TextChoices):
        EMERGENCY = "emergency", _("emergency: the emergency number")
        TEAM = "team", _("team: your own team, day or night")
        NOBODY_ANSWERS = "nobody-answers", _("nobody answers: where to go then")

    PAIRS = ("title", "key_points", "body", "said")
    REQUIRED = ("title", "body")
    LATER = ("tier", "said")
    PLAIN = ("kind", "tier")
    MANY_LINKS = ("choices", "sources")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OPTIONS)
    tier = models.CharField(
        _("tier"),
        max_length=20,
        choices=Tier,
        blank=True,
        default="",
        db_default="",
        help_text=_("Only where the kind is urgent: which step of the call for help this is."),
    )
    title = line_pair(_("title"), help_text=_("A heading that a person would say aloud."))
    key_points = rich_pair(
        _("key points"),
        help_text=_("Two to five short points; all of a result together stay under 120 words."),
    )
    body = rich_pair(_("text"))
    said = said_pair()
    choices = models.ManyToManyField(
        Choice,
        blank=True,
        related_name="sections",
        help_text=_(
            "Ticked answers of one question are alternatives; of different questions, all must "
            "hold. Nothing ticked for a question means: for every answer."
        ),
    )
    sources = models.ManyToManyField("Source", blank=True, related_name="+")

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="section_kind_is_known",
                condition=Q(
                    kind__in=[
                        "options",
                        "gap",
                        "about",
                        "outlook",
                        "urgent",
                        "humanity",
                        "next",
                        "comfort",
                        "card",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="section_tier_is_of_an_urgent_section",
                condition=Q(tier="")
                | Q(kind="urgent", tier__in=["emergency", "team", "nobody-answers"]),
                violation_error_message=_("Only an urgent section has a tier."),
            ),
        ]

    def clean(self):
        super().clean()
        if self.kind == self.Kind.URGENT:
            refuse_warnings(self, ("key_points", "body"))

    @classmethod
    def further_links(cls):
        return [models.Prefetch("uses", TreatmentUse.objects.select_related("treatment", "source"))]

    def content(self, linked=None):
        if linked is not None:
            return super().content(linked) | {"treatments": linked["uses"]}
        in_order = sorted(self.uses.all(), key=lambda use: (use.order, use.treatment.code))
        uses = [use.content() for use in in_order]
        return super().content() | {"treatments": uses}


class TreatmentUse(models.Model):
    """A treatment that a section names, and its part there."""

    class Part(models.TextChoices):
        MAIN = "main", _("main treatment")
        MAY = "may", _("may be added")
        SOME = "some", _("in some cases")
        TRIAL = "trial", _("in a clinical trial")

    section = models.ForeignKey(Section, models.CASCADE, related_name="uses")
    treatment = models.ForeignKey("Treatment", models.PROTECT, related_name="uses")
    part = models.CharField(max_length=10, choices=Part, default=Part.MAIN)
    source = models.ForeignKey(
        "Source",
        models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Only where one source alone names it here."),
    )
    order = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(HIGHEST_ORDER)])

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "treatment"],
                name="treatment_named_once_per_section",
                violation_error_message=_("This section already names this treatment."),
            ),
            models.CheckConstraint(
                name="part_is_known", condition=Q(part__in=["main", "may", "some", "trial"])
            ),
        ]

    def __str__(self):
        return f"{self.treatment} ({self.get_part_display()})"

    def content(self) -> dict[str, Any]:
        return {
            "treatment": self.treatment.code,
            "part": self.part,
            "source": self.source.code if self.source else None,
        }
