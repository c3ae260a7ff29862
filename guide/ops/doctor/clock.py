"""What runs by the clock, and the clock itself."""

import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from guide.models import Edition, JobRun
from guide.models.job import LATE_AFTER, troubles
from guide.ops.backup import CannotRestore, holding_of

from .finding import Finding, bad, fine, look

TIMERS = (
    "systemctl list-timers 'guide-*'; journalctl -u 'guide-task@*': docs/links-and-reminders.md"
)
# More than this and the codes of staff's phones do not fit, in seconds.
WRONG_BY = 20


def backup() -> list[Finding]:
    """The newest file: how old it is, and whether it is whole."""
    files = sorted(settings.BACKUP_DIR.glob("*.backup"), key=lambda file: file.stat().st_mtime)
    if not files:
        say = look if settings.DEVELOPMENT else bad
        return [
            say(
                f"there is none in {settings.BACKUP_DIR}",
                "sudo deploy/manage backup; docs/backups.md",
            )
        ]
    newest = files[-1]
    age = timedelta(seconds=timezone.now().timestamp() - newest.stat().st_mtime)
    told = f"{newest} is {_in_words(age)} old"
    if age > LATE_AFTER["backup"]:
        return [bad(told, TIMERS)]
    return [_whole(newest, told)]


def _whole(file: Path, told: str) -> Finding:
    try:
        return fine(f"{told} and whole: {holding_of(file)}")
    except CannotRestore as problem:
        return bad(f"{told}, but: {problem}", "sudo deploy/manage backup")


def timers() -> list[Finding]:
    if settings.DEVELOPMENT:
        return [fine("a developer's machine needs none")]
    found = [bad(sentence, TIMERS) for sentence in troubles()]
    now = timezone.now()
    runs = {run.job: run for run in JobRun.objects.all()}
    for job in LATE_AFTER:
        run = runs.get(job)
        if run and not run.trouble(now):
            found.append(fine(f"{job} went well {_in_words(now - run.last_success)} ago"))
    return found


def clock() -> list[Finding]:
    now = timezone.now()
    apart = abs((_time_of_the_database() - now).total_seconds())
    if apart > WRONG_BY:
        what = f"this machine and the database are {apart:.0f} s apart"
        return [bad(what, "sudo timedatectl set-ntp true, on both")]
    newest = Edition.objects.values_list("published_at", flat=True).first()
    if newest and newest > now + timedelta(seconds=WRONG_BY):
        return [bad("the newest edition is of a later time", "sudo timedatectl set-ntp true")]
    if _nobody_sets_it():
        return [look("nobody sets this machine's clock", "sudo timedatectl set-ntp true")]
    return [fine(f"{timezone.localtime(now):%-d %B %Y, %H:%M} in {settings.TIME_ZONE}")]


def _time_of_the_database() -> datetime:
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _nobody_sets_it() -> bool:
    """False too where nothing here can tell, as in a container."""
    program = shutil.which("timedatectl")
    if program is None:
        return False
    asked = [program, "show", "--property", "NTPSynchronized", "--value"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=5)  # noqa: S603
    return done.stdout.strip() == "no"


def _in_words(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    if hours < 2:
        return f"{age.total_seconds() / 60:.0f} minutes"
    return f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
