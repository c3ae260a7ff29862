"""A review link: signed, expiring, and bound to the exact content of one entry or to some pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.utils import timezone

from guide.models import BY_KIND, Entry
from guide.roles import APPROVE, may_still, name_of

SALT = "guide.review-link"
PAGES_SALT = "guide.review-link-of-pages"
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


@dataclass(frozen=True)
class PagesInvitation:
    """Who was invited by whom to read and sign these pages, as they stand when they are read.

    pages: names of public pages.
    """

    pages: tuple[str, ...]
    by: User
    name: str
    until: datetime

    @property
    def sender(self) -> str:
        return name_of(self.by)


def invite_to_pages(pages: Iterable[str], by: User, name: str) -> str:
    """The token of a review link for several public pages, by their names. name: that of who is
    invited.
    """
    content = {"pages": list(pages), "by": by.pk, "name": name}
    return signing.dumps(content, salt=PAGES_SALT, compress=True)


def open_pages_invitation(token: str) -> PagesInvitation:
    """The PagesInvitation of a token. Raises NoInvitation."""
    content = _content(token, PAGES_SALT)
    by = _inviter(content["by"])
    return PagesInvitation(tuple(content["pages"]), by, content["name"], _made_at(token) + VALID)


def open_invitation(token: str, *, lock: bool = False) -> Invitation:
    """The Invitation of a token. Raises NoInvitation.

    lock: the entry stays as it is until the transaction ends.
    """
    content = _content(token, SALT)
    entries = BY_KIND[content["kind"]].objects.with_links()
    if lock:
        entries = entries.locked()
    entry = entries.filter(code=content["code"]).first()
    if entry is None or entry.digest() != content["digest"]:
        raise NoInvitation
    by = _inviter(content["by"])
    return Invitation(entry, by, content["name"], _made_at(token) + VALID)


def _content(token: str, salt: str) -> dict[str, Any]:
    try:
        content: dict[str, Any] = signing.loads(token, salt=salt, max_age=VALID)
    except signing.BadSignature:
        raise NoInvitation from None
    return content


def _inviter(pk: int) -> User:
    """Whoever sent a link; it ends with what this colleague may do."""
    by = User.objects.filter(pk=pk).first()
    if by is None or not may_still(by, APPROVE):
        raise NoInvitation
    return by


def _made_at(token: str) -> datetime:
    _content, stamp, _signature = token.rsplit(":", 2)
    return datetime.fromtimestamp(signing.b62_decode(stamp), tz=timezone.get_current_timezone())
