"""What runs by the clock, and how its newest run went."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guide.lib.days import moment_in_words

# So long after its last success a job is late: its timer has missed a turn for certain, or several
# where it runs by the hour or the minute.
LATE_AFTER = {
    "publish_due": timedelta(minutes=5),
    "backup": timedelta(hours=30),
    "check_links": timedelta(hours=30),
    "send_review_reminders": timedelta(days=8),
    "export_site": timedelta(hours=30),
}
# Whoever keeps no mirror and wants no reminders has no trouble.
NEEDED = ("publish_due", "backup", "check_links")
LONGEST_OUTCOME = 2000


class JobRun(models.Model):
    """The newest run of one job; a row for each job that ever ran.

    outcome: what the command said, in its words. told_at: when a failure was mailed; None once it
    works again.
    """

    job = models.CharField(max_length=40, unique=True)
    ran_at = models.DateTimeField(_("ran last"))
    seconds = models.FloatField(_("took, in seconds"))
    succeeded = models.BooleanField(_("went well"))
    outcome = models.TextField(_("what it said"), blank=True)
    last_success = models.DateTimeField(_("went well last"), null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["job"]
        verbose_name = _("run by the clock")
        verbose_name_plural = _("runs by the clock")

    def __str__(self) -> str:
        return self.job

    def is_late(self, now: datetime) -> bool:
        after = LATE_AFTER.get(self.job)
        if after is None:
            return False
        return self.last_success is None or self.last_success < now - after

    def trouble(self, now: datetime) -> str:
        """What is wrong with it, as a sentence; empty where nothing is."""
        if not self.succeeded:
            failed = gettext("%(job)s failed on %(when)s: %(outcome)s")
            when = moment_in_words(self.ran_at)
            return failed % {"job": self.job, "when": when, "outcome": self.outcome}
        if self.is_late(now):
            late = gettext("%(job)s ran last on %(when)s and should have run since.")
            return late % {"job": self.job, "when": moment_in_words(self.ran_at)}
        return ""


def troubles(now: datetime | None = None) -> list[str]:
    """A sentence for each job that failed, is late, or is needed and never ran."""
    now = now or timezone.now()
    runs = {run.job: run for run in JobRun.objects.all()}
    found = []
    for job in LATE_AFTER:
        if job in runs:
            found.append(runs[job].trouble(now))
        elif job in NEEDED:
            never = gettext("%(job)s has never run: its timer is not set up.")
            found.append(never % {"job": job})
    return [sentence for sentence in found if sentence]


def looks_at_the_clock(now: datetime) -> bool:
    """Whether something calls publish_due, so that what is planned goes out by itself."""
    run = JobRun.objects.filter(job="publish_due").first()
    return run is not None and not run.is_late(now)
