"""Pages that are the same for everyone."""

from django.http import Http404
from django.utils.translation import gettext as _

from guide.edition.path import NotAPath, read_finished_path
from guide.edition.spelling import fold
from guide.edition.support import checks_of
from guide.edition.used_in import used_in_groups
from guide.forms import SupportForm
from guide.labels import RESOURCE_KINDS
from guide.lib.regions import REGIONS
from guide.page.privacy import COOKIE, COOKIE_PAGES, OTHER_SITES_ASKED

from .common import in_language, reads_edition, render_page
from .questionnaire import ward_asked

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
    opened_from = _opened_from(request, guide)
    context = {
        "treatment": found,
        "opened_from": opened_from,
        "ward": guide.wards.get(ward_asked(request, guide)),
        "prompts": [prompt for prompt in guide.prompts.values() if code in prompt.treatments],
        "used_in": used_in_groups(guide, code),
        "starter": found.reviewed is None,
    }
    response = render_page(request, edition, "guide/treatment.html", context)
    if opened_from:
        response["X-Robots-Tag"] = "noindex"
    return response


def _opened_from(request, guide):
    """The result from which a family opened a treatment, as `?from=high/one-place`: its answers
    stand in the address, as they do on the result, and nowhere else. None where there is none.
    """
    try:
        return read_finished_path(guide, request.GET.get("from", ""))
    except NotAPath:
        return None


@reads_edition
def support(request, edition):
    guide = in_language(edition)
    form = SupportForm(request.GET)
    valid = form.is_valid()
    resources = []
    notes = []
    if valid:
        resources = [found for found in guide.resources.values() if form.matches(found)]
        notes = [found for found in guide.not_found.values() if form.matches_note(found)]
    region = form.cleaned_data.get("region", "")
    context = {
        "form": form,
        "places": _places(resources, notes, region),
        "region": region,
        "count": len(resources),
        "checks": checks_of(resources),
        "chosen": {name: form.cleaned_data.get(name, "") for name in form.fields},
    }
    return render_page(
        request, edition, "guide/support.html", context, status=200 if valid else 422
    )


def _places(resources, notes, region):
    """The services of the chosen province or territory, and after them those of the whole country,
    each by kind; all in one where none is chosen. What was not found there comes last in its place.
    """
    here = [resource for resource in resources if region and resource.regions]
    others = [resource for resource in resources if resource not in here]
    places = [
        {
            "code": "here",
            "name": REGIONS.get(region, ""),
            "kinds": _by_kind(here),
            "notes": notes if region else [],
        },
        {
            "code": "everywhere",
            "name": _("All of Canada"),
            "kinds": _by_kind(others),
            "notes": [] if region else notes,
        },
    ]
    return [place for place in places if place["kinds"] or place["notes"]]


def _by_kind(resources):
    """[{code, services}], each kind of which there is a service."""
    kinds = []
    for kind in KINDS:
        found = [resource for resource in resources if resource.kind == kind]
        if found:
            kinds.append({"code": kind, "services": found})
    return kinds


@reads_edition
def words(request, edition):
    guide = in_language(edition)
    terms = sorted(guide.terms.values(), key=lambda term: fold(term.name))
    by_letter: dict = {}
    for term in terms:
        by_letter.setdefault(fold(term.name)[:1].upper(), []).append(term)
    return render_page(request, edition, "guide/words.html", {"by_letter": by_letter.items()})


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
    guide = in_language(edition)
    of_whom_to_call: list = []
    for section in guide.sections.values():
        if section.kind == "urgent":
            of_whom_to_call += section.sources
    context = {
        "sources": _sources_of_texts(guide),
        "call_sources": list(dict.fromkeys(of_whom_to_call)),
        "some_reviewed": any(entry.reviewed for entry in guide.sections.values()),
    }
    return render_page(request, edition, "guide/about.html", context)


def _sources_of_texts(guide):
    """The sources that a text of this guide rests on, in the editors' order."""
    texts = (*guide.sections.values(), *guide.treatments.values(), *guide.resources.values())
    named = {source for text in texts for source in text.sources}
    return [source for source in guide.sources.values() if source in named]


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
