from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guide.edition.current import NoEdition, live_edition
from guide.handout.binder import as_pdf, as_zip, binder_sheets
from guide.handout.options import COPIES, LANGUAGES, PAPERS, PLACES, TEXTS, Options

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
        parser.add_argument("--copy", choices=COPIES, default=COPIES[0])
        parser.add_argument(
            "--region", choices=PLACES, default="", metavar="ON", help="a province or territory"
        )
        parser.add_argument("--ward", default="", help="the code of a ward")

    def handle(self, *, file, language, text, paper, copy, region, ward, **options):
        if file.suffix not in (".zip", ".pdf"):
            raise CommandError("The file has to end in .zip or .pdf.")
        try:
            edition = live_edition()
        except NoEdition:
            raise CommandError("Nothing is published yet.") from None
        if ward and ward not in edition.guide("en").wards:
            raise CommandError(f"Edition {edition.number} has no ward “{ward}”.")
        chosen = Options(("en",), paper, text, copy, region=region, ward=ward)
        languages = [SETS[name] for name in language or ["en", "fr"]]
        sheets = list(binder_sheets(edition, languages, chosen, settings.SITE_ADDRESS))
        bind = as_pdf if file.suffix == ".pdf" else as_zip
        file.write_bytes(bind(sheets))
        self.stdout.write(f"Wrote {file}: {len(sheets)} sheets of edition {edition.number}.")
