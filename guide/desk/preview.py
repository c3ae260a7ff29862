"""Preview: the family's own pages over content that is not published, or not any more."""

import copy
import threading
from urllib.parse import urlencode

from cachetools import LRUCache, cached
from cachetools.keys import hashkey
from django.conf import settings
from django.core.validators import slug_re
from django.db.models import Max
from django.http import Http404
from django.urls import Resolver404, get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from guide.edition.current import NoEdition, find_edition
from guide.edition.edition import LoadedEdition
from guide.edition.guide import Guide
from guide.lib.numbers import whole_number
from guide.models import Edition, content_digest
from guide.publishing.compile import NOTHING, compile_next, compile_working_copy, last_edition
from guide.publishing.working_copy import read_quickly
from guide.roles import READ

from .page import desk_page, requires

FOR_PHONES = ("keep_json", "worker")  # no phone keeps what is not published


def draft_edition(content: dict, newest: int | None = None) -> LoadedEdition:
    """Content as the edition that it would be. Raises Http404 where it is not enough for a page.

    newest: the number of the newest edition (0 for none), where it is known already. The last few
    are remembered: one page of the desk asks several times for the same.
    """
    if newest is None:
        newest = Edition.objects.aggregate(newest=Max("number"))["newest"] or 0
    return _load_draft(content, newest + 1, timezone.localdate())


def _key_of_draft(content, number, day):
    return hashkey(content_digest(content), number, day)


@cached(LRUCache(maxsize=4), key=_key_of_draft, lock=threading.Lock())
def _load_draft(content, number, _day):
    edition = LoadedEdition(number, "", timezone.now(), {}, content, history=(), is_draft=True)
    try:
        edition.guide(settings.LANGUAGE_CODE)
    except KeyError:
        raise Http404(
            _("There is no organisation entry yet, so there is no page to show.")
        ) from None
    return edition


def draft_guide(content: dict, language: str, newest: int | None = None) -> Guide:
    """Content as a Guide of this language. Raises Http404 where it is not enough for a page."""
    return draft_edition(content, newest).guide(language)


@requires(READ)
@require_safe
@xframe_options_sameorigin
def preview(request, which, address):
    """/admin/preview/working/en/guide/high/ shows /en/guide/high/ as the working copy has it."""
    language = language_of(address)
    edition = edition_named(which)
    with translation.override(language):
        return family_page(request, edition, f"/{address}", _prefix(which))


def family_page(request, edition, address, prefix):
    """The page that families would get at this address if `edition` were live; its links stay under
    `prefix`.
    """
    match = match_of(address)
    inner = copy.copy(request)
    inner.path = inner.path_info = address
    inner.edition = edition
    outside = get_script_prefix()
    # Every address that the page makes stays in the preview.
    set_script_prefix(prefix)
    try:
        response = match.func(inner, *match.args, **match.kwargs)
    finally:
        set_script_prefix(outside)
    response["X-Robots-Tag"] = "noindex"
    return response


@requires(READ)
@require_safe
def preview_frame(request, which, address):
    """A preview in a frame as narrow as a phone, at full width, or as a handout."""
    sizes = {"phone": 360, "tablet": 768, "wide": 1200}
    names = {"phone": _("Phone"), "tablet": _("Tablet"), "wide": _("Wide")}
    size = request.GET.get("size", "phone")
    context = {
        "which": which,
        "address": address,
        "size": size,
        "sizes": [(size, names[size], pixels) for size, pixels in sizes.items()],
        "width": sizes.get(size, 360),
        "frame": reverse("admin:preview", args=[which, address]),
        "handout": _handout(which, address),
        "back": _way_back(request.GET.get("back", "")),
        "old": _older(which),
        "query": urlencode({"back": request.GET["back"]}) if "back" in request.GET else "",
    }
    return desk_page(request, "preview_frame.html", _("Preview"), context)


def _older(which):
    """(number, that of the newest) where an older edition is looked at; None otherwise."""
    number = _edition_number(which)
    newest = Edition.objects.aggregate(newest=Max("number"))["newest"]
    return (number, newest) if number and newest and number < newest else None


def _way_back(entry):
    """The address of the entry that was saved before this preview: section/high-mibg."""
    kind, _slash, code = entry.partition("/")
    if slug_re.match(kind) and slug_re.match(code):
        return reverse("admin:entry", args=[kind, code])
    return ""


def _handout(which, address):
    """The address of the handout of this page; empty where the page is no result."""
    with translation.override(language_of(address)):
        match = match_of(f"/{address}")
        if match.url_name != "path":
            return ""
        return _prefix(which) + reverse("guide:summary", args=[match.kwargs["address"]]).lstrip("/")


def language_of(address: str) -> str:
    """The language of a page such as en/guide/high/. Raises Http404."""
    language = address.partition("/")[0]
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


def match_of(address):
    """The view of families at this address. Raises Http404 for anything else."""
    try:
        match = resolve(address)
    except Resolver404:
        raise Http404 from None
    if match.namespace != "guide" or match.url_name in FOR_PHONES:
        raise Http404
    return match


def _prefix(which):
    return reverse("admin:preview", args=[which, "x"]).removesuffix("x")


def _edition_number(which):
    """12 of edition-12; None of anything else."""
    return whole_number(which.removeprefix("edition-"))


def edition_named(which: str) -> LoadedEdition:
    """The edition named in an address: edition-12 as it was published, or a draft.

    Raises Http404.
    """
    number = _edition_number(which)
    if number is None:
        return draft_edition(content_of(which))
    try:
        return find_edition(number)
    except NoEdition:
        raise Http404 from None


def content_of(which: str) -> dict:
    """The content named in an address: working, next, edition-12, or nothing. Raises Http404."""
    if which == "nothing":
        return NOTHING
    if which == "working":
        return compile_working_copy(read_quickly())
    if which == "next":
        return compile_next(last_edition(), read_quickly())
    edition = Edition.objects.filter(number=_edition_number(which)).first()
    if edition is None:
        raise Http404
    return edition.content
