"""Treatments, and the questions that families may want to ask about them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .entry import Entry
from .fields import drawing_pair, line_pair, lines_pair, rich_pair, said_pair
from .record_codes import record_codes_field

ICONS = (
    "scalpel",
    "capsule",
    "beam",
    "cells",
    "leaf",
    "shield",
    "target",
    "flask",
    "eye",
    "key",
    "heart",
)


class Treatment(Entry):
    """A treatment with a page of its own."""

    class Group(models.TextChoices):
        MAIN = "main", _("named for recurrent neuroblastoma")
        ALSO = "also", _("you may also hear of")

    PAIRS = (
        "name",
        "also_called",
        "summary",
        "drawing",
        "what",
        "expect",
        "side_effects",
        "call",
        "said",
    )
    REQUIRED = ("name", "summary", "what")
    LATER = ("drawing", "said", "record_codes")
    PLAIN = ("group", "icon", "record_codes")
    MANY_LINKS = ("sources",)

    group = models.CharField(max_length=10, choices=Group, default=Group.MAIN)
    icon = models.CharField(max_length=20, choices=[(icon, icon) for icon in ICONS], default="key")
    name = line_pair(_("name"), 120)
    also_called = line_pair(_("also called"), 200)
    summary = line_pair(_("in one line"), 200, help_text=_("At most 15 words."))
    drawing = drawing_pair()
    what = rich_pair(_("what it is"))
    expect = rich_pair(_("how it is given and what to expect"))
    side_effects = rich_pair(_("common side effects"))
    call = rich_pair(_("when to call the team"))
    said = said_pair()
    record_codes = record_codes_field()
    sources = models.ManyToManyField("Source", blank=True, related_name="+")

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="treatment_group_is_known", condition=Q(group__in=["main", "also"])
            ),
            models.CheckConstraint(
                name="treatment_code_is_free",
                condition=~Q(code__in=["at-a-glance", "en-un-coup-d-oeil"]),
                violation_error_message=_(
                    "The page of all treatments at a glance has this address. Choose another code."
                ),
            ),
        ]


class Prompt(Entry):
    """A question that a family may want to ask the health-care team."""

    PAIRS = ("text",)
    REQUIRED = ("text",)
    MANY_LINKS = ("sections", "treatments")

    text = lines_pair(_("question to ask"), help_text=_("In the parent’s own voice."))
    sections = models.ManyToManyField("Section", blank=True, related_name="prompts")
    treatments = models.ManyToManyField(
        Treatment,
        blank=True,
        related_name="prompts",
        help_text=_("Neither sections nor treatments: a general question."),
    )
