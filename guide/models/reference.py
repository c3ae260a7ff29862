"""What statements rest on: words, sources, and who runs the guide."""

from django.db import models
from django.db.models import Q

from .entry import Entry
from .fields import LineField, WebAddressField, line_pair, lines_pair, rich_pair, said_pair


class Term(Entry):
    """A word of the glossary, explained where it stands."""

    PAIRS = ("name", "forms", "definition", "said")
    REQUIRED = ("name", "definition")
    LATER = ("said",)

    name = line_pair("word", 120)
    forms = lines_pair(
        "other forms",
        help_text="One a line: plurals and other spellings that open this definition.",
    )
    definition = lines_pair("meaning", help_text="One or two plain sentences.")
    said = said_pair()


class Source(Entry):
    """Where statements come from. A page that exists in French too is named in French there."""

    PAIRS = ("seen",)
    LATER = ("french_title", "french_publisher", "french_address")
    PLAIN = ("title", "publisher", "language", "address", "taken", *LATER)

    title = LineField(max_length=300, help_text="As published.")
    publisher = LineField(max_length=200)
    language = models.CharField(
        max_length=5, choices=[("en", "English"), ("fr", "French")], default="en"
    )
    address = WebAddressField("web address", max_length=400, blank=True)
    french_title = LineField(
        "title in French",
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="Only where the publisher has this page in French too: as published there.",
    )
    french_publisher = LineField(
        "publisher in French", max_length=200, blank=True, default="", db_default=""
    )
    french_address = WebAddressField(
        "web address in French", max_length=400, blank=True, default="", db_default=""
    )
    taken = models.DateField(
        "date taken", null=True, blank=True, help_text="When the text was read."
    )
    seen = line_pair(
        "how it was seen", help_text="Where no date is known: As seen in a stored copy, 2016."
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
        "filled in by the organisation",
        default=False,
        help_text="Until ticked, the desk lists this entry as open.",
    )
    name = line_pair("name", 120)
    helpline = line_pair("helpline", 60)
    helpline_hours = line_pair("helpline hours", 120)
    who_writes = rich_pair("who writes")
    who_reviews = rich_pair("who reviews")
    funding = rich_pair("funding")
    update_policy = rich_pair("how it is kept up to date")
    contact = line_pair("contact", 200)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="one_organisation",
                condition=Q(code="organisation"),
                violation_error_message=(
                    "There is one organisation entry, and its code is “organisation”."
                ),
            ),
        ]
