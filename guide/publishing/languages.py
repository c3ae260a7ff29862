"""The guide's languages, as the desk calls them."""

from django.conf import settings

from guide.models.names import LANGUAGES as NAMES

# Those that the guide is written in: "en", "fr".
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def language_names() -> dict[str, str]:
    """{"en": "English", "fr": "French"}, in the language that is read."""
    return {code: str(NAMES[code]) for code in LANGUAGES}
