"""What can be wrong with what somebody asks to be printed, or reads from paper."""

from collections.abc import Iterable


class BadOption(ValueError):
    """A value that cannot be chosen. `name` is the option; `allowed` what can be asked; `reason` is
    unknown, ward (not one of this edition's), or says what does not go together: support (a region
    without the list of support), whole (the whole text in two languages at once, which would weigh
    more than a sheet may)."""

    def __init__(
        self, name: str, value: str, allowed: Iterable[str] = (), reason: str = "unknown"
    ) -> None:
        super().__init__(f"{name}: {value}")
        self.name = name
        self.value = value
        self.allowed = tuple(allowed)
        self.reason = reason


class BadCode(ValueError):
    """Not a code that any handout bears.

    `reason` is empty, letters, check or unknown; future: a newer program printed it; lost: its
    edition is not there any more; later: it cannot be said now.
    """

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(f"{reason}: {code}")
        self.reason = reason
        self.code = code


class Refused(Exception):
    """The compiler does not set a sheet as it stands, since some of its words would be lost (see
    `v1.fitting`)."""
