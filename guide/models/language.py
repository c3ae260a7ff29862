"""In which language a colleague reads the desk and gets mails from it."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models

# The languages that all pages of the desk have. French comes here once no page lacks it.
SPOKEN = ("en",)


class DeskLanguage(models.Model):
    """Chosen at the desk. Whoever has chosen nothing reads what the browser asks for."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_language"
    )
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"


def language_for(user: User | AnonymousUser, asked_for: str = "") -> str:
    """The language of the desk for this person: the one that was chosen, or else the one that the
    browser asks for.
    """
    if len(SPOKEN) == 1:
        return SPOKEN[0]
    chosen = DeskLanguage.objects.filter(user_id=user.pk).values_list("language", flat=True).first()
    for language in (chosen, asked_for):
        if language in SPOKEN:
            return language
    return settings.LANGUAGE_CODE
