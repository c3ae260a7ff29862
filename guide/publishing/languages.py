"""The guide's languages, as the desk calls them."""

from django.conf import settings
from django.utils.translation import get_language_info

# Those that the guide is written in: "en", "fr".
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def language_names() -> dict[str, str]:
    """{"en": "English", "fr": "French"}"""
    return {code: get_language_info(code)["name"] for code in LANGUAGES}
