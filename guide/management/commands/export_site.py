from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guide.edition.current import NoEdition
from guide.ops.static_site import Incomplete, Mirror


class Command(BaseCommand):
    help = "Write the whole public site as plain files, for any web server or a USB stick."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--origin",
            default=settings.SITE_ADDRESS,
            help="Where the real site is: https://guide.example.org",
        )

    def handle(self, *, folder, origin, **options):
        try:
            mirror = Mirror(folder, origin)
            count = mirror.write()
        except NoEdition:
            raise CommandError("Nothing has been published yet.") from None
        except (Incomplete, OSError) as problem:
            raise CommandError(f"The mirror is not whole: {problem}") from None
        self.stdout.write(f"Wrote edition {mirror.edition.number} to {folder}: {count} files.")
