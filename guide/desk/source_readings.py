"""What was read in a source, and what a newer text says differently."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from guide.models import Source, SourceReading
from guide.publishing.audit import record
from guide.publishing.source_diff import citing, compare

from .forms import DayInput
from .page import desk_page, requires


class ReadingForm(forms.ModelForm):
    class Meta:
        model = SourceReading
        fields = ("text", "read_on")
        labels = {"text": _("The text as it reads now")}
        help_texts = {
            "text": _("Copy the whole text of the page and paste it here. Only staff ever see it."),
            "read_on": _("The day on which you opened the page."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 16, "cols": 80}),
            "read_on": DayInput(),
        }

    def clean_read_on(self):
        day = self.cleaned_data["read_on"]
        if day > localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


@requires("guide.view_sourcereading")
@require_http_methods(["GET", "POST"])
def source_readings(request, code):
    """The newest text, a place to paste a newer one, and what differs: first shown, kept only when
    asked.
    """
    source = get_object_or_404(Source, code=code)
    last = source.readings.first()
    may_add = request.user.has_perm("guide.add_sourcereading")
    form = ReadingForm(request.POST if request.method == "POST" and may_add else None)
    if form.is_valid() and "keep" in request.POST:
        return _save_reading(request, source, form)
    last_text = last.text if last else ""
    found = compare(last_text, form.cleaned_data["text"]) if form.is_valid() else []
    context = {
        "source": source,
        "form": form if may_add else None,
        "last": last,
        "readings": source.readings.select_related("read_by"),
        "compared": form.is_valid(),
        "differing": [paragraph for paragraph in found if paragraph.what != "same"],
        "same": sum(paragraph.what == "same" for paragraph in found),
        "citing": [(entry, _address(entry.kind_name(), entry.code)) for entry in citing(source)],
        "address": _address("source", code),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    title = _("What was read: %(source)s") % {"source": source}
    return desk_page(request, "source_readings.html", title, context, status=status)


def _address(kind, code):
    return reverse("admin:entry", args=[kind, code])


def _save_reading(request, source, form):
    form.instance.source = source
    form.instance.read_by = request.user
    reading = form.save()
    record(request.user, "kept-newer-text", source, day=reading.read_on.isoformat())
    messages.success(
        request,
        _("The text is kept. If words of the guide have to change, edit the entries named below."),
    )
    return redirect("admin:source_readings", source.code)


@requires("guide.view_sourcereading")
@require_GET
def source_reading(request, code, pk):
    """One text as it was kept, and what it said differently from the one before."""
    reading = get_object_or_404(
        SourceReading.objects.select_related("source", "read_by"), source__code=code, pk=pk
    )
    newest_first = list(reading.source.readings.all())
    older = newest_first[newest_first.index(reading) + 1 :]
    before = older[0] if older else None
    found = compare(before.text if before else "", reading.text)
    context = {"reading": reading, "before": before, "paragraphs": found}
    return desk_page(request, "source_reading.html", str(reading), context)
