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
    kind, _slash, code = target.removeprefix(SCHEME).partition("/")
    with override(language):
        try:
            if kind == "treatment":
                return reverse("guide:treatment", args=[code])
            if kind == "term":
                return f"{reverse('guide:words')}#word-{code}"
            return reverse(f"guide:{VIEWS.get(kind, kind)}")
        except NoReverseMatch:
            return reverse("guide:home")


def _address(target: Match[str]) -> str:
    return address_of_link(target[0], get_language() or "en")


@lru_cache(maxsize=8)
def _beginning_of_warning(language: str) -> str:
    with override(language):
        return render_to_string("guide/_warning.html").strip()
