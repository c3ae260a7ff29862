"""Days and moments as a sentence says them, in the language that is read."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def day_in_words(day: date) -> str:
    """3 March 2026; 3 mars 2026 in French, where the first of a month is le 1er."""
    text = date_format(day, "j F Y")
    return re.sub(r"^1 ", "1er ", text) if get_language() == "fr" else text


def moment_in_words(moment: datetime) -> str:
    """3 March 2026 at 08:30, as clocks are where the guide is made."""
    local = timezone.localtime(moment)
    said = _("%(day)s at %(time)s")
    return said % {"day": day_in_words(local), "time": date_format(local, _("H:i"))}
