"""The ward's binder: the sheets of all paths of what families read now, from the desk."""

from collections.abc import Iterator
from tempfile import TemporaryFile

from django import forms
from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guide.edition.current import NoEdition, find_edition, live_edition
from guide.forms import is_sent, ward_choices
from guide.handout.binder import Contents, binder_sheets, write_pdf, write_zip
from guide.handout.edition_form import earlier_editions
from guide.handout.errors import Refused
from guide.handout.file_in_queue import FileInQueue
from guide.handout.options import LANGUAGES, PAPERS, PLACES, TEXTS, Options
from guide.handout.queue import QueueFull
from guide.lib.regions import REGIONS
from guide.roles import READ

from .page import desk_page, requires

SETS = {"-".join(languages): languages for languages in LANGUAGES}
NAMES = {"en": _("English"), "fr": _("French"), "en-fr": _("both, English first")}
NAMES["fr-en"] = _("both, French first")
COPIES = {
    "family": _("the sheet for the family"),
    "nurse": _("the nurse’s page for the chart"),
    "card": _("the fever card, once in each language"),
}
KINDS = {"pdf": (write_pdf, "application/pdf"), "zip": (write_zip, "application/zip")}
PIECE = 64 * 1024  # bytes


class BinderForm(forms.Form):
    """What is bound. Nothing about a patient can be typed."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=list(NAMES.items()),
        initial=["en", "fr"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one language.")},
    )
    copies = forms.MultipleChoiceField(
        label=_("Of each situation"),
        choices=list(COPIES.items()),
        initial=["family"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one copy.")},
    )
    text = forms.ChoiceField(
        label=_("Text"), choices=list(zip(TEXTS, (_("normal"), _("large")), strict=True))
    )
    paper = forms.ChoiceField(
        label=_("Paper"), choices=list(zip(PAPERS, (_("Letter"), _("A4")), strict=True))
    )
    region = forms.ChoiceField(
        label=_("Services of"),
        required=False,
        choices=[("", _("All of Canada"))] + [(place, REGIONS[place]) for place in PLACES if place],
    )
    ward = forms.ChoiceField(label=_("Ward"), required=False)
    since = forms.TypedChoiceField(
        label=_("Only what reads differently since edition"),
        coerce=int,
        empty_value=0,
        required=False,
        help_text=_("For sheets that are to be replaced in a binder."),
    )
    kind = forms.ChoiceField(
        label=_("As"),
        choices=[
            ("pdf", _("one bound PDF with contents")),
            ("zip", _("a ZIP with one PDF for each sheet")),
        ],
    )
    boxes = ("languages", "copies")

    def __init__(self, edition, data=None):
        super().__init__(data)
        self.fields["ward"].choices = ward_choices(edition.guide("en"))
        since = [("", _("all sheets"))]
        for earlier in earlier_editions(edition):
            since.append((str(earlier.number), str(earlier.number)))
        self.fields["since"].choices = since


@requires(READ)
@require_safe
def binder(request):
    """The form; once it is sent, the file."""
    title = _("Ward binder")
    try:
        edition = live_edition()
    except NoEdition:
        return desk_page(request, "binder.html", title)
    sent = is_sent(BinderForm.base_fields, request.GET)
    form = BinderForm(edition, request.GET if sent else None)
    context = {"form": form, "guide": edition.guide("en")}
    if not (form.is_bound and form.is_valid()):
        status = 422 if form.errors else 200
        return desk_page(request, "binder.html", title, context, status=status)
    sheets = sheets_of(edition, form.cleaned_data)
    if not sheets:
        return desk_page(request, "binder.html", title, context | {"nothing": True})
    return _file(edition, sheets, form.cleaned_data["kind"], "progress" in request.GET)


def sheets_of(edition, chosen):
    """The Sheets that a form with this `cleaned_data` asks for."""
    since = find_edition(chosen["since"]) if chosen["since"] else None
    languages = tuple(SETS[name] for name in chosen["languages"])
    contents = Contents(languages, tuple(chosen["copies"]), since)
    named = {name: chosen[name] for name in ("text", "paper", "region", "ward")}
    options = Options(("en",), **named)
    return list(binder_sheets(edition, contents, options, settings.SITE_ADDRESS))


def _file(edition, sheets, kind, has_progress):
    """The file as a stream: whoever asked for it sees that it comes, and what stands before it in
    the house does not think that nothing does. It has its place among those who print before it
    begins. Raises QueueFull.
    """
    write, content_type = KINDS[kind]
    name = f"binder-edition-{edition.number}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Binder": name}
    headers["X-Accel-Buffering"] = "no"
    pieces = _with_progress if has_progress else _as_it_is_made
    if has_progress:
        content_type = "application/octet-stream"
    made = FileInQueue(pieces(sheets, write))
    return StreamingHttpResponse(made, content_type=content_type, headers=headers)


def _as_it_is_made(sheets, write) -> Iterator[bytes]:
    """The file, each part of it as soon as it is there: a download that grows."""
    with TemporaryFile() as file:
        sent = 0
        for _number in write(sheets, file):
            written = file.tell()
            yield from _read(file, sent)
            sent = written
            file.seek(written)
        yield from _read(file, sent)


def _with_progress(sheets, write) -> Iterator[bytes]:
    """A line for each sheet that is made, an empty one, and the file. A line of ! says that it
    cannot be made.
    """
    with TemporaryFile() as file:
        try:
            for number in write(sheets, file):
                yield f"{number}/{len(sheets)}\n".encode()
        except (QueueFull, Refused, OSError):
            yield b"!\n"
            return
        yield b"\n"
        yield from _read(file, 0)


def _read(file, begin) -> Iterator[bytes]:
    """What stands in the file from there on, in pieces."""
    file.seek(begin)
    while piece := file.read(PIECE):
        yield piece
