"""What the doctor says of one thing: how it is, and what to do where it is not well."""

from dataclasses import dataclass

FINE = "fine"
# Nothing is broken, but somebody should know.
LOOK = "look"
BAD = "BAD"


@dataclass(frozen=True)
class Finding:
    """level: FINE, LOOK or BAD. do: empty where it is fine."""

    level: str
    what: str
    do: str = ""


def fine(what: str) -> Finding:
    return Finding(FINE, what)


def look(what: str, do: str) -> Finding:
    return Finding(LOOK, what, do)


def bad(what: str, do: str) -> Finding:
    return Finding(BAD, what, do)
