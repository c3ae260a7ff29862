import logging

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import InternalError, OperationalError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing

log = logging.getLogger("guide.start")
CANNOT_WRITE = (InternalError, OperationalError, MigrationSchemaMissing)
AWAY = (
    "The database does not answer: %s. Families read the last edition that this machine has kept, "
    "and the desk is closed. Once the database is back, restart the service, which migrates it."
)
NOT_MIGRATED = (
    "The database could not be brought up to date: %s. Families read the last edition; the desk "
    "may fail. See manage.py doctor, then restart the service."
)


class Command(BaseCommand):
    help = (
        "What has to be done before the server starts: migrate, where the database answers. Where "
        "it does not, the server starts without, and this says so."
    )

    def handle(self, **options):
        try:
            connection.ensure_connection()
        except OperationalError as problem:
            reason = str(problem).splitlines()[0]
            log.error(AWAY, reason)
            return
        # In silence: what the service writes is JSON from its first line.
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except CANNOT_WRITE as problem:
            # Read-only, full or locked: families can read all the same.
            log.error(NOT_MIGRATED, str(problem).splitlines()[0])
            return
        log.info("The database is as this version wants it.")
