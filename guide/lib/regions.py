"""Provinces and territories by their postal codes, from west to east, then north."""

from django.utils.translation import gettext_lazy as _

REGIONS = {
    "BC": _("British Columbia"),
    "AB": _("Alberta"),
    "SK": _("Saskatchewan"),
    "MB": _("Manitoba"),
    "ON": _("Ontario"),
    "QC": _("Quebec"),
    "NB": _("New Brunswick"),
    "NS": _("Nova Scotia"),
    "PE": _("Prince Edward Island"),
    "NL": _("Newfoundland and Labrador"),
    "YT": _("Yukon"),
    "NT": _("Northwest Territories"),
    "NU": _("Nunavut"),
}
