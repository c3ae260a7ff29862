"""Search in the current edition. The query is in the address, and nowhere else."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from guide.edition.result import path_showing, situation_of
from guide.edition.search import LONGEST_QUERY, Answer, index_of
from guide.lib.characters import REFUSED_BY_FILES
from guide.lib.text import normal_line

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
        answer = index_of(guide).search(query)
        if not answer.found:
            elsewhere = _count_in_another_language(query, edition)
    context = {
        "query": query[:LONGEST_QUERY],
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
    return sum(index_of(edition.guide(code)).search(query).count for code in others)


def _result(found, guide):
    code = found.entry.code
    situation = ()
    if found.kind == "section":
        situation = situation_of(found.entry, guide)
        address = f"{path_address(path_showing(found.entry, guide))}#{code}"
    elif found.kind == "treatment":
        address = reverse("guide:treatment", args=[code])
    elif found.kind == "term":
        address = f"{reverse('guide:words')}#word-{code}"
    else:
        address = f"{reverse('guide:support')}#resource-{code}"
    return {"found": found, "address": address, "situation": situation}
