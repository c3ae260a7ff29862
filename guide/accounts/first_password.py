"""A password that somebody else chose is changed at the first sign-in, by whoever it is for."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from guide.models import FirstPassword

# In the session of whoever was looked up already.
IS_OWN = "has_own_password"


def ask_for_another(user):
    """Somebody else chose this person's password."""
    FirstPassword.objects.get_or_create(user=user)


def note_own(user):
    """This person chose it."""
    FirstPassword.objects.filter(user=user).delete()


@receiver(user_logged_in)
def note_at_sign_in(request, user, **_signal):
    """So that the first page of a session asks no more of the database than the others."""
    if not FirstPassword.objects.filter(user=user).exists():
        request.session[IS_OWN] = True


def is_due(request):
    """Whether whoever is signed in here has to choose a password first; looked up once a session.

    A password that somebody else sets later ends the sessions of that person.
    """
    if request.session.get(IS_OWN):
        return False
    if FirstPassword.objects.filter(user=request.user).exists():
        return True
    request.session[IS_OWN] = True
    return False
