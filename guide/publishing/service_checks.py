"""Checks of support services: what stands beside the signed words and needs no signature.

A check says that on this day the ways to reach a service were right. It changes no word, so that no
word goes out by it; and it is kept of exactly the ways that were tried, so that it never vouches
for others.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.timezone import localdate

from guide.lib.content import Content, Entries, GuideContent
from guide.models import Resource, ServiceCheck, content_digest
from guide.models.entry import LONGEST_REVIEWER
from guide.roles import name_of

from .audit import record

# What somebody who calls or opens a service sees to be right.
WAYS = ("phone", "text_line", "email", "address", "how_to", "hours")
# {(code, reach): {"by": name, "on": 2026-01-31}}
Checks = Mapping[tuple[str, str], dict[str, str]]


def reach(content: Content) -> str:
    """The digest of the ways to reach a service, as its content has them."""
    whole = Resource.whole(content)
    return content_digest([whole[name] for name in WAYS])


def newest_checks() -> Checks:
    """The last check of each service, for each of the ways that it was ever reached by."""
    rows = ServiceCheck.objects.values_list(
        "resource__code", "reach", "checked_by", "checked_on"
    ).order_by("checked_on", "pk")
    return {(code, ways): {"by": by, "on": day.isoformat()} for code, ways, by, day in rows}


def with_checks(content: GuideContent) -> GuideContent:
    """The same content, where each service has beside it the newest check of its ways: "checked",
    {"by", "on"}. Where that is no newer than what is signed, nothing stands there.
    """
    services = content["entries"].get("resource")
    if not services:
        return content
    checks = newest_checks()
    checked = {code: _with_check(code, service, checks) for code, service in services.items()}
    entries: Entries = {**content["entries"], "resource": checked}
    return {"format": content["format"], "entries": entries}


def _with_check(code: str, service: Content, checks: Checks) -> Content:
    alone = without_check(service)
    newest = checks.get((code, reach(alone)))
    if newest is None or newest["on"] <= (service["checked_on"] or ""):
        return alone
    return alone | {"checked": newest}


def without_check(service: Content) -> Content:
    """A content as an edition has it, without the check beside it."""
    return {name: value for name, value in service.items() if name != "checked"}


def words_digest(content: GuideContent) -> str:
    """The digest of what has to be looked at before it goes out: checks of services aside."""
    services = content["entries"].get("resource", {})
    alone = {code: without_check(service) for code, service in services.items()}
    return content_digest({**content, "entries": {**content["entries"], "resource": alone}})


def differing_checks(old: GuideContent, new: GuideContent) -> list[str]:
    """The codes of the services that are in both contents with another check."""
    before: Mapping[str, Any] = old["entries"].get("resource", {})
    found = []
    for code, service in new["entries"].get("resource", {}).items():
        if code in before and before[code].get("checked") != service.get("checked"):
            found.append(code)
    return found


def note_checks(by: User, services: Iterable[tuple[Resource, str]]) -> None:
    """`by` found these ways right today. services: (entry, reach)."""
    for service, ways in services:
        name = name_of(by)[:LONGEST_REVIEWER]
        _check, is_new = ServiceCheck.objects.get_or_create(
            resource=service,
            reach=ways,
            checked_on=localdate(),
            by=by,
            defaults={"checked_by": name},
        )
        if is_new:
            record(by, "checked", service)


def take_back_check(check: ServiceCheck, by: User) -> None:
    """It was a slip: the check is gone, and the next edition says the one before."""
    record(by, "took-check-back", check.resource, day=check.checked_on.isoformat())
    check.delete()
