"""Names of the fixed sets, in the reader's language: furniture, not medicine."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RESOURCE_KINDS = {
    "helpline": _("Helplines"),
    "crisis": _("Someone to talk to, day and night"),
    "community": _("Other families"),
    "money": _("Help with costs"),
    "travel": _("Travel and places to stay"),
    "programs": _("Programs and camps for families"),
    "hospice": _("Comfort care and respite"),
    "end-of-life": _("Help at the end of life"),
    "bereavement": _("After a child has died"),
    "trials": _("Clinical trials"),
    "information": _("Information"),
    "story": _("Research stories"),
}
SERVICE_LANGUAGES = {
    "en": _("English"),
    "fr": _("French"),
    "other": _("Other languages, by interpreter"),
}
PARTS = {
    "main": pgettext_lazy("part of a treatment", "May be used"),
    "may": pgettext_lazy("part of a treatment", "May be added"),
    "some": pgettext_lazy("part of a treatment", "In some cases"),
    "trial": pgettext_lazy("part of a treatment", "In a clinical trial"),
}
CONFIDENCE = {
    "seen": _("Contact details seen on the organisation’s own page"),
    "elsewhere": _("Contact details seen on another organisation’s page"),
    "unverified": _("Contact details not verified"),
}
