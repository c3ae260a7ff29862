"""Who else has an entry open, for as long as its form is open: asked every minute by the form."""

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .page import requires
from .presence import note_visit
from .review import get_entry


@never_cache
@requires("guide.change_{kind}")
@require_POST
def who_is_here(request, kind, code):
    """{"names": […]} of the colleagues who have it open as well."""
    return JsonResponse({"names": note_visit(request.user, get_entry(kind, code))})
