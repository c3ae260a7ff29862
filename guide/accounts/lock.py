"""After some wrong passwords a name is locked for a while, whether an account of that name exists or not."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from guide.models import SignInFailures
from guide.publishing.audit import logger

MOST_FAILURES = 8
LOCKED_FOR = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


def is_locked(username):
    since = timezone.now() - LOCKED_FOR
    return SignInFailures.objects.filter(
        name_digest=_digest(username), count__gte=MOST_FAILURES, last_at__gt=since
    ).exists()


def note_failure(username):
    """Count one wrong password; failures older than the lock start a new count."""
    now = timezone.now()
    SignInFailures.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    SignInFailures.objects.filter(name_digest=_digest(username), last_at__lt=now - LOCKED_FOR).update(count=0)
    row, _ = SignInFailures.objects.get_or_create(name_digest=_digest(username), defaults={"last_at": now})
    SignInFailures.objects.filter(pk=row.pk).update(count=F("count") + 1, last_at=now)
    if row.count + 1 == MOST_FAILURES and get_user_model().objects.filter(username=username).exists():
        logger.warning("sign-in of %s locked after %s wrong passwords", username, MOST_FAILURES)


def forget_failures(username):
    SignInFailures.objects.filter(name_digest=_digest(username)).delete()


def _digest(username):
    return salted_hmac("sign-in failures", username.casefold()).hexdigest()
