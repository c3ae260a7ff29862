"""Keep on this phone: what a phone needs to hold all public pages of one language, and to let go of
them again.
"""

import hashlib
from weakref import WeakKeyDictionary

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from guide.page.addresses import all_addresses
from guide.page.styles import PAPER, style_text

from .common import in_language, not_indexed, only_reads, reads_edition, render_page

SCRIPTS = ("every_page", "errors", "keep")
STATIC = (*(f"js/{name}.js" for name in SCRIPTS), PAPER, "img/mark.svg")
WORKER = settings.BASE_DIR / "static" / "js" / "worker.js"
_sizes = WeakKeyDictionary()


@reads_edition
def keep_page(request, edition):
    context = {"scope": reverse("guide:home"), "prefix": f"guide{reverse('guide:home')}"}
    return render_page(request, edition, "guide/keep.html", context)


@not_indexed
@reads_edition
def offline_page(request, edition):
    """What the phone shows in place of a page that it does not hold."""
    return render_page(request, edition, "guide/offline.html")


@reads_edition
def pages_to_keep(request, edition):
    """Every address to hold, how much that is, and a version that changes with anything a reader
    would see.
    """
    guide = in_language(edition)
    further = ("keep", "offline", "our_list")
    pages = [*all_addresses(guide), *(reverse(f"guide:{name}") for name in further)]
    assets = [static(name) for name in STATIC]
    seen = "".join((guide.digest, style_text(), *pages, *assets))
    return JsonResponse(
        {
            "edition": guide.number,
            "language": guide.language,
            "version": hashlib.sha256(seen.encode()).hexdigest()[:16],
            "size": _size(edition, guide, pages, request),
            "pages": pages,
            "assets": assets,
            "questions": reverse("guide:first_question"),
            "offline": reverse("guide:offline"),
            "words": {
                "notice": _("No network: this is the copy that this phone kept on {day} ({age})."),
                "others": " ".join(
                    (
                        _("No network. Other pages open from the copy that this phone keeps."),
                        _("Search, the PDF summary and feedback need a network."),
                    )
                ),
                "back": _("The network is back. This page is still the copy that this phone kept."),
                "newest": _("Open the newest page"),
            },
        }
    )


@never_cache
@only_reads
def service_worker(request):
    """The service worker, at an address from which it may look after all pages of its language and
    no others.
    """
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@reads_edition
def manifest(request, edition):
    icons = [{"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}]
    for size in (192, 512):
        file = static(f"img/icon-{size}.png")
        icons.append({"src": file, "sizes": f"{size}x{size}", "type": "image/png"})
    data = {
        "name": _("When neuroblastoma comes back"),
        "short_name": _("Our guide"),
        "lang": get_language(),
        "start_url": reverse("guide:home"),
        "scope": reverse("guide:home"),
        "display": "minimal-ui",
        "background_color": "#fcfaf6",
        "theme_color": "#fcfaf6",
        "icons": icons,
    }
    return JsonResponse(data, content_type="application/manifest+json")


def _size(edition, guide, pages, request):
    """Bytes of all pages as a phone stores them; worked out once for a Guide."""
    if guide not in _sizes:
        _sizes[guide] = sum(len(_read(edition, address, request).content) for address in pages)
    return _sizes[guide]


def _read(edition, address, like):
    """The page at this address as whoever sent the request `like` would get it."""
    request = HttpRequest()
    request.edition = edition
    request.method = "GET"
    request.path = address
    request.path_info = address
    for name in ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST"):
        if name in like.META:
            request.META[name] = like.META[name]
    match = resolve(address)
    request.resolver_match = match
    return match.func(request, *match.args, **match.kwargs)
