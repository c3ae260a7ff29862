"""Editions that went out: what each changed, and going back to an earlier one."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from guide.models import Edition
from guide.publishing.actions import go_back
from guide.publishing.basket import objected_to, undone_corrections
from guide.publishing.changes import changes
from guide.publishing.compile import NOTHING, last_edition
from guide.publishing.refused import Refused
from guide.roles import PUBLISH

from .impact import impact_of
from .page import desk_page, requires
from .publishing import ReadersForm, name_of, ticked


class GoBackForm(ReadersForm):
    nature = forms.ChoiceField(
        label=gettext_lazy("What kind of change is it?"),
        choices=[
            ("change", gettext_lazy("A change: new or better words")),
            ("correction", gettext_lazy("A correction: something was wrong")),
        ],
        initial="change",
        widget=forms.RadioSelect,
    )


@requires(PUBLISH)
@require_http_methods(["GET", "POST"])
def go_back_page(request, number):
    edition = get_object_or_404(Edition, number=number)
    last = last_edition()
    form = GoBackForm(request.POST.dict() or None, initial={"expected": last.number})
    undone = undone_corrections(edition, last)
    if form.is_valid():
        return _go_back(request, edition, form, undone)
    context = {
        "edition": edition,
        "last": last,
        "form": form,
        "undone": undone,
        "objected": objected_to(edition, last),
        **_differences(last, edition, last.number),
    }
    title = _("Go back to edition %(number)s") % {"number": number}
    status = 422 if form.is_bound else 200
    return desk_page(request, "go_back.html", title, context, status=status)


def _go_back(request, edition, form, undone):
    """undone: the Items of corrections that going back takes away, unless they are kept."""
    kept = ticked(request, "keep")
    try:
        new = go_back(
            edition,
            request.user,
            form.note,
            nature=form.cleaned_data["nature"],
            expected=form.cleaned_data["expected"],
            kept={item.key for item in undone} if kept is None else kept,
        )
    except Refused as refused:
        messages.error(request, str(refused))
        for problem in refused.problems:
            messages.error(request, problem.message)
        return redirect("admin:go_back", edition.number)
    said = _("Edition %(new)s is published, with the content of edition %(number)s.")
    messages.success(request, said % {"new": new.number, "number": edition.number})
    return redirect("admin:index")


@requires("guide.view_edition")
@require_GET
def edition_changes(request, number):
    edition = get_object_or_404(Edition, number=number)
    before = Edition.objects.filter(number__lt=number).first()
    return desk_page(
        request,
        "edition_changes.html",
        _("Edition %(number)s") % {"number": number},
        {"edition": edition, "is_first": before is None, **_differences(before, edition)},
    )


def _differences(before, after, newest=None):
    """What differs between two editions, entry by entry and page by page. newest: the number of the
    newest edition, where it is known already.
    """
    old = before.content if before else None
    return {
        "changes": changes(old or NOTHING, after.content),
        "impact": impact_of(old, after.content, name_of(before), name_of(after), newest),
    }
