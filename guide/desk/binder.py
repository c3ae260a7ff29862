"""The ward's binder: the sheets of all paths of what families read now, from the desk."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guide.edition.current import NoEdition, live_edition
from guide.forms import is_sent
from guide.handout.binder import as_pdf, as_zip, binder_sheets
from guide.handout.options import LANGUAGES, PAPERS, TEXTS, Options
from guide.roles import READ

from .page import desk_page, requires

SETS = {"-".join(languages): languages for languages in LANGUAGES[:3]}
NAMES = {"en": _("English"), "fr": _("French"), "en-fr": _("Both, side by side")}
KINDS = {"pdf": (as_pdf, "application/pdf"), "zip": (as_zip, "application/zip")}


class BinderForm(forms.Form):
    """What is bound. Nothing about a patient can be typed."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=list(NAMES.items()),
        initial=["en", "fr"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one language.")},
    )
    text = forms.ChoiceField(label=_("Text"), choices=[(size, size) for size in TEXTS])
    paper = forms.ChoiceField(label=_("Paper"), choices=[(paper, paper) for paper in PAPERS])
    ward = forms.ChoiceField(label=_("Ward"), required=False)
    kind = forms.ChoiceField(
        label=_("As"),
        choices=[
            ("pdf", _("one bound PDF with contents")),
            ("zip", _("a ZIP with one PDF for each sheet")),
        ],
    )

    def __init__(self, guide, data=None):
        super().__init__(data)
        choices = [("", _("no ward"))]
        for ward in guide.wards.values():
            choices.append((ward.code, f"{ward.name}, {ward.hospital}"))
        self.fields["ward"].choices = choices


@requires(READ)
@require_safe
def binder(request):
    """The form; once it is sent, the file."""
    try:
        edition = live_edition()
    except NoEdition:
        return desk_page(request, "binder.html", _("Ward binder"))
    guide = edition.guide("en")
    sent = is_sent(BinderForm.base_fields, request.GET)
    form = BinderForm(guide, request.GET if sent else None)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "guide": guide}
        return desk_page(
            request, "binder.html", _("Ward binder"), context, status=422 if form.errors else 200
        )
    return _file(edition, **form.cleaned_data)


def _file(edition, languages, kind, **chosen):
    make, content_type = KINDS[kind]
    options = Options(("en",), **chosen)
    sheets = binder_sheets(
        edition, [SETS[name] for name in languages], options, settings.SITE_ADDRESS
    )
    name = f"binder-edition-{edition.number}.{kind}"
    return HttpResponse(
        make(sheets),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
