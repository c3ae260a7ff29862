"""Who can help: support services, and the wards whose numbers are printed."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

from guide.lib.fever import is_by_day_alone, is_no_temperature
from guide.lib.regions import REGIONS

from .days import check_is_a_past_day
from .entry import Entry
from .fields import CodesField, LineField, WebAddressField, line_pair, lines_pair, said_pair
from .logo import LogoField
from .record_codes import record_codes_field

DAY_OR_YEAR = RegexValidator(
    r"^\d{4}(-\d{2}(-\d{2})?)?\Z", _("Write a year, a month or a day: 2024, 2024-07 or 2024-07-15.")
)


class Resource(Entry):
    """A support service: what it offers, how to reach it, in which languages, and where. Or, where
    `not_found` is ticked, a note that a place has none of its kind, and whom to ask.
    """

    class Kind(models.TextChoices):
        HELPLINE = "helpline", _("helpline")
        CRISIS = "crisis", _("someone to talk to, day and night")
        COMMUNITY = "community", _("other families")
        MONEY = "money", _("help with costs")
        TRAVEL = "travel", _("travel and places to stay")
        PROGRAMS = "programs", _("programs for families, camps")
        HOSPICE = "hospice", _("comfort care and respite")
        END_OF_LIFE = "end-of-life", _("end of life: shown only where chosen")
        BEREAVEMENT = "bereavement", _("after a child’s death: shown only where chosen")
        TRIALS = "trials", _("clinical trials")
        INFORMATION = "information", _("information")
        STORY = "story", _("research stories")

    class Confidence(models.TextChoices):
        SEEN = "seen", _("contact seen on the organisation’s own page")
        ELSEWHERE = "elsewhere", _("contact seen elsewhere")
        UNVERIFIED = "unverified", _("contact not verified")

    PAIRS = ("name", "offers", "phone", "text_line", "address", "how_to", "said", "hours")
    REQUIRED = ("name", "offers")
    LATER = ("said", "seen_on", "funded_until", "hours", "record_codes", "not_found")
    PLAIN = (
        "kind",
        "languages",
        "regions",
        "email",
        "confidence",
        "checked_on",
        "checked_by",
        "seen_on",
        "funded_until",
        "record_codes",
        "not_found",
    )
    MANY_LINKS = ("sources",)

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.INFORMATION)
    name = line_pair(_("name"))
    offers = lines_pair(_("what it offers"), help_text=_("In one line, for whom and where."))
    languages = CodesField(
        _("service languages"),
        options={
            "en": _("English"),
            "fr": _("French"),
            "other": _("other languages, by interpreter"),
        },
    )
    regions = CodesField(_("where"), options=REGIONS, help_text=_("Nothing ticked: all of Canada."))
    phone = line_pair(_("phone"), 60)
    text_line = line_pair(_("by text message"), 120)
    email = models.EmailField(_("e-mail"), blank=True)
    address = TranslatedField(WebAddressField(_("web address"), blank=True))
    how_to = line_pair(
        _("how to reach it"),
        help_text=_("Where there is no phone or web address: Ask your social worker."),
    )
    confidence = models.CharField(max_length=20, choices=Confidence, default=Confidence.UNVERIFIED)
    checked_on = models.DateField(
        _("checked by our staff on"), null=True, blank=True, validators=[check_is_a_past_day]
    )
    checked_by = LineField(max_length=120, blank=True)
    seen_on = LineField(
        _("seen on"),
        max_length=10,
        blank=True,
        default="",
        db_default="",
        validators=[DAY_OR_YEAR],
        help_text=_("When the page was written or last seen, as far as known: 2024 or 2024-07-15."),
    )
    funded_until = models.DateField(
        _("funded until"), null=True, blank=True, help_text=_("Only where an end is announced.")
    )
    said = said_pair()
    record_codes = record_codes_field()
    hours = line_pair(
        _("hours"),
        120,
        default="",
        db_default="",
        help_text=_("When somebody answers, as the service itself says: day and night, every day."),
    )
    not_found = models.BooleanField(
        _("what we did not find"),
        default=False,
        db_default=False,
        help_text=_(
            "Tick where this says that a place has no service of this kind, and whom to ask. It "
            "stands after the services of its kind, and is neither counted nor found as a service."
        ),
    )
    sources = models.ManyToManyField("Source", blank=True, related_name="+")

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="resource_check_has_name_and_date",
                condition=Q(checked_on=None, checked_by="")
                | (Q(checked_on__isnull=False) & ~Q(checked_by="")),
                violation_error_message=_(
                    "Give both the date of the check and who checked, or neither."
                ),
            ),
            models.CheckConstraint(
                name="resource_confidence_is_known",
                condition=Q(confidence__in=["seen", "elsewhere", "unverified"]),
            ),
            models.CheckConstraint(
                name="resource_not_found_has_no_contact",
                condition=Q(not_found=False)
                | Q(
                    phone_en="",
                    phone_fr="",
                    text_line_en="",
                    text_line_fr="",
                    email="",
                    address_en="",
                    address_fr="",
                ),
                violation_error_message=_(
                    "What we did not find has no number and no address of its own. Say in “how to "
                    "reach it” whom to ask."
                ),
            ),
        ]


class Ward(Entry):
    """The contact block of a hospital team that a nurse can print on a handout."""

    PAIRS = ("name", "hospital", "hours", "fever_temperature")
    REQUIRED = ("name", "hospital")
    PRESETS = ("print_language", "large_print", "nurse_copy", "region", "logo")
    LATER = ("fever_temperature", *PRESETS)
    PLAIN = ("day_phone", "night_phone", "fever_line", "interpreter_line", *PRESETS)

    name = line_pair(_("name of the ward"), 120)
    hospital = line_pair(_("hospital"), 120)
    day_phone = LineField(max_length=40, blank=True)
    night_phone = LineField(max_length=40, blank=True)
    fever_line = LineField(
        max_length=40,
        blank=True,
        help_text=_(
            "The number to call at once for a fever, answered at any hour. Empty: the family "
            "writes it down."
        ),
    )
    interpreter_line = LineField(max_length=40, blank=True)
    hours = line_pair(_("hours"), 120, help_text=_("When the day phone is answered."))
    fever_temperature = line_pair(
        _("fever temperature"),
        80,
        default="",
        db_default="",
        help_text=_(
            "From which your ward wants a call at once, as it tells families: 38.0 °C. "
            "Empty: the family writes it down."
        ),
    )
    print_language = models.CharField(
        _("prints in"),
        max_length=4,
        choices=[("en", _("English")), ("fr", _("French")), ("both", _("both, side by side"))],
        blank=True,
        default="",
        db_default="",
        help_text=_("On the ward’s print page. Empty: in the language of the page."),
    )
    large_print = models.BooleanField(
        _("prints in large print"), default=False, db_default=False, blank=True
    )
    nurse_copy = models.BooleanField(
        _("prints a nurse’s page too"),
        default=False,
        db_default=False,
        blank=True,
        help_text=_("One page for the chart, beside each sheet."),
    )
    region = models.CharField(
        _("prints the services of"),
        max_length=2,
        choices=list(REGIONS.items()),
        blank=True,
        default="",
        db_default="",
        help_text=_("Empty: services for all of Canada only."),
    )
    logo = LogoField(
        _("logo"),
        help_text=_(
            "A PNG picture of at most 60 kB, 1600 pixels wide and 800 high: it stands beside the "
            "ward’s name on its sheets, also in grey."
        ),
    )

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="ward_can_be_called",
                condition=~Q(day_phone="", night_phone="", fever_line=""),
                violation_error_message=_("Give at least one phone number."),
            ),
        ]

    def clean(self):
        super().clean()
        wrong = {}
        for name in ("fever_temperature_en", "fever_temperature_fr"):
            if is_no_temperature(getattr(self, name)):
                wrong[name] = _(
                    "No child has this temperature. Write it as 38.0 °C or 100.4 °F; how it is "
                    "taken may stand beside it."
                )
        if is_by_day_alone(self.fever_line, self.day_phone, self.night_phone):
            wrong["fever_line"] = _(
                "This is the day phone, and at night you have another: a sheet would say that it "
                "is answered at any hour. Give a number that is, or leave this empty."
            )
        if wrong:
            raise ValidationError(wrong)
