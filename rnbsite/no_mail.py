"""What stands in for the mail server where EMAIL_URL is wrong: nothing goes out, and it is said."""

from django.core.mail.backends.base import BaseEmailBackend


class NoMail(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise OSError("EMAIL_URL is wrong, so no mail is sent: manage.py doctor")
