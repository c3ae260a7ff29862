from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from guide.ops.backup import CannotRestore, restore


class Command(BaseCommand):
    help = "Fill this database from a backup, all or nothing. Migrate first."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="Also where there is content: it is replaced."
        )

    def handle(self, *, file, replace, **options):
        try:
            digest = restore(file, replace=replace)
        except CannotRestore as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"Restored {file}, SHA-256 of the content {digest}.")
