from django.core.management.base import BaseCommand

from guide.publishing.schedule import publish_due


class Command(BaseCommand):
    help = (
        "Publish what was planned for a time that has come. Call it every minute; it is silent "
        "where nothing is due."
    )

    def handle(self, **options):
        for planned in publish_due():
            self.stdout.write(f"{planned}: {planned.outcome}")
