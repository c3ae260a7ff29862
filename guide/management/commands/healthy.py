"""For containers without curl: does the server on this machine answer, and can families read?"""

import os
import urllib.error
import urllib.request

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Ask the server on PORT whether families can read; fails if not."
    requires_system_checks = []

    def handle(self, **options):
        names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
        host = names[0] if names else "localhost"
        address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/ready"
        request = urllib.request.Request(address, headers={"Host": host})
        try:
            with urllib.request.urlopen(request, timeout=2) as answer:  # noqa: S310
                self.stdout.write(answer.read().decode())
        except (urllib.error.URLError, OSError) as problem:
            raise CommandError(f"{address}: {problem}") from None
