"""Pages for machines: search engines, feed readers, and whoever wants to check an edition."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from guide.edition.current import NoEdition, live_edition, summary_of, text_of
from guide.lib.characters import REFUSED_BY_FILES
from guide.page.addresses import pages_of

from .common import in_language, may_be_kept, on_site, only_reads, publicly_cached, reads_edition

# An edition never changes.
A_DAY = 24 * 60 * 60


class Pages(Sitemap):
    """Every public page of an edition in every language, each naming its sisters."""

    i18n = alternates = True

    def __init__(self, edition, origin):
        self.edition = edition
        self.origin = urlsplit(origin)

    def get_protocol(self, protocol=None):
        return self.origin.scheme

    def get_domain(self, site=None):
        return self.origin.netloc

    def items(self):
        return list(pages_of(self.edition.guide("en")))

    def location(self, page):
        name, arguments = page
        return reverse(f"guide:{name}", args=arguments)

    def lastmod(self, page):
        return self.edition.published

    def get_urls(self, page=1, site=None, protocol=None):
        """As pages do, name the English page for whoever reads neither language.

        Django itself would name an address without a language.
        """
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            sisters = {sister["lang_code"]: sister for sister in url["alternates"]}
            english = sisters[settings.LANGUAGE_CODE]
            url["alternates"].append(english | {"lang_code": "x-default"})
        return urls


@only_reads
@publicly_cached
def sitemap(request):
    try:
        return render_sitemap(request, {"pages": Pages(live_edition(), on_site(request, ""))})
    except NoEdition:
        raise Http404 from None


@only_reads
@publicly_cached
def icon(request):
    """Where programs look that read no page."""
    return redirect(static("img/icon-192.png"))


@only_reads
@publicly_cached
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /infobutton",
        f"Sitemap: {on_site(request, reverse('machine:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@reads_edition
def feed(request, edition):
    """Atom: one entry an edition, the newest first, with its note for readers."""
    guide = in_language(edition)
    here = on_site(request, request.path)
    author = _("When neuroblastoma comes back")
    if guide.organisation.filled_in:
        author = _for_xml(guide.organisation.name)
    home = on_site(request, reverse("guide:home"))
    atom = Atom1Feed(
        title=_("When neuroblastoma comes back: new editions"),
        link=home,
        description=_("What has changed in this guide for families."),
        language=guide.language,
        feed_url=here,
        feed_guid=here,
        author_name=author,
    )
    for past in edition.history:
        atom.add_item(
            title=_("Edition %(number)s") % {"number": past.number},
            link=home,
            description=_for_xml(past.notes[guide.language]),
            unique_id=on_site(request, reverse("machine:past_edition", args=[past.number])),
            pubdate=past.published_at,
            updateddate=past.published_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _for_xml(text):
    """Without the control characters that come along when words are pasted, and that no XML may
    hold.
    """
    return REFUSED_BY_FILES.sub(" ", text)


@only_reads
def edition_json(request, number=None):
    """An edition's content as it was signed: the SHA-256 of this text is its digest, which is its
    ETag.
    """
    try:
        edition = summary_of(live_edition().number if number is None else number)
    except NoEdition:
        raise Http404 from None
    response = HttpResponse(text_of(edition), content_type="application/json")
    response["ETag"] = f'"{edition.digest}"'
    response["Content-Location"] = reverse("machine:past_edition", args=[edition.number])
    may_be_kept(response, settings.PAGE_SECONDS if number is None else A_DAY)
    if number is not None:
        # It is old, or will be.
        response["X-Robots-Tag"] = "noindex"
    # Anybody may read it, from anywhere.
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return get_conditional_response(request, etag=response["ETag"], response=response)
