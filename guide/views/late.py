"""The script that every page asks for once it has been painted, with its words in the page's language."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from guide.late import script

from .common import is_public


@require_safe
@is_public
def late(request):
    words = render_to_string("guide/_late.html").strip()
    return HttpResponse(script(words), content_type="text/javascript; charset=utf-8")
