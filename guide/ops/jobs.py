"""What runs by the clock is remembered: when, for how long, with what outcome; a failure is mailed.

Nothing of it may stop the job itself: where the memory cannot be written (the database is away, or
of an older version), the log says so.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import Error, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from guide.models import JobRun
from guide.models.job import LATE_AFTER, LONGEST_OUTCOME

log = logging.getLogger(__name__)
# A failure that goes on is mailed once a day.
TOLD_AGAIN_AFTER = timedelta(days=1)
# What runs more often than this is not mailed of where nothing can remember that it was.
SELDOM = timedelta(hours=1)


@dataclass
class Run:
    """What a job says of itself while it runs."""

    outcome: str = ""


@contextmanager
def remembered(job: str) -> Iterator[Run]:
    """Around one run of a job. A failure is kept, mailed and raised again."""
    run = Run()
    started = time.monotonic()
    try:
        yield run
    except Exception as failure:
        outcome = str(failure) or type(failure).__name__
        _keep(job, time.monotonic() - started, outcome, succeeded=False)
        raise
    _keep(job, time.monotonic() - started, run.outcome, succeeded=True)


def _keep(job: str, seconds: float, outcome: str, *, succeeded: bool) -> None:
    outcome = outcome.strip()[:LONGEST_OUTCOME]
    try:
        with transaction.atomic():
            is_news = _write(job, seconds, outcome, succeeded)
    except Error as problem:
        log.error("How %s went cannot be kept: %s", job, type(problem).__name__)
        is_news = not succeeded and LATE_AFTER[job] > SELDOM
    if is_news:
        _mail(job, outcome)


def _write(job: str, seconds: float, outcome: str, succeeded: bool) -> bool:
    """Whether whoever runs the site is to hear of it."""
    now = timezone.now()
    run = JobRun.objects.select_for_update().filter(job=job).first() or JobRun(job=job)
    run.ran_at = now
    run.seconds = round(seconds, 3)
    run.outcome = outcome
    run.succeeded = succeeded
    is_news = False
    if succeeded:
        run.last_success = now
        run.told_at = None
    elif run.told_at is None or run.told_at < now - TOLD_AGAIN_AFTER:
        run.told_at = now
        is_news = True
    run.save()
    return is_news


def _mail(job: str, outcome: str) -> None:
    context = {"job": job, "outcome": outcome, "site": settings.SITE_ADDRESS.rstrip("/")}
    subject = render_to_string("mail/job-failed-subject.txt", context).strip()
    body = render_to_string("mail/job-failed-body.txt", context)
    for address in _who_runs_the_site():
        try:
            send_mail(subject, body, None, [address])
        except (SMTPException, OSError, ValueError) as problem:
            log.error("A mail about %s was not sent: %s", job, type(problem).__name__)


def _who_runs_the_site() -> list[str]:
    """ADMIN_MAIL; where it is not set, the superusers who have an address."""
    if settings.ADMIN_MAIL:
        return list(settings.ADMIN_MAIL)
    people = get_user_model().objects.filter(is_active=True, is_superuser=True).exclude(email="")
    try:
        return list(people.order_by("pk").values_list("email", flat=True))
    except Error:
        log.error("Nobody can be told: set ADMIN_MAIL")
        return []
