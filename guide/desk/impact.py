"""Before and after: which pages an edition changes, and each of them side by side."""

from django.core.cache import cache
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guide.edition.path import all_paths
from guide.models import content_digest
from guide.publishing.diff import brief_diff_html
from guide.publishing.impact import page_at, page_changes
from guide.publishing.languages import language_names
from guide.roles import READ

from .page import desk_page, requires
from .preview import content_of, draft_edition, draft_guide, language_of, match_of

A_DAY = 24 * 60 * 60


def impact_of(old, new, before, after, newest=None):
    """Context for the list of changed pages.

    old, new: contents; before, after: their names in preview addresses; newest: the number of the
    newest edition, where it is known already. It follows from these and
    the day, and takes seconds in a large guide, so it is remembered.
    """
    said_in = translation.get_language()
    key = f"impact-{content_digest([old, new, before, after])}-{timezone.localdate()}-{said_in}"
    return cache.get_or_set(key, lambda: _impact_of(old, new, before, after, newest), A_DAY)


def _impact_of(old, new, before, after, newest):
    before_it = draft_edition(old, newest) if old else None
    edition = draft_edition(new, newest)
    pages = {}
    for language, name in language_names().items():
        old_guide = before_it.guide(language) if before_it else None
        for change in page_changes(old_guide, edition.guide(language)):
            key = change.kind, change.address
            page = pages.setdefault(key, {"title": change.title, "links": []})
            page["what"] = _what(change)
            address = _address(language, change.kind, change.address)
            page["links"].append((name, reverse("admin:compare", args=[before, after, address])))
    results = [page for (kind, _address_of), page in pages.items() if kind == "result"]
    treatments = [page for (kind, _address_of), page in pages.items() if kind == "treatment"]
    total = len(all_paths(edition.guide("en")))
    return {"results": results, "treatments": treatments, "total": total}


def _what(change):
    if not change.before:
        return "new"
    if not change.after:
        return "gone"
    return "changed"


def _address(language, kind, address):
    name = "guide:path" if kind == "result" else "guide:treatment"
    with translation.override(language):
        return reverse(name, args=[address]).lstrip("/")


@requires(READ)
@require_safe
def compare(request, before, after, address):
    """One page of families, before and after: the words that differ, and both pages as they
    look.
    """
    language = language_of(address)
    kind, code = _page_at(language, address)
    old = _page_in(before, language, kind, code)
    new = _page_in(after, language, kind, code)
    if not (old or new):
        raise Http404
    old_text = old.text if old else ""
    new_text = new.text if new else ""
    context = {
        "diff": brief_diff_html(old_text, new_text),
        "language": language,
        "same": old_text == new_text,
        "frames": [
            (_("Before"), _frame(before, address) if old else ""),
            (_("After"), _frame(after, address) if new else ""),
        ],
    }
    title = _("Before and after: %(page)s") % {"page": (new or old).title}
    return desk_page(request, "compare.html", title, context)


def _page_at(language, address):
    """(kind, address or code) of a page that can be compared. Raises Http404 for others."""
    with translation.override(language):
        match = match_of(f"/{address}")
    if match.url_name == "path":
        return "result", match.kwargs["address"]
    if match.url_name == "treatment":
        return "treatment", match.kwargs["code"]
    raise Http404


def _page_in(which, language, kind, code):
    """The page as plain text; None where there is none, or nothing is published yet."""
    content = content_of(which)
    if not content["entries"]:
        return None
    return page_at(draft_guide(content, language), kind, code)


def _frame(which, address):
    return reverse("admin:preview", args=[which, address])
