from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from guide.ops.backup import backup


class Command(BaseCommand):
    help = "Write everything (content, history, accounts) to one file, while everything runs."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            digest = backup(file)
        except OSError as problem:
            raise CommandError(
                f"{file} could not be written: {problem.strerror}. Nothing is left of it."
            ) from None
        self.stdout.write(
            f"Wrote {file}, {file.stat().st_size} bytes, SHA-256 of the content {digest}."
        )
