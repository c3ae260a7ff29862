"""The one shape of public views: a safe method, the edition that is read, a page in the reader's
language.
"""

from functools import wraps
from itertools import count

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.cache import patch_cache_control
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from guide.edition.current import NoEdition, live_edition
from guide.edition.edition import LoadedEdition
from guide.edition.guide import Guide
from guide.edition.path import NotAPath

from .pasted import meant

# While the site cannot be reached, a cache may go on showing a page of the last week.
STALE_IF_ERROR = 7 * 24 * 60 * 60


def only_reads(view):
    """GET and HEAD.

    Whoever sends something hears that this is the wrong way (405), not that a form has expired.
    """
    return csrf_exempt(require_safe(view))


def reads_edition(view):
    """view(request, edition, …) → a view of the live edition, or of a preview's, that only
    reads.
    """
    return only_reads(publicly_cached(with_edition(view)))


def publicly_cached(view):
    """Say that a page is a function of edition and address alone, so that every cache may keep it
    for a while.

    So is the way on after an answer. A preview is not, nor is a page that says what went wrong.
    """

    @wraps(view)
    def public(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code in (200, 302) and not hasattr(request, "edition"):
            may_be_kept(response, settings.PAGE_SECONDS)
        return response

    return public


def may_be_kept(response, seconds):
    """By every cache, for so long, and for a week while the site cannot be reached."""
    patch_cache_control(
        response,
        public=True,
        max_age=seconds,
        stale_while_revalidate=seconds,
        stale_if_error=STALE_IF_ERROR if seconds else 0,
    )


def not_indexed(view):
    """Search engines leave it out: what is old, and what only whoever asked for it needs."""

    @wraps(view)
    def unlisted(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return unlisted


def with_edition(view):
    """The same for any method."""

    @wraps(view)
    def reader(request, *args, **kwargs):
        try:
            edition = getattr(request, "edition", None) or live_edition()
        except NoEdition:
            context = furniture(request) | {"is_lost": True}
            return render(request, "guide/not_published.html", context, status=503)
        try:
            return view(request, edition, *args, **kwargs)
        except NotAPath as problem:
            context = {"reason": problem.reason, "code": problem.code}
            return render_page(request, edition, "guide/not_a_path.html", context, status=404)

    return reader


def in_language(edition: LoadedEdition) -> Guide:
    """The edition's Guide in the language of the page that is being made."""
    return edition.guide(get_language())


def render_page(request, edition, template, context=None, *, status=200):
    """Render a page for families.

    context["starter"] says whether anything on it is still unreviewed.
    """
    guide = in_language(edition)
    starter = any(
        entry.reviewed is None for entry in (*guide.sections.values(), *guide.treatments.values())
    )
    everywhere = {
        "guide": guide,
        "starter": starter,
        "is_lost": status >= 400,
        "numbers": count(1),
        "meant": meant(request.path_info, guide) if status == 404 else "",
        "helpline": helpline_of(guide),
        "to_talk_to": to_talk_to(guide),
        "urgent": [section for section in guide.sections.values() if section.kind == "urgent"],
    }
    everything = everywhere | furniture(request) | (context or {})
    return render(request, template, everything, status=status)


def helpline_of(guide):
    """The organisation's own helpline once it is filled in; until then, the first published one."""
    organisation = guide.organisation
    if organisation.filled_in and organisation.helpline:
        return {
            "name": organisation.name,
            "phone": organisation.helpline,
            "lines": [organisation.helpline_hours],
        }
    for resource in guide.resources.values():
        if resource.kind == "helpline" and resource.phone:
            return {
                "name": resource.name,
                "phone": resource.phone,
                "lines": [resource.offers, resource.hours, resource.how_to],
                "resource": resource,
            }
    return None


def to_talk_to(guide):
    """The services for the whole country that somebody can call or write to day and night."""
    return [
        resource
        for resource in guide.resources.values()
        if resource.kind == "crisis" and resource.phone and not resource.regions
    ]


def furniture(request):
    """What every page has: its language, the same page in the other one, and its address for search
    engines.
    """
    here = get_language()
    others = [language for language in settings.LANGUAGES if language[0] != here]
    other_code, other_name = others[0]
    path = escape_leading_slashes(request.path)
    absolute = {}
    for language, _name in settings.LANGUAGES:
        absolute[language] = on_site(request, translate_url(path, language))
    return {
        "LANGUAGE_CODE": here,
        "other_language": {
            "code": other_code,
            "name": other_name,
            "url": _same_page(request, other_code),
        },
        "alternates": [*absolute.items(), ("x-default", absolute[settings.LANGUAGE_CODE])],
        "site": on_site(request, ""),
        "canonical": absolute[here],
        "is_mirror": getattr(request, "is_mirror", False),
    }


def on_site(request: HttpRequest, path: str) -> str:
    """The whole address of a path: on the site itself, whatever name it was asked by, or on the
    mirror's origin.
    """
    return getattr(request, "origin", settings.SITE_ADDRESS).rstrip("/") + path


def address_asked(request: HttpRequest) -> str:
    """The address that was asked for, query and all, as a link: // would name another site."""
    return escape_leading_slashes(request.get_full_path())


def _same_page(request, language):
    """This page in the other language; that language's first page where this is no page at all."""
    here = address_asked(request)
    there = translate_url(here, language)
    if there != here:
        return there
    with override(language):
        return reverse("guide:home")
