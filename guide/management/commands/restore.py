from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from guide.ops.backup import (
    CannotRestore,
    backup,
    database_name,
    holding,
    holding_of,
    is_empty,
    restore,
)


class Command(BaseCommand):
    help = (
        "Fill this database from a backup, all or nothing. Migrate first. Says which database it "
        "is, what stands in it and what the file holds."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace",
            metavar="DATABASE",
            help="Also where there is content: it is saved to a file and replaced. Give the name "
            "of the database that is meant, as this command says it.",
        )

    def handle(self, *, file, replace, **options):
        name = database_name()
        try:
            self._tell(name, file)
            in_use = not is_empty()
            if in_use and not replace:
                raise CannotRestore(
                    "This database holds content or accounts. To replace all of it: --replace "
                    f"{name}"
                )
            if replace and replace != name:
                raise CannotRestore(
                    f"This database is called {name}, not {replace}. Nothing has been changed."
                )
            if in_use:
                self._save_first()
            digest = restore(file, replace=in_use)
        except (CannotRestore, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"Restored {file}, SHA-256 of the content {digest}.")

    def _tell(self, name, file):
        here = holding()
        there = holding_of(file)
        where = connection.settings_dict["HOST"] or "this machine"
        self.stdout.write(f"Database: {connection.display_name} {name} on {where}")
        self.stdout.write("It holds: nothing" if is_empty() else f"It holds: {here}")
        self.stdout.write(f"The file: {there}")
        if there.site and there.site != here.site:
            self.stdout.write(f"The file is of another site: {there.site}, not {here.site}.")

    def _save_first(self):
        """What is there goes to a file before it is replaced."""
        now = timezone.now()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        kept = settings.DATA_DIR / f"before-restore-{now:%Y-%m-%dT%H%M%S.%f}.backup"
        backup(kept)
        self.stdout.write(f"What was there is kept in {kept}")
