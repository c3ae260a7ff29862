"""Support services to call and to open, the one that nobody checked for longest first."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from guide.labels import RESOURCE_KINDS
from guide.lib.content import Content
from guide.lib.regions import REGIONS
from guide.models import LinkCheck, Resource, ServiceCheck
from guide.publishing.audit import record
from guide.publishing.changes import without_review
from guide.publishing.compile import last_edition
from guide.publishing.service_checks import (
    Checks,
    newest_checks,
    note_checks,
    reach,
    take_back_check,
)
from guide.roles import CHECK_SERVICES

from .page import desk_page, requires

VIEW = "guide.view_resource"
ALL_OF_CANADA = "all"


@dataclass(frozen=True)
class Ways:
    """The ways to reach one service: as families read them, or as they are written now.

    said: which of the two, where they differ. Each of phones and addresses once, though both
    languages name it. checked_on, checked_by: the last check of exactly these ways.
    """

    name: str
    said: str
    phones: list[str]
    addresses: list[str]
    content: Content
    checked_on: date | None
    checked_by: str

    @property
    def is_of_today(self) -> bool:
        return self.checked_on == localdate()


@dataclass(frozen=True)
class Service:
    entry: Resource
    ways: list[Ways]

    @property
    def checked_on(self) -> date:
        """The day by which it takes its place; the first of days where nobody checked it."""
        return self.ways[0].checked_on or date.min


@requires(VIEW)
@require_GET
def services_to_check(request):
    kind = request.GET.get("kind", "")
    region = request.GET.get("region", "")
    services = [one for one in _services() if _is_wanted(one.entry, kind, region)]
    context = {
        "services": sorted(services, key=lambda one: one.checked_on),
        "kinds": RESOURCE_KINDS.items(),
        "regions": REGIONS.items(),
        "kind": kind,
        "region": region,
        "here": request.get_full_path(),
        "may_check": request.user.has_perm(CHECK_SERVICES),
        "mine": _checks_of_today(request.user),
    }
    return desk_page(request, "services.html", _("Services to check by phone"), context)


@requires(CHECK_SERVICES)
@require_POST
def note_services(request):
    """Note as checked today what was ticked, each only where it still says what was tried."""
    wanted = set(request.POST.getlist("check"))
    found = []
    for service in _services():
        for ways in service.ways:
            if ways.name in wanted:
                wanted.discard(ways.name)
                found.append((service.entry, ways.name.partition(":")[2]))
    note_checks(request.user, found)
    if found:
        said = ngettext(
            "%(n)s service is noted as checked today by you. Families see it with the next "
            "edition.",
            "%(n)s services are noted as checked today by you. Families see it with the next "
            "edition.",
            len(found),
        )
        messages.success(request, said % {"n": len(found)})
    for name in sorted(wanted):
        said = _("“%(name)s” was changed while you were calling: look at its number again.")
        messages.warning(request, said % {"name": name.partition(":")[0][:60]})
    if not found and not wanted:
        messages.warning(request, _("Nothing was ticked."))
    return _back(request)


@requires(CHECK_SERVICES)
@require_POST
def take_service_check_back(request):
    """One's own check of today was a slip."""
    code = request.POST.get("code", "")
    own = ServiceCheck.objects.filter(by=request.user, noted_on=localdate())
    for check in own.filter(resource__code=code):
        take_back_check(check, request.user)
        messages.success(request, _("Your check of “%s” is taken back.") % check.resource)
    return _back(request)


@requires("guide.change_linkcheck")
@require_POST
def link_opened(request, pk):
    """A colleague opened this address: it works, though no program may ask it."""
    check = LinkCheck.objects.filter(pk=pk).first()
    if check is None:
        messages.warning(request, _("Nothing names this address any more."))
        return redirect("admin:guide_linkcheck_changelist")
    check.opened_on = localdate()
    check.opened_by = request.user
    check.save(update_fields=["opened_on", "opened_by"])
    record(request.user, "opened", check)
    messages.success(
        request,
        _("Noted: %(address)s works. Nobody is reminded of it for 90 days, unless it changes.")
        % {"address": check.address},
    )
    address = reverse("admin:guide_linkcheck_changelist")
    return redirect(f"{address}?{urlencode({'outcome__exact': LinkCheck.Outcome.FAILING})}")


def _back(request):
    """To the list as it was narrowed."""
    there = request.POST.get("back", "")
    own = reverse("admin:services_to_check")
    is_ours = there.startswith(own) and url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    return redirect(there if is_ours else own)


def _is_wanted(service: Resource, kind: str, region: str) -> bool:
    if kind in RESOURCE_KINDS and service.kind != kind:
        return False
    if region == ALL_OF_CANADA:
        return not service.regions
    return region not in REGIONS or region in service.regions


def _services() -> list[Service]:
    """Every service that families read, or that is being written."""
    last = last_edition()
    published = last.content["entries"].get("resource", {}) if last else {}
    checks = newest_checks()
    found = []
    for entry in Resource.objects.with_links():
        ways = _ways_of(entry, published.get(entry.code), checks)
        if ways:
            found.append(Service(entry, ways))
    return found


def _ways_of(entry: Resource, published: Content | None, checks: Checks) -> list[Ways]:
    """As families read them first; and as they are written now, where that is something else. None
    for a note that there is no such service: there is nobody to call.
    """
    is_note = bool(published and published.get("not_found"))
    read_now = without_review(published) if published and not is_note else None
    written = None if entry.withdrawn or entry.not_found else entry.content()
    differ = bool(read_now and written and reach(read_now) != reach(written))
    found = []
    if read_now:
        said = _("as families read it") if differ else ""
        found.append(_ways(entry.code, read_now, said, checks))
    if written and (differ or not read_now):
        said = _("as it is written now, not with families yet")
        found.append(_ways(entry.code, written, said, checks))
    return found


def _ways(code: str, content: Content, said: str, checks: Checks) -> Ways:
    whole = Resource.whole(content)
    ways = reach(content)
    day = content["checked_on"] or ""
    who = content["checked_by"]
    newest = checks.get((code, ways))
    if newest and newest["on"] >= day:
        day = newest["on"]
        who = newest["by"]
    return Ways(
        name=f"{code}:{ways}",
        said=said,
        phones=_each_once(whole["phone"]),
        addresses=_each_once(whole["address"]),
        content=whole,
        checked_on=date.fromisoformat(day) if day else None,
        checked_by=who,
    )


def _each_once(pair: dict[str, str]) -> list[str]:
    return [text for text in dict.fromkeys(pair.values()) if text]


def _checks_of_today(user) -> set[str]:
    """The codes of the services that this person checked today."""
    noted = ServiceCheck.objects.filter(by=user, noted_on=localdate())
    return set(noted.values_list("resource__code", flat=True))
