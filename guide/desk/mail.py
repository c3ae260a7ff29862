"""Mails to colleagues whom something concerns: at once, or a line of the weekly digest."""

import logging
import re
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from guide.accounts.handover import whom_to_tell
from guide.models import MailChoice, Notice
from guide.models.language import languages_for

SPACE = re.compile(r"[ \t\r\n\f\v]+")
# In a mail of both languages, for whoever is not known to read one of them.
BETWEEN_SUBJECTS = " / "
BETWEEN_BODIES = "\n\n----\n\n"
logger = logging.getLogger(__name__)


def mail_colleague(user, about: str, context: dict, address: str) -> None:
    """Once what happened is kept, mail templates/mail/ABOUT-subject.txt and -body.txt to this
    colleague; for whoever prefers that, the subject becomes a line of the weekly digest.

    address: the page of the desk that it is about, which both lead to. Where the account is closed
    it goes to whoever took over. Nothing is sent to who has no address, and a mail that cannot be
    sent loses nothing else.
    """
    user = whom_to_tell(user)
    if not (user.email and user.is_active):
        return
    site = settings.SITE_ADDRESS.rstrip("/")
    everything = {"user": user, "page": f"{site}{address}"} | context
    subjects = []
    bodies = []
    # The colleague's language, whatever the clinician reads.
    for language in languages_for(user):
        with translation.override(language):
            # One line; the no-break spaces of French stay.
            subject = render_to_string(f"mail/{about}-subject.txt", everything)
            subjects.append(SPACE.sub(" ", subject).strip())
            bodies.append(render_to_string(f"mail/{about}-body.txt", everything))
    subject = BETWEEN_SUBJECTS.join(subjects)
    if MailChoice.objects.filter(user=user, weekly=True).exists():
        Notice.objects.create(user=user, text=subject, address=address)
        return
    body = BETWEEN_BODIES.join(bodies)
    transaction.on_commit(lambda: _send(user, subject, body), robust=True)


def _send(user, subject, body):
    try:
        send_mail(subject, body, None, [user.email])
    except (SMTPException, OSError, ValueError) as error:
        logger.warning("a mail to %s was not sent: %s", user.get_username(), type(error).__name__)
