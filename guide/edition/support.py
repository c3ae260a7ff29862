"""Support services as a page tells them: who serves near a family, and how they were checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .guide import Guide, Resource


@dataclass(frozen=True)
class Checks:
    """How many `of` these services our staff checked, and the first and last day; None for none."""

    checked: int
    of: int
    first: date | None
    last: date | None


def checks_of(resources: Iterable[Resource]) -> Checks:
    found = list(resources)
    days = [resource.checked_on for resource in found if resource.checked_on]
    return Checks(
        len(days), len(found), first=min(days, default=None), last=max(days, default=None)
    )


def near(guide: Guide, region: str) -> list[Resource]:
    """The services of this province or territory alone, not those of the whole country."""
    found = []
    for resource in guide.resources.values():
        if region in resource.regions and not resource.is_shown_only_where_chosen:
            found.append(resource)
    return found


def not_found_in(guide: Guide, region: str) -> list[Resource]:
    """The notes on services that this province or territory does not have."""
    return [note for note in guide.not_found.values() if region in note.regions]
