"""What the commands have in common that a timer calls."""

from django.core.management.base import BaseCommand

from guide.ops.jobs import remembered


class JobCommand(BaseCommand):
    """How each run went is kept under `job`, and mailed where it failed.

    handle() returns what is to be kept of a run that went well; Django prints it.
    """

    job = ""

    def execute(self, *args, **options):
        with remembered(self.job) as run:
            said = super().execute(*args, **options)
            run.outcome = said or ""
        return said
