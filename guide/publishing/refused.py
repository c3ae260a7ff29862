"""What staff ask for and cannot have."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One sentence to staff.

    kind and code name the entry that is wrong ("" where none exists yet); about: the entry that it
    names and that is not there, where the approval or the withdrawal of that one is the matter.
    path: the answers for which nothing is said, high/one-place; "" where that is not the matter.
    """

    kind: str
    code: str
    message: str
    about: tuple[str, str] = ("", "")
    path: str = ""


class Refused(ValueError):
    """What was asked cannot be done; the message says why, to staff.

    `problems` lists what to mend.
    """

    def __init__(self, message: str, found: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(found)
