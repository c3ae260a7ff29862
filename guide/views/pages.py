"""Pages that are the same for everyone."""

from django.http import Http404

from guide.edition.result import situation_of
from guide.forms import SupportForm
from guide.labels import RESOURCE_KINDS
from guide.page.privacy import COOKIE, COOKIE_PAGES, OTHER_SITES_ASKED

from .common import in_language, reads_edition, render_page

KINDS = list(RESOURCE_KINDS)


@reads_edition
def home(request, edition):
    return render_page(request, edition, "guide/home.html")


@reads_edition
def treatments(request, edition):
    guide = in_language(edition)
    groups = {"main": [], "also": []}
    for found in guide.treatments.values():
        groups[found.group].append(found)
    return render_page(request, edition, "guide/treatments.html", {"groups": groups.items()})


@reads_edition
def treatment(request, edition, code):
    guide = in_language(edition)
    found = guide.treatments.get(code)
    if found is None:
        raise Http404
    context = {
        "treatment": found,
        "prompts": [prompt for prompt in guide.prompts.values() if code in prompt.treatments],
        "used_in": list(_uses_of(code, guide)),
        "starter": found.reviewed is None,
    }
    return render_page(request, edition, "guide/treatment.html", context)


def _uses_of(code, guide):
    """Each section that names this treatment, and how."""
    for section in guide.sections.values():
        for use in section.treatments:
            if use.treatment.code == code:
                situation = situation_of(section, guide)
                yield {
                    "section": section,
                    "part": use.part,
                    "source": use.source,
                    "situation": situation,
                }


@reads_edition
def support(request, edition):
    guide = in_language(edition)
    form = SupportForm(request.GET)
    valid = form.is_valid()
    resources = []
    if valid:
        resources = [found for found in guide.resources.values() if form.matches(found)]
    resources.sort(key=lambda resource: (KINDS.index(resource.kind), not resource.regions))
    context = {
        "form": form,
        "resources": resources,
        "count": len(resources),
        "chosen": {name: form.cleaned_data.get(name, "") for name in form.fields},
    }
    return render_page(
        request, edition, "guide/support.html", context, status=200 if valid else 422
    )


@reads_edition
def words(request, edition):
    guide = in_language(edition)
    terms = sorted(guide.terms.values(), key=lambda term: term.name.casefold())
    return render_page(request, edition, "guide/words.html", {"terms": terms})


@reads_edition
def questions(request, edition):
    guide = in_language(edition)
    prompts = guide.prompts.values()
    context = {
        "general": [prompt for prompt in prompts if prompt.is_general],
        "by_section": _grouped(guide.sections, prompts, "sections"),
        "by_treatment": _grouped(guide.treatments, prompts, "treatments"),
    }
    return render_page(request, edition, "guide/questions.html", context)


@reads_edition
def about(request, edition):
    return render_page(
        request,
        edition,
        "guide/about.html",
        {"sources": list(in_language(edition).sources.values())},
    )


@reads_edition
def privacy(request, edition):
    context = {"cookie_pages": COOKIE_PAGES, "cookie": COOKIE, "other_sites": OTHER_SITES_ASKED}
    return render_page(request, edition, "guide/privacy.html", context)


@reads_edition
def accessibility(request, edition):
    return render_page(request, edition, "guide/accessibility.html")


def _grouped(entries, prompts, link):
    """[(entry, its prompts)] of the entries that have any. link: "sections" or "treatments"."""
    groups = []
    for code, entry in entries.items():
        found = [prompt for prompt in prompts if code in getattr(prompt, link)]
        if found:
            groups.append((entry, found))
    return groups
