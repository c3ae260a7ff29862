"""The guide's languages, as the desk calls them."""

from django.conf import settings
from django.utils.translation import get_language_info


def language_names():
    """{"en": "English", "fr": "French"}"""
    return {code: get_language_info(code)["name"] for code, _ in settings.LANGUAGES}
