"""Before and after: which pages an edition changes, and each of them side by side."""

from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from guide.edition.path import all_paths
from guide.publishing.diff import brief_diff_html
from guide.publishing.impact import page_changes, text_of_page
from guide.publishing.languages import language_names
from guide.roles import READ

from .page import desk_page, requires
from .preview import content_of, draft_guide, language_of, match_of


def impact_of(old, new, before, after):
    """Context for the list of changed pages.

    old, new: contents; before, after: their names in preview addresses.
    """
    pages = {}
    for language, name in language_names().items():
        guides = (draft_guide(old, language) if old else None, draft_guide(new, language))
        for change in page_changes(*guides):
            page = pages.setdefault(
                (change.kind, change.address), {"title": change.title, "links": []}
            )
            page["what"] = "new" if not change.before else "gone" if not change.after else "changed"
            address = _address(language, change.kind, change.address)
            page["links"].append((name, reverse("admin:compare", args=[before, after, address])))
    results = [page for (kind, _), page in pages.items() if kind == "result"]
    treatments = [page for (kind, _), page in pages.items() if kind == "treatment"]
    total = len(all_paths(draft_guide(new, "en")))
    return {"results": results, "treatments": treatments, "total": total}


def _address(language, kind, address):
    name, args = ("guide:path", [address]) if kind == "result" else ("guide:treatment", [address])
    with translation.override(language):
        return reverse(name, args=args).lstrip("/")


@requires(READ)
@require_safe
def compare(request, before, after, address):
    """One page of families, before and after: the words that differ, and both pages as they
    look.
    """
    language = language_of(address)
    kind, code = _page_at(language, address)
    texts = []
    for which in (before, after):
        content = content_of(which)
        is_there = bool(content["entries"])
        texts.append(
            text_of_page(draft_guide(content, language), kind, code) if is_there else ("", "")
        )
    if not any(text for _, text in texts):
        raise Http404
    context = {
        "diff": brief_diff_html(texts[0][1], texts[1][1]),
        "language": language,
        "same": texts[0][1] == texts[1][1],
        "frames": [
            (words, reverse("admin:preview", args=[which, address]) if text else "")
            for words, which, (_, text) in (
                ("Before", before, texts[0]),
                ("After", after, texts[1]),
            )
        ],
    }
    return desk_page(
        request, "compare.html", f"Before and after: {texts[1][0] or texts[0][0]}", context
    )


def _page_at(language, address):
    with translation.override(language):
        match = match_of(f"/{address}")
    if match.url_name not in ("path", "treatment"):
        raise Http404
    return (
        ("result", match.kwargs["address"])
        if match.url_name == "path"
        else ("treatment", match.kwargs["code"])
    )
