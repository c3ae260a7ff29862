"""A list of the desk: what there is to do, each line a link to where it is done."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from guide.models.names import kind_in_words

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
    said = _("%(kind)s: %(title)s") % {"kind": kind_in_words(row.kind), "title": row.title}
    return Line(said, reverse(f"admin:{page}", args=[row.kind, row.code]), detail)
