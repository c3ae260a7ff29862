from django.core.management.base import CommandError

from guide.links.addresses import addresses
from guide.links.check import NoWayOut, check_links
from guide.models.link_problem import problem_in_words
from guide.publishing.working_copy import read_exactly

from ._job import JobCommand


class Command(JobCommand):
    help = (
        "Visit every web address that the guide names and note whether it works. For a nightly "
        "timer."
    )
    job = "check_links"

    def add_arguments(self, parser):
        parser.add_argument(
            "--seconds", type=float, default=600, help="Stop after this long; the rest waits a day."
        )

    def handle(self, *, seconds, **options):
        try:
            checks = check_links(seconds=seconds)
        except NoWayOut as error:
            raise CommandError(str(error)) from None
        for check in checks:
            if check.outcome != check.Outcome.FINE:
                self.stdout.write(
                    f"{check.outcome}: {check.address} {problem_in_words(check.problem)}"
                )
        failing = sum(check.is_failing() for check in checks)
        late = len(addresses(read_exactly())) - len(checks)
        return f"{len(checks)} links checked, {failing} do not work, {late} not reached in time."
