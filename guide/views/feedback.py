"""Did this help? The one form that is sent to us, and so the one page with a cookie (against forged forms)."""

from django.db import DatabaseError
from django.shortcuts import redirect
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guide.forms import FeedbackForm
from guide.models import Feedback

from .common import reads_guide, show, with_guide

# Name of an address → kind of page. An address itself is never kept: it may hold the answers.
PAGES = {"first_question": "question", "path": "result", "at_a_glance": "treatments"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@with_guide
def feedback(request, guide):
    if request.method != "POST":
        return _show(request, guide, FeedbackForm(initial=request.GET.dict()))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _show(request, guide, form, status=422)
    try:
        if not form.is_from_a_program():
            _keep(form.cleaned_data, guide)
    except DatabaseError:
        return _show(request, guide, form, "closed", status=503)
    return redirect("guide:thanks")


@reads_guide
def thanks(request, guide):
    return show(request, guide, "guide/thanks.html")


def not_accepted(request, reason=""):
    """A form without its cookie: shown again with all that was typed. Staff get Django's own page."""
    if request.resolver_match and request.resolver_match.view_name == "guide:feedback":
        return with_guide(_expired)(request)
    return csrf_failure(request, reason)


def about(page, code, guide):
    """(kind of page, code of its treatment or resource) of what a form says, which may be anything."""
    page = PAGES.get(page, page)
    if page not in Feedback.Page.values:
        page = Feedback.Page.OTHER
    named = {"treatment": guide.treatments, "resource": guide.resources}.get(page, {})
    return page, code if code in named else ""


def _expired(request, guide):
    return _show(request, guide, FeedbackForm(request.POST), "expired", status=403)


def _show(request, guide, form, problem="", *, status=200):
    page, code = about(form["page"].value(), form["code"].value(), guide)
    resource = guide.resources[code] if code and page == "resource" else None
    context = {"form": form, "problem": problem, "resource": resource}
    return show(request, guide, "guide/feedback.html", context, status=status)


def _keep(answer, guide):
    page, code = about(answer["page"], answer["code"], guide)
    Feedback.objects.create(
        page=page,
        code=code,
        edition=guide.number,
        language=guide.language,
        helped=answer["helped"] == "yes",
        sentence=answer["sentence"],
    )
