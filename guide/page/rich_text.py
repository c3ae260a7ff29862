"""Rich text as families' pages show it: warnings drawn, links to the guide's own pages in the
reader's language, numbers that a tap calls.
"""

from functools import lru_cache
from re import Match

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from guide.lib.guide_links import HREF, SCHEME
from guide.lib.telephone import with_dialled_links

VIEWS = {"at-a-glance": "at_a_glance"}
# Kinds of entries that stand on a page with others: its view, and what their place begins with.
PLACES = {"term": ("words", "word-"), "resource": ("support", "resource-")}


def shown_on_page(html: str) -> SafeString:
    """This text in the language that is active."""
    if "<aside>" in html:
        html = html.replace("<aside>", _beginning_of_warning(get_language() or "en"))
        html = html.replace("</aside>", "</div>")
    return SafeString(with_dialled_links(HREF.sub(_address, html)))


def address_of_link(target: str, language: str) -> str:
    """/fr/traitements/surgery/ of guide:treatment/surgery; the first page where there is no
    such page.
    """
    kind, _slash, rest = target.removeprefix(SCHEME).partition("/")
    with override(language):
        try:
            return _address_of(kind, rest)
        except NoReverseMatch:
            return reverse("guide:home")


def _address_of(kind: str, rest: str) -> str:
    """Raises NoReverseMatch where there is no such page."""
    if kind == "treatment":
        return reverse("guide:treatment", args=[rest])
    if kind == "result":
        return reverse("guide:path", args=[rest])
    if kind in PLACES:
        view, begins = PLACES[kind]
        return f"{reverse(f'guide:{view}')}#{begins}{rest}"
    address = reverse(f"guide:{VIEWS.get(kind, kind)}")
    return f"{address}?region={rest}" if rest else address


def _address(target: Match[str]) -> str:
    return address_of_link(target[0], get_language() or "en")


@lru_cache(maxsize=8)
def _beginning_of_warning(language: str) -> str:
    with override(language):
        return render_to_string("guide/_warning.html").strip()
