"""How hard a text is to read, asked by the form while somebody types. Nothing is kept."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from guide.publishing.compile import last_edition
from guide.publishing.languages import LANGUAGES
from guide.readability.formulas import grade_html
from guide.readability.levels import medical_names
from guide.roles import READ

from .limits import is_too_hard
from .page import requires

# More than all texts of one entry; what is longer is measured by its beginning.
LONGEST = 60_000


@requires(READ)
@require_POST
def measure(request):
    """{"measure": 5.2, "hard": false} of the text that is sent in this language; null for a text
    without words.
    """
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        return JsonResponse({"measure": None, "hard": False})
    last = last_edition()
    names = medical_names(last.content["entries"] if last else {}, language)
    found = grade_html(request.POST.get("text", "")[:LONGEST], language, names)
    if found is None:
        return JsonResponse({"measure": None, "hard": False})
    return JsonResponse({"measure": round(found, 1), "hard": is_too_hard(language, found)})
