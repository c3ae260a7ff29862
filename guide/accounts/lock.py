"""After some wrong passwords a name is locked for a while, whether an account of that name exists
or not.

A try is counted before its password is looked at, so that many at the same moment are no more than
one after another.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from guide.models import SignInFailures
from guide.publishing.audit import logger

MOST_FAILURES = 8
LOCKED_FOR = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


def count_try(username: str) -> int:
    """Count one try of this name as a failure, until it succeeds. Returns its number, or 0 where
    the name is locked.

    The row is locked while it is counted: tries at the same moment get different numbers, on
    PostgreSQL by its lock on the row, on SQLite because one writer waits for the other. Failures
    older than the lock start a new count.
    """
    now = timezone.now()
    SignInFailures.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    with transaction.atomic():
        failures = SignInFailures.objects.select_for_update()
        row, _ = failures.get_or_create(name_digest=_digest(username), defaults={"last_at": now})
        if row.last_at < now - LOCKED_FOR:
            row.count = 0
        if row.count >= MOST_FAILURES:
            return 0
        row.count += 1
        row.last_at = now
        row.save(update_fields=["count", "last_at"])
    return row.count


def note_failure(username: str, number: int) -> None:
    """Tell the log where this was the last try before the lock. number: what `count_try` said."""
    if number == MOST_FAILURES and get_user_model().objects.filter(username=username).exists():
        logger.warning("sign-in of %s locked after %s wrong passwords", username, MOST_FAILURES)


def forget_failures(username: str) -> None:
    SignInFailures.objects.filter(name_digest=_digest(username)).delete()


def _digest(username):
    return salted_hmac("sign-in failures", username.casefold()).hexdigest()
