"""The language of the desk: chosen by each colleague, or what the browser asks for."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guide.models import DeskLanguage, language

from .sign_in import next_page


def in_their_language(view):
    """view(request, …) in the language of whoever asks, until the response is rendered."""

    @wraps(view)
    def spoken(request, *args, **kwargs):
        asked_for = translation.get_language_from_request(request)
        translation.activate(language.first_spoken(_chosen(request), asked_for))
        return view(request, *args, **kwargs)

    return spoken


def _chosen(request):
    """What this person has chosen, "" for nothing. The session remembers it: every page asks."""
    if not request.user.is_authenticated:
        return ""
    if language.REMEMBERED not in request.session:
        request.session[language.REMEMBERED] = language.chosen_by(request.user)
    return request.session[language.REMEMBERED]


def languages_to_choose() -> list[tuple[str, str, bool]]:
    """[(code, its own name, whether it is read now)]; [] where there is nothing to choose."""
    if len(language.SPOKEN) < 2:
        return []
    read = translation.get_language()
    found = []
    for code in language.SPOKEN:
        found.append((code, translation.get_language_info(code)["name_local"], code == read))
    return found


@require_POST
def choose_language(request):
    """Keep which language this person reads the desk in, and gets mails in."""
    chosen = request.POST.get("language", "")
    if chosen in language.SPOKEN:
        DeskLanguage.objects.update_or_create(user=request.user, defaults={"language": chosen})
        request.session[language.REMEMBERED] = chosen
    else:
        messages.error(request, _("The desk does not speak this language."))
    return redirect(next_page(request))
