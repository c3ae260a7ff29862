import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand

from guide.ops.doctor import BAD, examine


class Command(BaseCommand):
    help = (
        "Say on one screen how this installation is, and what to do where it is not well. Fails "
        "where something is bad."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="The same for a program.")

    def handle(self, **options):
        found = examine()
        is_well = all(finding.level != BAD for _about, finding in found)
        if options["json"]:
            findings = [{"about": about} | asdict(finding) for about, finding in found]
            self.stdout.write(json.dumps({"well": is_well, "findings": findings}, indent=1))
        else:
            self._show(found)
        if not is_well:
            sys.exit(1)

    def _show(self, found):
        before = ""
        for about, finding in found:
            name = "" if about == before else about
            before = about
            self.stdout.write(f"{finding.level:<5} {name:<9} {finding.what}")
            if finding.do:
                self.stdout.write(f"{'':<15} → {finding.do}")
