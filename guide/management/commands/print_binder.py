from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guide.edition.current import NoEdition, find_edition, live_edition
from guide.handout.binder import Contents, binder_sheets, write_pdf, write_zip
from guide.handout.options import COPIES, LANGUAGES, PAPERS, PLACES, TEXTS, Options
from guide.lib.atomic_file import in_place_of

SETS = {"-".join(languages): languages for languages in LANGUAGES}


class Command(BaseCommand):
    help = (
        "Print the sheets of all paths into one file: a ZIP of sheets or, where it ends in "
        ".pdf, one bound PDF."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="binder.zip or binder.pdf")
        parser.add_argument(
            "--language",
            action="append",
            choices=SETS,
            help="en, fr, or both as en-fr; may be repeated",
        )
        parser.add_argument("--text", choices=TEXTS, default=TEXTS[0])
        parser.add_argument("--paper", choices=PAPERS, default=PAPERS[0])
        parser.add_argument(
            "--copy",
            action="append",
            choices=COPIES,
            help="family, nurse, and card: the fever card once; may be repeated",
        )
        parser.add_argument(
            "--region", choices=PLACES, default="", metavar="ON", help="a province or territory"
        )
        parser.add_argument("--ward", default="", help="the code of a ward")
        parser.add_argument(
            "--since", type=int, metavar="N", help="only what reads differently since edition N"
        )

    def handle(self, *, file, language, text, paper, copy, region, ward, since, **options):
        if file.suffix not in (".zip", ".pdf"):
            raise CommandError("The file has to end in .zip or .pdf.")
        try:
            edition = live_edition()
        except NoEdition:
            raise CommandError("Nothing is published yet.") from None
        if ward and ward not in edition.guide("en").wards:
            raise CommandError(f"Edition {edition.number} has no ward “{ward}”.")
        chosen = Options(("en",), paper, text, region=region, ward=ward)
        languages = tuple(SETS[name] for name in language or ["en", "fr"])
        contents = Contents(languages, tuple(copy or COPIES[:1]), self._earlier(since))
        sheets = list(binder_sheets(edition, contents, chosen, settings.SITE_ADDRESS))
        if not sheets:
            self.stdout.write(f"Every sheet of edition {since} still stands: nothing to bind.")
            return
        write = write_pdf if file.suffix == ".pdf" else write_zip
        with in_place_of(file, mode=0o644) as to:
            self._tell(write(sheets, to), len(sheets), options["verbosity"])
        self.stdout.write(f"Wrote {file}: {len(sheets)} sheets of edition {edition.number}.")

    def _earlier(self, number):
        if number is None:
            return None
        try:
            return find_edition(number)
        except NoEdition:
            raise CommandError(f"There is no edition {number}.") from None

    def _tell(self, numbers, total, verbosity):
        """Has all sheets made; on a terminal it says how far it is."""
        for number in numbers:
            if verbosity > 0 and self.stderr.isatty():
                self.stderr.write(f"{number} of {total} sheets", ending="\r")
