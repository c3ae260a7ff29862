"""What staff ask for and cannot have."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One sentence to staff.

    kind and code name the entry where it is mended ("" where none exists yet).
    """

    kind: str
    code: str
    message: str


class Refused(ValueError):
    """What was asked cannot be done; the message says why, to staff.

    `problems` lists what to mend.
    """

    def __init__(self, message: str, found: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(found)
