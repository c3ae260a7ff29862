from pathlib import Path

from django.core.management.base import BaseCommand

from guide.exchange.guide_file import export_guide


class Command(BaseCommand):
    help = "Write the whole working copy as YAML, to a file or to the screen."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *, file, **options):
        text = export_guide()
        if file is None:
            self.stdout.write(text, ending="")
            return
        file.write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {file}.")
