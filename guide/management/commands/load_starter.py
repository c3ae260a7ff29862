from django.core.management.base import BaseCommand, CommandError

from guide.exchange.starter import is_empty, load_missing, load_starter
from guide.exchange.starter_edits import load_as_edits
from guide.publishing.refused import Refused

from ._exchange import told


class Command(BaseCommand):
    help = "Load the starter content into an empty database and publish it as edition 1."

    def add_arguments(self, parser):
        parser.add_argument(
            "--missing-only",
            action="store_true",
            help="On a database in use: add what is new, as drafts.",
        )
        parser.add_argument(
            "--as-edits",
            action="store_true",
            help=(
                "On a database in use: lay what the starter changed on it as edits that wait "
                "for review."
            ),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="With --as-edits: only say what would be done."
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing on a database that holds anything."
        )

    def handle(self, *, missing_only, as_edits, dry_run, if_empty, **options):
        if sum([missing_only, as_edits, if_empty]) > 1:
            raise CommandError("Choose one of --missing-only, --as-edits and --if-empty.")
        if dry_run and not as_edits:
            raise CommandError("--dry-run goes with --as-edits.")
        if if_empty and not is_empty():
            return
        if missing_only:
            added = load_missing()
            self.stdout.write(f"Added {len(added)} entries as drafts.")
            return
        try:
            if as_edits:
                self._tell(load_as_edits(dry_run=dry_run), dry_run)
                return
            edition = load_starter()
        except Refused as refused:
            raise CommandError(told(refused)) from None
        if edition:
            self.stdout.write(f"Published {edition}.")
        else:
            self.stdout.write("The starter content is already here; nothing to do.")

    def _tell(self, laid, dry_run):
        """Plain sentences: what was done, what was left alone and why, and what comes next."""
        done = [
            (laid.new, "New, as a draft:"),
            (laid.changed, "Changed, as an edit that waits for review:"),
            (laid.withdrawn, "No longer in the starter, proposed as withdrawn:"),
        ]
        for entries, what in done:
            for kind, code in entries:
                self.stdout.write(f"{what} {kind} {code}")
        for kind, code, why in laid.left:
            self.stdout.write(f"Left as it is, because {why}: {kind} {code}")
        if not any(entries for entries, _ in done):
            self.stdout.write("Nothing to do: all other texts are those of the starter.")
        elif dry_run:
            self.stdout.write("This is what would be done. Nothing was changed.")
        else:
            self.stdout.write(
                "Families read what they read before, until these are reviewed, approved and "
                "published."
            )
