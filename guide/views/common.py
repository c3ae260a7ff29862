"""The one shape of public views: a safe method, the Guide of the reader's language, a page."""

from functools import wraps

from django.conf import settings
from django.shortcuts import render
from django.urls import translate_url
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guide.edition.current import NoEdition, current_guide
from guide.edition.path import NotAPath


def reads_guide(view):
    """view(request, guide, …) → a view of the current edition, or of a preview's guide, that only reads."""
    return require_safe(with_guide(view))


def with_guide(view):
    """The same for any method."""

    @wraps(view)
    def reader(request, *args, **kwargs):
        try:
            guide = getattr(request, "preview_guide", None) or current_guide(get_language())
        except NoEdition:
            return render(request, "guide/not_published.html", _furniture(request), status=503)
        try:
            return view(request, guide, *args, **kwargs)
        except NotAPath as problem:
            context = {"reason": problem.reason, "code": problem.code}
            return show(request, guide, "guide/not_a_path.html", context, status=404)

    return reader


def show(request, guide, template, context=None, *, status=200):
    """Render a page for families. context["starter"] says whether anything on it is still unreviewed."""
    starter = any(entry.reviewed is None for entry in (*guide.sections.values(), *guide.treatments.values()))
    context = {"guide": guide, "starter": starter} | _furniture(request) | (context or {})
    return render(request, template, context, status=status)


def _furniture(request):
    here = get_language()
    code, name = next(language for language in settings.LANGUAGES if language[0] != here)
    other = {"code": code, "name": name, "url": translate_url(request.get_full_path(), code)}
    return {"LANGUAGE_CODE": here, "other_language": other, "page_address": request.path}
