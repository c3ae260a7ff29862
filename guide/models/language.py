"""In which language a colleague reads the desk and gets mails from it."""

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.db import models
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import translation

# The languages that all pages of the desk have.
SPOKEN = ("en", "fr")
# Its name in the session.
REMEMBERED = "desk_language"


class DeskLanguage(models.Model):
    """Chosen at the desk. Whoever has chosen nothing reads what the browser asks for."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_language"
    )
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"


class BrowserLanguage(models.Model):
    """What the browser asked for when this colleague signed in last. Mails to whoever has chosen
    nothing come in it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"


def chosen_by(user: User) -> str:
    """The language that this person has chosen; "" where none was."""
    choice = DeskLanguage.objects.filter(user_id=user.pk).first()
    return choice.language if choice else ""


@receiver(user_logged_in)
def remember_choice(request: HttpRequest, user: User, **_signal: object) -> None:
    """The session has it from the sign-in on, so that no page asks the database for it. Mails have
    no browser to ask, so what it asks for is kept.
    """
    request.session[REMEMBERED] = chosen_by(user)
    asked_for = first_spoken(translation.get_language_from_request(request))
    BrowserLanguage.objects.update_or_create(user=user, defaults={"language": asked_for})


def first_spoken(*wished: str) -> str:
    """The first of these languages that the desk speaks; else its first."""
    for language in wished:
        if language in SPOKEN:
            return language
    return SPOKEN[0]


def languages_for(user: User) -> tuple[str, ...]:
    """The language of mails to this person: the one that was chosen, or else that of the browser at
    the last sign-in; all of them for whoever has never signed in.
    """
    if len(SPOKEN) == 1:
        return SPOKEN
    if chosen := chosen_by(user):
        return (first_spoken(chosen),)
    seen = BrowserLanguage.objects.filter(user_id=user.pk).first()
    return (first_spoken(seen.language),) if seen else SPOKEN


def language_for(user: User) -> str:
    """The one language of what is done in this person's name by the clock."""
    return languages_for(user)[0]
