"""A review link: signed, expiring, and bound to the exact content of one entry."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils import timezone

from guide.models import BY_KIND, Entry
from guide.roles import APPROVE, may_still

SALT = "guide.review-link"
VALID = timezone.timedelta(days=14)


class NoInvitation(LookupError):
    """The link is forged or expired, the text has changed, or who invited may not approve.

    Nobody is told which.
    """


@dataclass(frozen=True)
class Invitation:
    """Who was invited by whom to read which entry, as it stands."""

    entry: Entry
    by: object
    name: str
    until: object


def invite(entry, by, name=""):
    """The token of a review link."""
    content = {
        "kind": entry.kind_name(),
        "code": entry.code,
        "digest": entry.digest(),
        "by": by.pk,
        "name": name,
    }
    return signing.dumps(content, salt=SALT)


def open_invitation(token, *, lock=False):
    """The Invitation of a token. Raises NoInvitation.

    lock: the entry stays as it is until the transaction ends.
    """
    try:
        content = signing.loads(token, salt=SALT, max_age=VALID)
    except signing.BadSignature:
        raise NoInvitation from None
    entries = BY_KIND[content["kind"]].objects.with_links()
    entry = (entries.held() if lock else entries).filter(code=content["code"]).first()
    by = get_user_model().objects.filter(pk=content["by"]).first()
    if (
        entry is None
        or by is None
        or not may_still(by, APPROVE)
        or entry.digest() != content["digest"]
    ):
        raise NoInvitation
    return Invitation(entry, by, content["name"], _made_at(token) + VALID)


def _made_at(token):
    stamp = token.rsplit(":", 2)[1]
    return datetime.fromtimestamp(signing.b62_decode(stamp), tz=timezone.get_current_timezone())
