"""The publish page: what goes out, now or at a time, and what stops it."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from guide.models import Edition, PlannedPublication
from guide.publishing.actions import number_of, publish
from guide.publishing.checks import problems, those_that_are_new
from guide.publishing.compile import compile_next, last_edition
from guide.publishing.refused import Refused
from guide.publishing.schedule import cancel, plan
from guide.publishing.service_checks import differing_checks, words_digest
from guide.publishing.working_copy import read_exactly
from guide.roles import PUBLISH

from .basket import basket_rows, keys_from_form
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


class PublishForm(ReadersForm):
    # Of the whole edition, where a program sends it; the page asks it of each change.
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
    last = last_edition()
    form = PublishForm(request.POST.dict() or None, initial={"expected": number_of(last)})
    if not form.is_valid():
        return _publish_page(request, form, last, status=422 if form.is_bound else 200)
    try:
        messages.success(request, _publish(request, form))
    except Refused as refused:
        messages.error(request, str(refused))
        for problem in refused.problems:
            messages.error(request, problem.message)
        # The page shows the changes as they are now.
        last = last_edition()
        form.data = form.data | {"expected": number_of(last)}
        return _publish_page(request, form, last, status=409)
    return redirect("admin:index")


def _publish(request, form):
    """Publish or plan what is ticked; what came of it, as a sentence. Raises Refused."""
    at = form.cleaned_data["at"]
    told = {
        "nature": form.cleaned_data["nature"] or "change",
        "expected": form.cleaned_data["expected"],
        "digest": request.POST.get("digest") or None,
        "ticked": ticked(request, "take"),
        "corrections": ticked(request, "correction") or set(),
    }
    if at:
        planned = plan(request.user, at, form.note, **told)
        return _("%(planned)s. What changes until then stays out.") % {"planned": planned}
    edition = publish(request.user, form.note, **told)
    said = _("Edition %(number)s is published. Families read it now.")
    return said % {"number": edition.number}


@requires(PUBLISH)
@require_POST
def cancel_publication(request):
    """While a plan is going out this waits, and then tells the truth."""
    with transaction.atomic():
        waiting = PlannedPublication.objects.select_for_update(of=("self",))
        planned = waiting.filter(done_at=None).first()
        if planned:
            cancel(planned, request.user)
    if planned:
        messages.success(request, _("%(planned)s: cancelled.") % {"planned": planned})
    else:
        said = _("Nothing is planned any more: it has gone out, or a colleague cancelled it.")
        messages.error(request, said)
    return redirect("admin:publish")


def ticked(request, name):
    """The changes that are ticked; None where the form has no ticks."""
    if "chosen" not in request.POST:
        return None
    return keys_from_form(request.POST.getlist(name))


def _publish_page(request, form, last, status):
    live = last.content if last else None
    working_copy = read_exactly()
    there = {(row.kind, row.code) for row in working_copy}
    compiled = compile_next(last, working_copy)
    found = problems(compiled)
    known = problems(live) if live else []
    new = those_that_are_new(found, known)
    stopping = [(problem, _where_mended(problem, there)) for problem in new]
    plans = list(PlannedPublication.objects.filter(done_at=None).select_related("by"))
    rows = basket_rows(
        last,
        compiled,
        plans,
        found,
        new,
        ticked=ticked(request, "take"),
        corrections=ticked(request, "correction") or set(),
    )
    checked = differing_checks(last.content, compiled) if last else []
    context = {
        "form": form,
        "last": last,
        "number": number_of(last) + 1,
        "digest": words_digest(compiled),
        "rows": rows,
        "can_go": bool(checked) or any(row.is_ticked or not row.problems for row in rows),
        "checked": checked,
        "stopping": stopping,
        "uncovered": [problem for problem in known if problem.path],
        "planned": plans[0] if plans else None,
        "long_handouts": None,
        "impact": None,
    }
    if not stopping:
        asked = request.GET.get("handouts", "")
        newest = number_of(last)
        context["long_handouts"] = long_handouts(live, compiled, "next", newest, asked)
        context["impact"] = impact_of(live, compiled, name_of(last), "next", newest)
    title = _("Publish edition %(number)s") % {"number": number_of(last) + 1}
    return desk_page(request, "publish.html", title, context, status=status)


def _where_mended(problem, there):
    """The entry whose approval or withdrawal is the matter, where there is one; else the entry that
    is wrong. there: (kind, code) of every entry of the working copy.
    """
    for kind, code in (problem.about, (problem.kind, problem.code)):
        if (kind, code) in there:
            return reverse("admin:entry", args=[kind, code])
    return reverse(f"admin:guide_{problem.kind}_changelist")


def name_of(edition):
    """As addresses of previews have it."""
    return f"edition-{edition.number}" if edition else "nothing"
