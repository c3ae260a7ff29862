from django.core.management.base import BaseCommand, CommandError

from guide.exchange.starter import is_empty, load_missing, load_starter
from guide.publishing.actions import Refused


class Command(BaseCommand):
    help = "Load the starter content into an empty database and publish it as edition 1."

    def add_arguments(self, parser):
        parser.add_argument(
            "--missing-only", action="store_true", help="On a database in use: add what is new, as drafts."
        )

        parser.add_argument("--if-empty", action="store_true", help="Do nothing on a database that holds anything.")

    def handle(self, *, missing_only, if_empty, **options):
        if if_empty and not is_empty():
            return
        if missing_only:
            added = load_missing()
            self.stdout.write(f"Added {len(added)} entries as drafts.")
            return
        try:
            edition = load_starter()
        except Refused as refused:
            reasons = [problem.message for problem in refused.problems]
            raise CommandError("\n".join([str(refused), *reasons])) from None
        self.stdout.write(f"Published {edition}." if edition else "The starter content is already here; nothing to do.")
