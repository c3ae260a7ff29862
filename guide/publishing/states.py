"""How far an entry has come on its way to families."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "new": "not approved",
    "edited": "edited since approval",
    "approved": "approved",
    "starter": "starter text, reviewed by nobody",
    "withdrawn": "withdrawn",
    "objected": _("needs changes"),
}
WAITING = ("new", "edited", "objected")


def state_of(entry, digest=None):
    """The code of an entry's state; digest: that of its content where it is known already."""
    if entry.objected:
        return "objected"
    if entry.approved_digest != (digest or entry.digest()):
        return "edited" if entry.approved_digest else "new"
    if entry.withdrawn:
        return "withdrawn"
    return "approved" if entry.reviewer_name else "starter"
