"""For containers without curl: does the server on this machine answer, and can families read?"""

import urllib.error
import urllib.request

from django.core.management.base import BaseCommand, CommandError

from guide.ops.own_server import address_of, name_of


class Command(BaseCommand):
    help = "Ask the server on PORT whether families can read; fails if not."
    requires_system_checks = []

    def handle(self, **options):
        address = f"{address_of()}/health/ready"
        request = urllib.request.Request(address, headers={"Host": name_of()})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=2) as answer:  # noqa: S310
                self.stdout.write(answer.read().decode())
        except (urllib.error.URLError, OSError) as problem:
            raise CommandError(f"{address}: {problem}") from None
