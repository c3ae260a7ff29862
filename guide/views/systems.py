"""What a hospital's own systems ask for. Nothing here is about a patient."""

from django.http import JsonResponse
from django.urls import reverse

from guide.systems.questionnaire import questionnaire

from .common import not_indexed, on_site, reads_edition


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
    return for_any_site(response)


def for_any_site(response):
    """Anybody's page may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
