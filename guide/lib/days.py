"""Days and moments as a sentence to staff says them, in the language that is read."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def day_in_words(day: date) -> str:
    """3 March 2026; 3 mars 2026"""
    return date_format(day, "j F Y")


def moment_in_words(moment: datetime) -> str:
    """3 March 2026 at 08:30, as clocks are where the guide is made."""
    local = timezone.localtime(moment)
    said = _("%(day)s at %(time)s")
    return said % {"day": day_in_words(local), "time": date_format(local, _("H:i"))}
