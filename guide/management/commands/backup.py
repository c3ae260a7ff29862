from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from guide.ops.backup import backup

from ._job import JobCommand


class Command(JobCommand):
    help = "Write everything (content, history, accounts) to one file, while everything runs."
    job = "backup"

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            type=Path,
            nargs="?",
            help="Without one: the day of the month in BACKUP_DIR, so that a month is kept.",
        )

    def handle(self, *, file, **options):
        file = file or _of_the_day()
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            digest = backup(file)
        except OSError as problem:
            raise CommandError(
                f"{file} could not be written: {problem.strerror}. Nothing is left of it."
            ) from None
        size = file.stat().st_size
        return f"Wrote {file}, {size} bytes, SHA-256 of the content {digest}."


def _of_the_day():
    return settings.BACKUP_DIR / f"{timezone.localdate():%d}.backup"
