from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.core.management.base import CommandError
from django.utils import translation

from guide.desk.mail import BETWEEN_BODIES, BETWEEN_SUBJECTS
from guide.desk.mail_choice import notices_of, were_sent
from guide.desk.reminders import reminder, todos_to_remind_of
from guide.models.language import languages_for
from guide.publishing.compile import last_edition
from guide.publishing.working_copy import read_quickly

from ._job import JobCommand


class Command(JobCommand):
    help = (
        "Mail each colleague one digest of what waits for this person; nothing where nothing "
        "waits. For a timer."
    )
    job = "send_review_reminders"

    def add_arguments(self, parser):
        parser.add_argument(
            "--site",
            default=settings.SITE_ADDRESS,
            help="Where the site is: https://guide.example.org",
        )

    def handle(self, *, site, **options):
        rows = read_quickly()
        last = last_edition()
        sent = 0
        failed = []
        staff = get_user_model().objects.filter(is_active=True, is_staff=True)
        for user in staff.exclude(email="").order_by("pk"):
            notices = notices_of(user)
            subjects = []
            bodies = []
            for language in languages_for(user):
                with translation.override(language):
                    todos = todos_to_remind_of(user, rows, last)
                    if todos or notices:
                        subject, body = reminder(user, todos, notices, site.rstrip("/"))
                        subjects.append(subject)
                        bodies.append(body)
            if not bodies:
                continue
            subject = BETWEEN_SUBJECTS.join(subjects)
            body = BETWEEN_BODIES.join(bodies)
            try:
                send_mail(subject, body, None, [user.email])
                sent += 1
                were_sent(notices)
            except (SMTPException, OSError, ValueError) as error:
                # The others still get theirs.
                failed.append(f"{user}: {error}")
        if failed:
            raise CommandError(f"{sent} reminders sent. Not sent to " + "; ".join(failed))
        return f"{sent} reminders sent."
