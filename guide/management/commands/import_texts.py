from django.core.management.base import BaseCommand, CommandError

from guide.exchange.spreadsheet import read_sheet
from guide.exchange.translation_import import apply_translations
from guide.publishing.refused import Refused

from ._exchange import ImportCommand, told


class Command(ImportCommand, BaseCommand):
    help = (
        "Write the translations of a spreadsheet made by export_texts into the working copy. "
        "Approves nothing."
    )

    def handle(self, *, file, by, dry_run, **options):
        try:
            rows, marks, to = read_sheet(self.read(file))
            changes = apply_translations(rows, marks, to, by=self.person(by), dry_run=dry_run)
        except Refused as refused:
            raise CommandError(told(refused)) from None
        for change in changes:
            self.stdout.write(f"{change.kind} {change.code} {change.field}:")
            self.stdout.write(f"  - {change.before}\n  + {change.after}")
        would = " This was a trial: nothing was written." if dry_run else ""
        self.stdout.write(f"{len(changes)} texts changed.{would}")
