"""The publish page, and going back to an earlier edition."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from guide.models import Edition
from guide.publishing.actions import Refused, go_back, publish
from guide.publishing.changes import changes
from guide.publishing.checks import problems
from guide.publishing.compile import compile_next, last_edition

from .panel import entry_address
from .site import desk_page, show

PUBLISH = "guide.publish_edition"
NOTHING = {"entries": {}}


def _lines(language):
    return forms.Textarea(attrs={"rows": 3, "lang": language})


class PublishForm(forms.Form):
    expected = forms.IntegerField(widget=forms.HiddenInput)
    nature = forms.ChoiceField(
        label="What kind of change is it?",
        choices=[("change", "A change: new or better words"), ("correction", "A correction: something was wrong")],
        initial="change",
        widget=forms.RadioSelect,
        help_text="A correction is announced on the pages and handouts that it changes.",
    )
    note_en = forms.CharField(label="What changed, for readers (English)", widget=_lines("en"), required=False)
    note_fr = forms.CharField(label="What changed, for readers (Français)", widget=_lines("fr"), required=False)

    def clean(self):
        cleaned = super().clean()
        for language, other in (("en", "fr"), ("fr", "en")):
            if cleaned.get(f"note_{other}") and not cleaned.get(f"note_{language}"):
                self.add_error(f"note_{language}", "Write the note in both languages, or in neither.")
        return cleaned

    @property
    def note(self):
        return {language: self.cleaned_data[f"note_{language}"] for language in ("en", "fr")}


@desk_page("publish/", "publish", PUBLISH)
@require_http_methods(["GET", "POST"])
def publish_page(request):
    form = PublishForm(request.POST.dict() or None, initial={"expected": _number(last_edition())})
    if not form.is_valid():
        return _publish_page(request, form, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    try:
        edition = publish(request.user, form.note, nature=data["nature"], expected=data["expected"])
    except Refused as refused:
        messages.error(request, str(refused))
        form.data = form.data | {"expected": _number(last_edition())}  # the page shows the changes as they are now
        return _publish_page(request, form, status=409)
    messages.success(request, f"Edition {edition.number} is published. Families read it now.")
    return redirect("admin:index")


def _publish_page(request, form, status):
    last = last_edition()
    coming = compile_next(last)
    found = [(problem, entry_address(problem.kind, problem.code)) for problem in problems(coming)]
    context = {
        "form": form,
        "last": last,
        "number": _number(last) + 1,
        "changes": changes(last.content if last else NOTHING, coming),
        "stopping": [pair for pair in found if pair[0].stops],
        "warnings": [pair for pair in found if not pair[0].stops],
    }
    return show(request, "publish.html", f"Publish edition {_number(last) + 1}", context, status=status)


@desk_page("editions/<int:number>/go-back/", "go_back", PUBLISH)
@require_http_methods(["GET", "POST"])
def go_back_page(request, number):
    edition = get_object_or_404(Edition, number=number)
    last = last_edition()
    if request.method == "POST":
        try:
            new = go_back(edition, request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("admin:guide_edition_changelist")
        messages.success(request, f"Edition {new.number} is published, with the content of edition {number}.")
        return redirect("admin:index")
    context = {"edition": edition, "last": last, "changes": changes(last.content, edition.content)}
    return show(request, "go_back.html", f"Go back to edition {number}", context)


@desk_page("editions/<int:number>/", "edition_changes", "guide.view_edition")
@require_GET
def edition_changes(request, number):
    edition = get_object_or_404(Edition, number=number)
    before = Edition.objects.filter(number=number - 1).first()
    found = changes(before.content if before else NOTHING, edition.content)
    return show(request, "edition_changes.html", f"Edition {number}", {"edition": edition, "changes": found})


def _number(edition):
    return edition.number if edition else 0
