from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guide.edition.current import NoEdition, live_edition
from guide.readability.levels import AIMS, average, levels


class Command(BaseCommand):
    help = (
        "Print how hard each section and treatment of the newest edition is to read, as a "
        "Markdown table."
    )

    def handle(self, **options):
        try:
            entries = live_edition().content["entries"]
        except NoEdition:
            raise CommandError("Nothing has been published yet. Run load_starter first.") from None
        for language, name in settings.LANGUAGES:
            found = levels(entries, language)
            self.stdout.write(f"\n{name} (aim: {AIMS[language]})\n\n")
            self.stdout.write(
                "| text | words | measure | medical names counted too |\n|---|---|---|---|"
            )
            for level in found:
                row = (
                    f"| {level.kind} `{level.code}` | {level.words} | {level.grade:.1f} | "
                    f"{level.strict:.1f} |"
                )
                self.stdout.write(row)
            self.stdout.write(f"| **average** | | **{average(found):.1f}** | |")
