"""The form that asks which usual sheets of an earlier edition still stand."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guide.edition.edition import EditionSummary, LoadedEdition
from guide.edition.guide import Guide
from guide.forms import GetFormHelper, ward_choices

from .options import Options
from .print_form import LANGUAGES, REASONS
from .standing import MOST_EDITIONS
from .ward_place import usual_of


def earlier_editions(edition: LoadedEdition) -> list[EditionSummary]:
    """The last editions before this one, the newest first."""
    before = [summary for summary in edition.history if summary.number < edition.number]
    return before[:MOST_EDITIONS]


class EditionForm(forms.Form):
    """An edition, and how its sheets were printed. Nothing about a patient can be typed."""

    number = forms.TypedChoiceField(
        label=_("Edition on the sheets"),
        coerce=int,
        help_text=_("It stands at the foot of each page, beside the code."),
        error_messages={
            "invalid_choice": _("Choose one of these editions. Replace sheets of older ones."),
            "required": _("Choose the edition that stands on the sheets."),
        },
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=list(LANGUAGES.items()),
        required=False,
        error_messages={"invalid_choice": REASONS["unknown"]},
    )
    ward = forms.ChoiceField(
        label=_("Ward"), required=False, error_messages={"invalid_choice": REASONS["ward"]}
    )
    button = _("Look which still stand")

    def __init__(
        self, guide: Guide, editions: list[EditionSummary], data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial={"language": guide.language})
        self.guide = guide
        numbers = [(str(one.number), str(one.number)) for one in editions]
        cast(forms.ChoiceField, self.fields["number"]).choices = numbers
        cast(forms.ChoiceField, self.fields["ward"]).choices = ward_choices(guide)
        self.helper = GetFormHelper("guide:check_edition")

    @property
    def options(self) -> Options:
        """How the sheets were printed: as the ward prints, in the language that was chosen."""
        asked = self.cleaned_data["language"] or self.guide.language
        other = "fr" if self.guide.language == "en" else "en"
        languages = (self.guide.language, other) if asked == "both" else (asked,)
        ward = self.guide.wards.get(self.cleaned_data["ward"])
        if ward is None:
            return Options(languages)
        usual = usual_of(ward, self.guide.language)
        return Options(languages, text=usual.text, region=usual.region, ward=usual.ward)
