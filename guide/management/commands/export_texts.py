from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guide.exchange.spreadsheet import write_sheet
from guide.exchange.translations import texts
from guide.models import BY_KIND
from guide.publishing.refused import Refused

from ._exchange import told


class Command(BaseCommand):
    help = "Write every text, with its translation, as a spreadsheet (.xlsx) for a translator."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--to", default="fr", choices=[code for code, _ in settings.LANGUAGES])
        parser.add_argument(
            "--kind", default="", choices=list(BY_KIND), help="Only texts of one kind of entry."
        )
        parser.add_argument(
            "--only-missing", action="store_true", help="Only texts that have no translation yet."
        )

    def handle(self, *, file, to, kind, only_missing, **options):
        found = texts(to, only_missing=only_missing, kind=kind)
        try:
            file.write_bytes(write_sheet(found, to))
        except Refused as refused:
            raise CommandError(told(refused)) from None
        self.stdout.write(f"Wrote {len(found)} texts to {file}.")
