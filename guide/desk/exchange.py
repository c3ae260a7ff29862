"""Taking texts and the whole guide out, and bringing them back, from the desk."""

from functools import wraps

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from guide.exchange.guide_file import MOST_AT_THE_DESK, export_guide, import_guide
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import texts
from guide.models import BY_KIND
from guide.models.entry import CODE
from guide.publishing.diff import diff_html
from guide.publishing.refused import Refused
from guide.roles import EDIT, READ

from .page import desk_page, requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What is wrong in a file may be wrong in each of its lines.
MOST_SHOWN = 100
UPLOADS = [
    ("import_texts", gettext_lazy("A spreadsheet comes back"), gettext_lazy("Spreadsheet (.xlsx)")),
    ("import_guide", gettext_lazy("A guide file comes back"), gettext_lazy("Guide file (.yaml)")),
]


def _kinds():
    """Asked for anew each time: the models have their names once all of them are there."""
    every = [(kind, model._meta.verbose_name_plural) for kind, model in BY_KIND.items()]
    return [("", gettext_lazy("all kinds of entry")), *every]


class DownloadForm(forms.Form):
    to = forms.ChoiceField(
        label=gettext_lazy("Translate into"),
        choices=[(code, name) for code, name in settings.LANGUAGES],
        initial="fr",
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Texts of"),
        choices=_kinds,
        required=False,
    )
    only_missing = forms.BooleanField(
        label=gettext_lazy("Only texts that have no translation yet"), required=False
    )


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"), error_messages={"required": gettext_lazy("Choose a file.")}
    )
    only_look = forms.BooleanField(
        label=gettext_lazy("Only tell me what would change"), required=False
    )

    def __init__(self, request):
        super().__init__(request.POST, request.FILES)
        self.too_large = getattr(request, "too_large", False)

    def clean(self):
        if self.too_large:
            self._errors.pop("file", None)
            self.add_error(
                "file",
                _("This file is larger than 5 MB. Is it the one that came from the guide?"),
            )
        return super().clean()


@requires(READ)
@require_GET
def exchange(request):
    return _exchange_page(request)


@requires(READ)
@require_GET
def download_texts(request):
    form = DownloadForm(request.GET)
    if not form.is_valid():
        return _exchange_page(request, download=form, status=422)
    to = form.cleaned_data["to"]
    kind = form.cleaned_data["kind"]
    only_missing = form.cleaned_data["only_missing"]
    # Imported here: the library is large, and families' workers never need it.
    from guide.exchange.spreadsheet import write_sheet

    try:
        data = write_sheet(texts(to, only_missing=only_missing, kind=kind), to)
    except Refused as refused:
        return _refused(request, refused)
    return _file(data, XLSX, f"texts-{to}-{timezone.localdate()}.xlsx")


@requires(READ)
@require_GET
def download_guide(request):
    return _file(export_guide().encode(), "application/yaml", f"guide-{timezone.localdate()}.yaml")


def takes_file(view):
    """view(request, data, only_look) → the answer to an upload; what is wrong with the form or the
    file is said.
    """

    @require_POST
    @wraps(view)
    def uploaded(request):
        form = UploadForm(request)
        if not form.is_valid():
            return _exchange_page(request, upload=form, status=422)
        try:
            return view(request, form.cleaned_data["file"].read(), form.cleaned_data["only_look"])
        except Refused as refused:
            return _refused(request, refused)

    return uploaded


@requires(EDIT)
@takes_file
def upload_texts(request, data, only_look):
    # Imported here: as where the file is written.
    from guide.exchange.spreadsheet import read_sheet

    rows, marks, to = read_sheet(data)
    may = _may(request.user)
    found = apply_translations(rows, marks, to, by=request.user, may=may, dry_run=only_look)
    changes = [
        (change, _entry(change.kind, change.code), diff_html(change.before, change.after))
        for change in found
    ]
    count = len(found)
    if only_look:
        title = ngettext("%(count)s text would change", "%(count)s texts would change", count)
    else:
        title = ngettext("%(count)s text changed", "%(count)s texts changed", count)
    return desk_page(
        request,
        "imported_texts.html",
        title % {"count": count},
        {"changes": changes, "only_look": only_look, "language": to},
    )


@requires(EDIT)
@takes_file
def upload_guide(request, data, only_look):
    may = _may(request.user)
    report = import_guide(data, by=request.user, may=may, dry_run=only_look, most=MOST_AT_THE_DESK)
    # What is only looked at is not there yet, so nothing leads to it.
    lists = [
        (_("New"), not only_look, _with_addresses(report.new)),
        (_("Changed"), True, _with_addresses(report.changed)),
        (_("Not in the file, left as they are"), True, _with_addresses(report.not_in_file)),
    ]
    context = {
        "lists": [(name, is_there, entries) for name, is_there, entries in lists if entries],
        "taken_out": report.taken_out,
        "only_look": only_look,
    }
    if only_look:
        title = _("%(new)s new and %(changed)s changed entries would be imported")
    else:
        title = _("%(new)s new and %(changed)s changed entries imported")
    counts = {"new": len(report.new), "changed": len(report.changed)}
    return desk_page(request, "imported_guide.html", title % counts, context)


def _with_addresses(keys):
    """(kind, code, where the entry is) of each (kind, code)."""
    return [(kind, code, _entry(kind, code)) for kind, code in keys]


def _exchange_page(request, *, download=None, upload=None, status=200):
    """upload: the form that was sent; it is shown where it came from."""
    sent = {request.resolver_match.url_name: upload}
    context = {
        "download": download or DownloadForm(),
        "uploads": [(*about, sent.get(about[0])) for about in UPLOADS],
        "may_write": request.user.has_perm(EDIT),
    }
    return desk_page(
        request, "exchange.html", _("Translate, export and import"), context, status=status
    )


def _refused(request, refused):
    shown = refused.problems[:MOST_SHOWN]
    context = {
        "problems": [(problem, _entry(problem.kind, problem.code)) for problem in shown],
        "more": len(refused.problems) - len(shown),
    }
    return desk_page(request, "import_refused.html", str(refused), context, status=422)


def _entry(kind, code):
    """Where the entry is; "" for names that only a wrong file has."""
    if kind in BY_KIND and CODE.regex.match(code):
        return reverse("admin:entry", args=[kind, code])
    return ""


def _may(user):
    """may(kind, is_new): whether this person may add or change entries of this kind."""

    def may(kind, is_new):
        verb = "add" if is_new else "change"
        return user.has_perm(f"guide.{verb}_{kind}")

    return may


def _file(data, content_type, name):
    return HttpResponse(
        data, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
