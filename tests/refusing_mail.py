"""A mail server that refuses one address, as real ones do."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.locmem import EmailBackend


class RefusesReviewers(EmailBackend):
    def send_messages(self, messages):
        if messages[0].to == ["reviewers@example.org"]:
            raise SMTPRecipientsRefused({"reviewers@example.org": (550, b"no such mailbox")})
        return super().send_messages(messages)
