"""Days on which somebody looked at something: not to come, and not before anybody lives."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

FIRST_DAY = date(1900, 1, 1)


def check_is_a_past_day(day: date) -> None:
    """Raise ValidationError for a day to come, or before 1900."""
    if day > localdate():
        raise ValidationError(_("This day has not come yet."))
    if day < FIRST_DAY:
        raise ValidationError(_("This day is too long ago. Is the year right?"))
