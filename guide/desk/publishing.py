"""The publish page: what goes out, now or at a time, and what stops it."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from guide.models import BY_KIND, Edition, PlannedPublication
from guide.publishing.actions import publish
from guide.publishing.checks import new_problems, problems
from guide.publishing.compile import compile_next, last_edition
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
    form = PublishForm(
        request.POST.dict() or None, initial={"expected": _number_of(last_edition())}
    )
    if not form.is_valid():
        return _publish_page(request, form, status=422 if form.is_bound else 200)
    try:
        messages.success(request, _publish(request, form))
    except Refused as refused:
        messages.error(request, str(refused))
        for problem in refused.problems:
            messages.error(request, problem.message)
        # The page shows the changes as they are now.
        form.data = form.data | {"expected": _number_of(last_edition())}
        return _publish_page(request, form, status=409)
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
    planned = PlannedPublication.objects.filter(done_at=None).first()
    if planned:
        cancel(planned, request.user)
        messages.success(request, _("%(planned)s: cancelled.") % {"planned": planned})
    return redirect("admin:publish")


def ticked(request, name):
    """The changes that are ticked; None where the form has no ticks."""
    if "chosen" not in request.POST:
        return None
    return keys_from_form(request.POST.getlist(name))


def _publish_page(request, form, status):
    last = last_edition()
    live = last.content if last else None
    compiled = compile_next(last)
    stopping = [(problem, _where_mended(problem)) for problem in new_problems(compiled, live)]
    uncovered = [problem for problem in problems(live) if problem.path] if live else []
    rows = basket_rows(
        last, compiled, ticked(request, "take"), ticked(request, "correction") or set()
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
        context["long_handouts"] = long_handouts(live, compiled, "next", more=more)
        context["impact"] = impact_of(live, compiled, name_of(last), "next")
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


def name_of(edition):
    """As addresses of previews have it."""
    return f"edition-{edition.number}" if edition else "nothing"


def _number_of(edition):
    return edition.number if edition else 0
