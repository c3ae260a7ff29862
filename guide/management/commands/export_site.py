from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from guide.edition.current import NoEdition
from guide.ops.static_site import Incomplete, Mirror

from ._job import JobCommand


class Command(JobCommand):
    help = "Write the whole public site as plain files, for any web server or a USB stick."
    job = "export_site"

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            type=Path,
            nargs="?",
            help="Without one: MIRROR_DIR, if that does not hold this edition since today.",
        )
        parser.add_argument(
            "--origin",
            default=settings.SITE_ADDRESS,
            help="Where the real site is: https://guide.example.org",
        )

    def handle(self, *, folder, origin, **options):
        by_the_clock = folder is None
        folder = folder or settings.MIRROR_DIR
        try:
            mirror = Mirror(folder, origin)
            if by_the_clock and mirror.is_of_today():
                return f"Edition {mirror.edition.number} stands in {folder} already."
            count = mirror.write()
        except NoEdition:
            raise CommandError("Nothing has been published yet.") from None
        except (Incomplete, OSError) as problem:
            raise CommandError(f"The mirror is not whole: {problem}") from None
        return f"Wrote edition {mirror.edition.number} to {folder}: {count} files."
