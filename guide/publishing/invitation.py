"""A review link: signed, expiring, and bound to the exact content of one entry."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core import signing
from django.utils import timezone

from guide.models import BY_KIND, Entry
from guide.roles import APPROVE, may_still

SALT = "guide.review-link"
VALID = timedelta(days=14)


class NoInvitation(LookupError):
    """The link is forged or expired, the text has changed, or who invited may not approve.

    Nobody is told which.
    """


@dataclass(frozen=True)
class Invitation:
    """Who was invited by whom to read which entry, as it stands."""

    entry: Entry
    by: User
    name: str
    until: datetime


def invite(entry: Entry, by: User, name: str = "") -> str:
    """The token of a review link. name: that of who is invited; without it nobody can sign."""
    content = {
        "kind": entry.kind_name(),
        "code": entry.code,
        "digest": entry.digest(),
        "by": by.pk,
        "name": name,
    }
    return signing.dumps(content, salt=SALT)


def open_invitation(token: str, *, lock: bool = False) -> Invitation:
    """The Invitation of a token. Raises NoInvitation.

    lock: the entry stays as it is until the transaction ends.
    """
    try:
        content = signing.loads(token, salt=SALT, max_age=VALID)
    except signing.BadSignature:
        raise NoInvitation from None
    entries = BY_KIND[content["kind"]].objects.with_links()
    if lock:
        entries = entries.locked()
    entry = entries.filter(code=content["code"]).first()
    by = User.objects.filter(pk=content["by"]).first()
    if entry is None or entry.digest() != content["digest"]:
        raise NoInvitation
    if by is None or not may_still(by, APPROVE):
        raise NoInvitation
    return Invitation(entry, by, content["name"], _made_at(token) + VALID)


def _made_at(token: str) -> datetime:
    _content, stamp, _signature = token.rsplit(":", 2)
    return datetime.fromtimestamp(signing.b62_decode(stamp), tz=timezone.get_current_timezone())
