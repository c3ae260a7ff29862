"""What staff ask for and cannot have."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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

    def __init__(self, message: "StrOrPromise", found: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(found)


def said_of(where: str, said: str) -> str:
    """A sentence about one place of a file: "section outlook: this code cannot be used"."""
    return _("%(where)s: %(said)s") % {"where": where, "said": said}
