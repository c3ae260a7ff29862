"""What statements rest on: words, sources, and who runs the guide."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .days import check_is_a_past_day
from .entry import Entry
from .fields import LineField, WebAddressField, line_pair, lines_pair, rich_pair, said_pair


class Term(Entry):
    """A word of the glossary, explained where it stands."""

    PAIRS = ("name", "forms", "definition", "said")
    REQUIRED = ("name", "definition")
    LATER = ("said",)

    name = line_pair(_("word"), 120)
    forms = lines_pair(
        _("other forms"),
        help_text=_("One a line: plurals and other spellings that open this definition."),
    )
    definition = lines_pair(_("meaning"), help_text=_("One or two plain sentences."))
    said = said_pair()


class Source(Entry):
    """Where statements come from. A page that exists in French too is named in French there."""

    PAIRS = ("seen",)
    LATER = ("french_title", "french_publisher", "french_address")
    PLAIN = ("title", "publisher", "language", "address", "taken", *LATER)

    title = LineField(max_length=300, help_text=_("As published."))
    publisher = LineField(max_length=200)
    language = models.CharField(
        max_length=5, choices=[("en", _("English")), ("fr", _("French"))], default="en"
    )
    address = WebAddressField(_("web address"), max_length=400, blank=True)
    french_title = LineField(
        _("title in French"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("Only where the publisher has this page in French too: as published there."),
    )
    french_publisher = LineField(
        _("publisher in French"), max_length=200, blank=True, default="", db_default=""
    )
    french_address = WebAddressField(
        _("web address in French"), max_length=400, blank=True, default="", db_default=""
    )
    taken = models.DateField(
        _("date taken"),
        null=True,
        blank=True,
        validators=[check_is_a_past_day],
        help_text=_("When the text was read."),
    )
    seen = line_pair(
        _("how it was seen"), help_text=_("Where no date is known: As seen in a stored copy, 2016.")
    )

    def __str__(self):
        return self.title


class Organisation(Entry):
    """The one entry about who runs the guide. Never invented."""

    PAIRS = (
        "name",
        "helpline",
        "helpline_hours",
        "who_writes",
        "who_reviews",
        "funding",
        "update_policy",
        "contact",
    )
    REQUIRED = ("name", "who_writes", "who_reviews", "funding", "update_policy")
    PLAIN = ("filled_in",)

    filled_in = models.BooleanField(
        _("filled in by the organisation"),
        default=False,
        help_text=_("Until ticked, the desk lists this entry as open."),
    )
    name = line_pair(_("name"), 120)
    helpline = line_pair(_("helpline"), 60)
    helpline_hours = line_pair(_("helpline hours"), 120)
    who_writes = rich_pair(_("who writes"))
    who_reviews = rich_pair(_("who reviews"))
    funding = rich_pair(_("funding"))
    update_policy = rich_pair(_("how it is kept up to date"))
    contact = line_pair(_("contact"), 200)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="one_organisation",
                condition=Q(code="organisation"),
                violation_error_message=_(
                    "There is one organisation entry, and its code is “organisation”."
                ),
            ),
        ]
