"""What a hospital's own systems ask for. Nothing here is about a patient."""

from functools import wraps
from urllib.parse import quote

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from guide.lib.code_systems import NAMES
from guide.systems.infobutton import BadRequest, answers, read_request, without_the_rest
from guide.systems.knowledge_response import Page, Response, as_atom, as_json
from guide.systems.questionnaire import questionnaire

from .common import (
    in_language,
    not_indexed,
    on_site,
    only_reads,
    reads_edition,
    render_page,
    with_edition,
)

ATOM = "application/atom+xml; charset=utf-8"


@not_indexed
@reads_edition
def fhir_questionnaire(request, edition):
    """The questions as FHIR R4 has them: to be read, never to be answered here."""
    address = on_site(request, reverse("machine:questionnaire"))
    response = JsonResponse(
        questionnaire(edition, address),
        content_type="application/fhir+json",
        json_dumps_params={"ensure_ascii": False},
    )
    return _for_any_site(response)


def says_nothing_of_a_patient(view):
    """Drop from the address what is not read here, before anything can look at it."""

    @wraps(view)
    def reader(request, *args, **kwargs):
        request.META["QUERY_STRING"] = without_the_rest(request.META.get("QUERY_STRING", ""))
        return view(request, *args, **kwargs)

    return reader


@says_nothing_of_a_patient
@not_indexed
@only_reads
@never_cache
@with_edition
def infobutton(request, edition):
    """The page for a code, in the language that is asked for: as a redirect, as JSON or as Atom."""
    try:
        asked = read_request(request.META["QUERY_STRING"])
    except BadRequest as problem:
        return _refused(request, edition, problem.reason, 400)
    with override(asked.language or get_language()):
        found = answers(in_language(edition), asked)
        if asked.form != "page":
            return _knowledge(request, edition, asked, found)
        if not found:
            return _refused(request, edition, "nothing", 404)
        return redirect(_address(found[0]))


def _address(answer):
    if answer.page == "question":
        return reverse("guide:first_question")
    if answer.page == "treatment":
        return reverse("guide:treatment", args=[answer.code])
    if answer.page == "support":
        return f"{reverse('guide:support')}#resource-{quote(answer.code)}"
    return reverse("guide:print")


def _knowledge(request, edition, asked, found):
    pages = []
    for answer in found:
        pages.append(Page(answer.title, on_site(request, _address(answer)), answer.summary))
    organisation = in_language(edition).organisation
    title = _("When neuroblastoma comes back")
    response = Response(
        site=on_site(request, "/"),
        address=on_site(request, reverse("machine:infobutton")),
        title=title,
        author=organisation.name if organisation.filled_in else title,
        language=get_language(),
        updated=edition.published_at,
        code=asked.code if found else "",
        recipient=asked.recipient,
        pages=tuple(pages),
    )
    if asked.form == "atom":
        return _for_any_site(HttpResponse(as_atom(response), content_type=ATOM))
    told = as_json(response)
    return _for_any_site(JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


def _refused(request, edition, reason, status):
    """A page that says why, for whoever sets the link up; a reader finds the way on from it."""
    context = {"reason": reason, "systems": ", ".join(NAMES)}
    return render_page(request, edition, "guide/infobutton.html", context, status=status)


def _for_any_site(response):
    """Anybody's page may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
