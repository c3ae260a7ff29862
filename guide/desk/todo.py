"""A list of the desk: what there is to do, each line a link to where it is done."""

from dataclasses import dataclass, field

from django.urls import reverse

SHOWN = 12


@dataclass(frozen=True)
class Line:
    text: str
    address: str
    detail: str = ""
    can_act: bool = True
    css: str = ""


@dataclass(frozen=True)
class ToDo:
    """One list of the desk. `more`: how many lines are not shown.

    `needs`: who can act on it, and is reminded of it.
    """

    title: str
    lines: list = field(default_factory=list)
    css: str = ""
    needs: str = ""

    @property
    def count(self):
        return len(self.lines)

    @property
    def shown(self):
        return self.lines[:SHOWN]

    @property
    def more(self):
        return max(0, self.count - SHOWN)


def entry_line(row, detail="", page="entry"):
    return Line(
        f"{row.kind}: {row.title}", reverse(f"admin:{page}", args=[row.kind, row.code]), detail
    )
