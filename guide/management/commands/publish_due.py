from django.core.management.base import BaseCommand

from guide.desk.mail import mail_colleague
from guide.publishing.schedule import publish_due


class Command(BaseCommand):
    help = (
        "Publish what was planned for a time that has come. Call it every minute; it is silent "
        "where nothing is due."
    )

    def handle(self, **options):
        for planned in publish_due():
            self.stdout.write(f"{planned}: {planned.outcome}")
            for kind, code, why in planned.left_out:
                self.stdout.write(f"  left out: {kind} {code}: {why}")
            if planned.is_news():
                mail_colleague(planned.by, "plan-left-out", {"planned": planned})
