from django.core.management.base import BaseCommand, CommandError

from guide.exchange.guide_file import import_guide
from guide.publishing.refused import Refused

from ._exchange import ImportCommand, told


class Command(ImportCommand, BaseCommand):
    help = (
        "Write the entries of a file made by export_guide into the working copy. Approves "
        "nothing. All or nothing."
    )

    def handle(self, *, file, by, dry_run, **options):
        try:
            report = import_guide(self.read(file), by=self.person(by), dry_run=dry_run)
        except Refused as refused:
            raise CommandError(told(refused)) from None
        for word in ("new", "changed", "not_in_file"):
            for kind, code in getattr(report, word):
                self.stdout.write(f"{word.replace('_', ' ')}: {kind} {code}")
        for kind, code, said in report.taken_out:
            self.stdout.write(f"{kind} {code}: {said}")
        would = " This was a trial: nothing was written." if dry_run else ""
        self.stdout.write(
            f"{len(report.new)} new, {len(report.changed)} changed, "
            f"{len(report.same)} as they were, "
            f"{len(report.not_in_file)} not in the file and left alone.{would}"
        )
