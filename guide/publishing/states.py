"""How far an entry has come on its way to families."""

from django.utils.translation import gettext_lazy as _

from guide.models import Entry

STATES = {
    "new": _("not approved"),
    "edited": _("edited since approval"),
    "approved": _("approved"),
    "starter": _("starter text, reviewed by nobody"),
    "withdrawn": _("withdrawn"),
    "objected": _("needs changes"),
}
WAITING = ("new", "edited", "objected")


def state_of(entry: Entry) -> str:
    """The code of an entry's state, a key of STATES."""
    return state_by(
        digest=entry.digest(),
        approved_digest=entry.approved_digest,
        reviewer_name=entry.reviewer_name,
        objected=entry.objected,
        withdrawn=entry.withdrawn,
    )


def state_by(
    *, digest: str, approved_digest: str, reviewer_name: str, objected: bool, withdrawn: bool
) -> str:
    """The same of an entry with these facts. digest: that of its content."""
    if objected:
        return "objected"
    if not approved_digest:
        return "new"
    if approved_digest != digest:
        return "edited"
    if withdrawn:
        return "withdrawn"
    return "approved" if reviewer_name else "starter"
