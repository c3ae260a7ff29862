"""Search in the current edition. The query is in the address, and nowhere else."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache

from guide.edition.result import path_showing, situation_of
from guide.edition.search import LONGEST_QUERY, Answer, index_of
from guide.lib.characters import REFUSED_BY_FILES
from guide.lib.text import normal_line
from guide.page.places import places_of

from .common import in_language, not_indexed, only_reads, render_page, with_edition
from .questionnaire import path_address


@not_indexed
@only_reads
@never_cache
@with_edition
def search(request, edition):
    guide = in_language(edition)
    query = normal_line(REFUSED_BY_FILES.sub(" ", request.GET.get("q", "")))
    too_long = len(query) > LONGEST_QUERY
    answer = Answer()
    elsewhere = 0
    if query and not too_long:
        answer = index_of(guide, places_of).search(query)
        if not answer.found:
            elsewhere = _count_in_another_language(query, edition)
    context = {
        "query": query[:LONGEST_QUERY],
        "is_private": bool(query),
        "too_long": too_long,
        "longest": LONGEST_QUERY,
        "answer": answer,
        "elsewhere": elsewhere,
        "results": [_result(found, guide) for found in answer.found],
    }
    return render_page(
        request, edition, "guide/search.html", context, status=422 if too_long else 200
    )


def _count_in_another_language(query, edition):
    """A family may hear words of one language and read in the other."""
    others = [code for code, _name in settings.LANGUAGES if code != get_language()]
    count = 0
    for code in others:
        index = index_of(edition.guide(code), places_of)
        count += index.search(query).count
    return count


def _result(found, guide):
    situation = situation_of(found.entry, guide) if found.kind == "section" else ()
    return {"found": found, "address": _address(found, guide), "situation": situation}


def _address(found, guide):
    if found.kind == "place":
        return _address_of_place(found.entry)
    code = found.entry.code
    if found.kind == "section" and found.entry.kind == "urgent":
        return f"{reverse('guide:home')}#help"  # without a question first
    if found.kind == "section":
        return f"{path_address(path_showing(found.entry, guide))}#{code}"
    if found.kind == "treatment":
        return reverse("guide:treatment", args=[code])
    if found.kind == "term":
        return f"{reverse('guide:words')}#word-{code}"
    if found.kind == "prompt":
        return f"{reverse('guide:questions')}#{_group_of(found.entry, guide)}"
    return f"{reverse('guide:support')}#resource-{code}"


def _group_of(prompt, guide):
    """The part of the page of questions that this one stands in first."""
    for code in guide.sections:
        if code in prompt.sections:
            return f"about-{code}"
    for code in guide.treatments:
        if code in prompt.treatments:
            return f"treatment-{code}"
    return "general"


def _address_of_place(place):
    query = f"?{place.query}" if place.query else ""
    anchor = f"#{place.anchor}" if place.anchor else ""
    with override(place.language or get_language()):
        return f"{reverse(f'guide:{place.view}')}{query}{anchor}"
