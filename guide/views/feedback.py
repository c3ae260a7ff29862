"""Did this help? The one form that is sent to us, and so the one page with a cookie (against forged
forms).
"""

from django.db import DatabaseError
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guide.forms import FeedbackForm
from guide.lib.numbers import whole_number
from guide.models import Feedback

from .common import in_language, not_indexed, reads_edition, render_page, with_edition

# Name of an address → kind of page. An address itself is never kept: it may hold the answers.
PAGES = {"first_question": "question", "path": "result", "at_a_glance": "treatments"}


@not_indexed
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@with_edition
def feedback(request, edition):
    if request.method != "POST":
        return _show(request, edition, FeedbackForm(initial=request.GET.dict()))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _show(request, edition, form, status=422)
    try:
        if Feedback.objects.are_too_many():
            return _show(request, edition, form, "closed", status=503)
        if not form.is_from_a_program():
            _save(form.cleaned_data, in_language(edition))
    except DatabaseError:
        return _show(request, edition, form, "closed", status=503)
    return redirect("guide:thanks")


@not_indexed
@reads_edition
def thanks(request, edition):
    return render_page(request, edition, "guide/thanks.html")


def about(page, code, guide):
    """(kind of page, code of its treatment or resource) of what a form says, which may be
    anything.
    """
    page = PAGES.get(page, page)
    if page not in Feedback.Page.values:
        page = Feedback.Page.OTHER
    named = {"treatment": guide.treatments, "resource": guide.resources}.get(page, {})
    return page, code if code in named else ""


def edition_of(told, live):
    """The edition that the page was of, from what a form says, which may be anything."""
    number = whole_number(told)
    return number if number and number < live else live


def shown_again(request, edition):
    return _show(request, edition, FeedbackForm(request.POST), "expired", status=403)


def _show(request, edition, form, problem="", *, status=200):
    guide = in_language(edition)
    page, code = about(form["page"].value(), form["code"].value(), guide)
    resource = guide.resources[code] if code and page == "resource" else None
    context = {"form": form, "problem": problem, "resource": resource}
    return render_page(request, edition, "guide/feedback.html", context, status=status)


def _save(answer, guide):
    page, code = about(answer["page"], answer["code"], guide)
    Feedback.objects.create(
        page=page,
        code=code,
        edition=edition_of(answer["edition"], guide.number),
        language=guide.language,
        helped=answer["helped"] == "yes",
        sentence=answer["sentence"],
    )
