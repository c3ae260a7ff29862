"""The publish page, and going back to an earlier edition."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guide.models import BY_KIND, Edition, PlannedPublication
from guide.publishing.actions import go_back, publish
from guide.publishing.basket import objected_to, undone_corrections
from guide.publishing.changes import changes
from guide.publishing.checks import new_problems, problems
from guide.publishing.compile import NOTHING, compile_next, last_edition
from guide.publishing.refused import Refused
from guide.publishing.schedule import cancel, plan
from guide.publishing.service_checks import differing_checks, words_digest
from guide.roles import PUBLISH

from .basket import basket_rows, keys_from_form
from .entry_panel import entry_address
from .impact import impact_of
from .long_handouts import long_handouts
from .page import desk_page, requires


def _lines(language):
    return forms.Textarea(attrs={"rows": 3, "lang": language})


class ReadersForm(forms.Form):
    """What readers are told about an edition, and the newest edition that the publisher saw."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
    note_en = forms.CharField(
        label=gettext_lazy("What changed, for readers (English)"),
        max_length=2000,
        widget=_lines("en"),
        required=False,
    )
    note_fr = forms.CharField(
        label=gettext_lazy("What changed, for readers (French)"),
        max_length=2000,
        widget=_lines("fr"),
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        for language, other in (("en", "fr"), ("fr", "en")):
            if cleaned.get(f"note_{other}") and not cleaned.get(f"note_{language}"):
                self.add_error(
                    f"note_{language}", _("Write the note in both languages, or in neither.")
                )
        return cleaned

    @property
    def note(self):
        return {language: self.cleaned_data[f"note_{language}"] for language in ("en", "fr")}


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


class PublishForm(ReadersForm):
    # Of older forms, which said it of the whole edition; now it is said of each change.
    nature = forms.ChoiceField(
        choices=Edition.Nature, initial="change", required=False, widget=forms.HiddenInput
    )
    at = forms.DateTimeField(
        label=gettext_lazy("When"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy(
            "Empty: now. Otherwise it goes out at this time, on top of what families read then. "
            "What is edited, objected to or corrected until then stays out, and you get a mail."
        ),
    )


@requires(PUBLISH)
@require_http_methods(["GET", "POST"])
def publish_page(request):
    form = PublishForm(
        request.POST.dict() or None, initial={"expected": _number_of(last_edition())}
    )
    if not form.is_valid():
        return _publish_page(request, form, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    seen = request.POST.get("digest") or None
    told = {
        "nature": data["nature"] or "change",
        "expected": data["expected"],
        "digest": seen,
        "ticked": _ticked(request, "take"),
        "corrections": _ticked(request, "correction") or set(),
    }
    try:
        if data["at"]:
            planned = plan(request.user, data["at"], form.note, **told)
            said = _("%(planned)s. What changes until then stays out.")
            messages.success(request, said % {"planned": planned})
        else:
            edition = publish(request.user, form.note, **told)
            said = _("Edition %(number)s is published. Families read it now.")
            messages.success(request, said % {"number": edition.number})
    except Refused as refused:
        messages.error(request, str(refused))
        for problem in refused.problems:
            messages.error(request, problem.message)
        # The page shows the changes as they are now.
        form.data = form.data | {"expected": _number_of(last_edition())}
        return _publish_page(request, form, status=409)
    return redirect("admin:index")


@requires(PUBLISH)
@require_POST
def cancel_publication(request):
    planned = PlannedPublication.objects.filter(done_at=None).first()
    if planned:
        cancel(planned, request.user)
        messages.success(request, _("%(planned)s: cancelled.") % {"planned": planned})
    return redirect("admin:publish")


def _ticked(request, name):
    """The changes that are ticked; None where the form has no ticks."""
    if "chosen" not in request.POST:
        return None
    return keys_from_form(request.POST.getlist(name))


def _publish_page(request, form, status):
    last = last_edition()
    last_content = last.content if last else None
    compiled = compile_next(last)
    live = last.content if last else None
    stopping = [(problem, _where_mended(problem)) for problem in new_problems(compiled, live)]
    uncovered = [problem for problem in problems(live) if problem.path] if live else []
    rows = basket_rows(
        last, compiled, _ticked(request, "take"), _ticked(request, "correction") or set()
    )
    waiting = PlannedPublication.objects.filter(done_at=None)
    checked = differing_checks(last.content, compiled) if last else []
    context = {
        "form": form,
        "last": last,
        "number": _number_of(last) + 1,
        "digest": words_digest(compiled),
        "rows": rows,
        "can_go": bool(checked) or any(row.is_ticked or not row.problems for row in rows),
        "checked": checked,
        "stopping": stopping,
        "uncovered": uncovered,
        "planned": waiting.select_related("by").first(),
        "long_handouts": None,
        "impact": None,
    }
    if not stopping:
        more = request.GET.get("handouts") == "more"
        context["long_handouts"] = long_handouts(last_content, compiled, "next", more=more)
        context["impact"] = impact_of(last_content, compiled, _name(last), "next")
    title = _("Publish edition %(number)s") % {"number": _number_of(last) + 1}
    return desk_page(request, "publish.html", title, context, status=status)


def _where_mended(problem):
    """The entry whose approval or withdrawal is the matter, where there is one; else the entry that
    is wrong.
    """
    kind, code = problem.about
    if kind and BY_KIND[kind].objects.filter(code=code).exists():
        return entry_address(kind, code)
    return entry_address(problem.kind, problem.code)


@requires(PUBLISH)
@require_http_methods(["GET", "POST"])
def go_back_page(request, number):
    edition = get_object_or_404(Edition, number=number)
    last = last_edition()
    form = GoBackForm(request.POST.dict() or None, initial={"expected": last.number})
    undone = undone_corrections(edition, last)
    if form.is_valid():
        data = form.cleaned_data
        kept = _ticked(request, "keep")
        try:
            new = go_back(
                edition,
                request.user,
                form.note,
                nature=data["nature"],
                expected=data["expected"],
                kept={item.key for item in undone} if kept is None else kept,
            )
        except Refused as refused:
            messages.error(request, str(refused))
            for problem in refused.problems:
                messages.error(request, problem.message)
            return redirect("admin:go_back", number)
        said = _("Edition %(new)s is published, with the content of edition %(number)s.")
        messages.success(request, said % {"new": new.number, "number": number})
        return redirect("admin:index")
    context = {"edition": edition, "last": last, "form": form, "undone": undone}
    context["objected"] = objected_to(edition, last)
    context |= _differences(last, edition)
    return desk_page(
        request,
        "go_back.html",
        _("Go back to edition %(number)s") % {"number": number},
        context,
        status=422 if form.is_bound else 200,
    )


@requires("guide.view_edition")
@require_GET
def edition_changes(request, number):
    edition = get_object_or_404(Edition, number=number)
    before = Edition.objects.filter(number__lt=number).first()
    return desk_page(
        request,
        "edition_changes.html",
        _("Edition %(number)s") % {"number": number},
        {"edition": edition, **_differences(before, edition)},
    )


def _differences(before, after):
    """What differs between two editions, entry by entry and page by page."""
    old = before.content if before else None
    return {
        "changes": changes(old or NOTHING, after.content),
        "impact": impact_of(old, after.content, _name(before), _name(after)),
    }


def _name(edition):
    return f"edition-{edition.number}" if edition else "nothing"


def _number_of(edition):
    return edition.number if edition else 0
