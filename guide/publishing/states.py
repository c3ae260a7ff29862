"""How far an entry has come on its way to families."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from guide.models import Entry

if TYPE_CHECKING:
    from .working_copy import Row

STATES = {
    "new": _("not approved"),
    "edited": _("edited since approval"),
    "approved": _("approved"),
    "starter": _("starter text, reviewed by nobody"),
    "withdrawn": _("withdrawn"),
    "objected": _("needs changes"),
}
WAITING = ("new", "edited", "objected")


def state_of(entry: "Entry | Row", digest: str = "") -> str:
    """The code of an entry's state, a key of STATES. digest: that of its content, where it is known
    already.
    """
    if entry.objected:
        return "objected"
    if not entry.approved_digest:
        return "new"
    if entry.approved_digest != (digest or _digest_of(entry)):
        return "edited"
    if entry.withdrawn:
        return "withdrawn"
    return "approved" if entry.reviewer_name else "starter"


def _digest_of(entry: "Entry | Row") -> str:
    return entry.digest() if isinstance(entry, Entry) else entry.digest
