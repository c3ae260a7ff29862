"""What the commands that import and export have in common."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError


def told(refused):
    """Why something was refused, a line for each problem."""
    reasons = [problem.message for problem in refused.problems]
    return "\n".join([str(refused), *reasons])


class ImportCommand:
    """A file, a person in whose name it is imported, and a trial run."""

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help="Who edits: this person then cannot approve what was changed.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would happen, and write nothing."
        )

    def person(self, username):
        user = get_user_model().objects.filter(username=username).first()
        if username and not user:
            raise CommandError(f"There is no account called {username}.")
        return user

    def read(self, file):
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
