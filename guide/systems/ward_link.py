"""The form that makes a link for a ward's intranet: choices only, no name can be typed."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guide.edition.guide import Guide
from guide.forms import GetFormHelper, is_sent, ward_choices
from guide.handout.print_form import LANGUAGES

OPENS = {
    "guide": _("The guide: its first question"),
    "team": _("The ward’s own page, for its families"),
    "place": _("The ward’s own print page: all its sheets, one press each"),
    "form": _("The print page, with the ward’s phone numbers"),
    "sheet": _("One sheet, to print at once"),
}
OF_A_WARD = ("team", "place")
UNKNOWN = _("Choose one from the list.")


class LinkForm(forms.Form):
    """What a link opens, in which language, for which ward; and the answers, where it is one
    sheet.
    """

    opens = forms.ChoiceField(
        label=_("What it opens"),
        choices=list(OPENS.items()),
        help_text=_("One sheet needs the answers below too."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()))
    ward = forms.ChoiceField(label=_("Ward"), required=False)
    button = _("Make the link")

    def __init__(self, guide: Guide, query: QueryDict) -> None:
        self.guide = guide
        sent = is_sent(self.base_fields, query)
        usual = {"opens": "form", "language": guide.language}
        super().__init__(query if sent else None, initial=usual)
        self._offer_wards()
        self._add_questions()
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = UNKNOWN
        self.helper = GetFormHelper("guide:ward_link")

    def _offer_wards(self) -> None:
        if not self.guide.wards:
            del self.fields["ward"]
            there = [(name, label) for name, label in OPENS.items() if name not in OF_A_WARD]
            cast(forms.ChoiceField, self.fields["opens"]).choices = there
            return
        cast(forms.ChoiceField, self.fields["ward"]).choices = ward_choices(self.guide)

    def _add_questions(self) -> None:
        for question in self.guide.questions.values():
            choices: list[tuple[str, Any]] = [("", _("Choose"))]
            choices += [(choice.code, choice.label) for choice in question.choices]
            self.fields[field_of(question.code)] = forms.ChoiceField(
                label=question.short,
                required=False,
                choices=choices,
                help_text=_("Only for one sheet."),
            )

    def clean(self) -> None:
        opens = self.cleaned_data.get("opens")
        if opens in OF_A_WARD and not self.cleaned_data.get("ward"):
            self.add_error("ward", _("Choose whose page it is."))
        if opens != "sheet":
            return
        for code in self.guide.questions:
            name = field_of(code)
            if name in self.cleaned_data and not self.cleaned_data[name]:
                self.add_error(name, _("A sheet needs an answer. It may be “I am not sure”."))

    @property
    def ward_code(self) -> str:
        """Empty where no ward was chosen, or a family is to read the guide."""
        if self.cleaned_data["opens"] == "guide":
            return ""
        code: str = self.cleaned_data.get("ward", "")
        return code

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of what it opens, that of the page where the link is made first."""
        chosen = self.cleaned_data["language"]
        if chosen != "both":
            return (chosen,)
        other = "fr" if self.guide.language == "en" else "en"
        return (self.guide.language, other)

    @property
    def codes(self) -> tuple[str, ...]:
        """The answers of one sheet."""
        return tuple(self.cleaned_data[field_of(code)] for code in self.guide.questions)


def field_of(question: str) -> str:
    """The name of a question’s field: no question of the guide has the name of another field."""
    return f"answer.{question}"
