"""The print page's form: choices only, so that nothing about a patient can be typed."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guide.edition.guide import Guide
from guide.forms import GetFormHelper, is_sent, ward_choices
from guide.lib.regions import REGIONS
from guide.lib.text import typed

from .options import LINES, PARTS, PLACES, USUAL_PARTS, BadOption, read_options
from .sheet import Sheet

INCLUDE = {
    "treatments": _("Treatments, one line each"),
    "questions": _("Questions to ask, with boxes to tick"),
    "support": _("People who can help"),
    "words": _("Words on the sheet, explained"),
    "outlook": _("What doctors know about the outlook"),
    "full": _("The whole text of each section: more pages"),
    "card": _("A fever card, to cut out"),
}
LANGUAGES = {"en": _("English"), "fr": _("French"), "both": _("Both, side by side")}
CHART_LANGUAGES = {
    "en": _("in English"),
    "fr": _("in French"),
    "both": _("in English and French"),
}
TEXTS = {"normal": _("Normal (14 point)"), "large": _("Large (18 point)")}
PAPERS = {"letter": _("Letter"), "a4": _("A4")}
COPIES = {
    "family": _("For the family"),
    "nurse": _("For the nurse: one page for the chart, what was explained and said back"),
    "card": _("The fever card alone, to cut out"),
}
REASONS = {
    "support": _(
        "Tick “People who can help” to print the services of this province, or choose “All of "
        "Canada”."
    ),
    "whole": _(
        "The whole text is printed in one language at a time. Ask for one language, or leave the "
        "whole text out."
    ),
    "ward": _("This ward is not in the guide, or not any more. Choose another."),
    "unknown": _("Choose one from the list."),
}


def left_out(sheet: Sheet) -> list[Any]:
    """What stands on the page and not on this sheet for the family, as the form names it."""
    if sheet.options.copy != "family":
        return []
    not_here = sheet.data["sides"][0]["not_here"]
    named = INCLUDE | {"regions": _("Services of one province or territory")}
    told: list[Any] = [named[part] for part in not_here["parts"]]
    if not_here["questions"]:
        told.append(_("More questions to ask"))
    if not_here.get("services"):
        names = ", ".join(service["title"] for service in not_here["services"])
        told.append(_("More services: %(names)s") % {"names": names})
    return told


def chart_line(sheet: Sheet) -> str:
    """A line about the sheet for the chart of a patient, of whom it says nothing."""
    named = "both" if len(sheet.options.languages) > 1 else sheet.options.languages[0]
    line = _("%(title)s. Edition %(edition)s, code %(code)s, %(language)s.")
    return str(line) % {
        "title": _title_of(sheet),
        "edition": sheet.data["edition"],
        "code": sheet.data["code"],
        "language": CHART_LANGUAGES[named],
    }


def _title_of(sheet: Sheet) -> str:
    """What stands at its head. The fever card is the same in every situation."""
    titles = {
        "family": _("Summary of treatment options: %(answers)s"),
        "nurse": _("Nurse’s record: %(answers)s"),
        "card": _("Fever card"),
    }
    return str(titles[sheet.options.copy]) % {"answers": sheet.data["sides"][0]["situation"]}


class PrintForm(forms.Form):
    """One field for each question of the guide, then what is printed and how."""

    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()))
    text = forms.ChoiceField(
        label=_("Text"),
        choices=list(TEXTS.items()),
        help_text=_("Web addresses, explained words and sources are smaller."),
    )
    paper = forms.ChoiceField(label=_("Paper"), choices=list(PAPERS.items()))
    copy = forms.ChoiceField(label=_("Copy"), choices=list(COPIES.items()))
    include = forms.MultipleChoiceField(
        label=_("What to print"),
        choices=list(INCLUDE.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The key points and when to call right away are always printed."),
    )
    region = forms.ChoiceField(
        label=_("People who can help in"),
        choices=[("", _("All of Canada"))] + [(place, REGIONS[place]) for place in PLACES if place],
        required=False,
    )
    ward = forms.ChoiceField(
        label=_("Ward"),
        required=False,
        help_text=_("Its phone numbers are printed. Nothing remembers it but the address."),
    )
    lines = forms.ChoiceField(
        label=_("Lines to write on"), choices=[(str(n), n) for n in sorted(LINES)]
    )
    button = _("Show the sheet")

    def __init__(self, guide: Guide, query: QueryDict) -> None:
        self.guide = guide
        self.questions = list(guide.questions.values())
        sent = is_sent([*self.base_fields, *guide.questions], query)
        if sent and self._is_a_beginning(query):
            super().__init__(None, initial=self._chosen(query))
        else:
            super().__init__(self._data(query) if sent else None, initial=self._usual())
        # An address that names an unknown ward, and no answer, hears of the ward alone.
        self._add_questions(are_asked=not sent or is_sent(guide.questions, query))
        cast(forms.ChoiceField, self.fields["ward"]).choices = ward_choices(guide)
        if not guide.wards and not query.get("ward"):
            del self.fields["ward"]
        for name, field in self.fields.items():
            reason = "ward" if name == "ward" else "unknown"
            field.error_messages["invalid_choice"] = REASONS[reason]
        self.helper = GetFormHelper("guide:print")

    def _usual(self) -> dict[str, Any]:
        """What is chosen where nobody chose, as a form sends it."""
        usual = read_options(QueryDict(), self.guide)
        named: dict[str, Any] = {}
        for name in ("text", "paper", "copy", "region", "ward", "lines"):
            named[name] = str(getattr(usual, name))
        named["language"] = self.guide.language
        named["include"] = [part for part in PARTS if part in USUAL_PARTS]
        return named

    def _data(self, query: QueryDict) -> QueryDict:
        """What an address leaves out is as usual, so that a bookmark may be short.

        The form always sends one empty `include`, to tell that nothing was ticked from nothing was
        said.
        """
        data = query.copy()
        for name, values in query.lists():
            data.setlist(name, [typed(value) for value in values])
        for name, value in self._usual().items():
            if name not in data:
                data.setlist(name, value if isinstance(value, list) else [value])
        data.setlist("include", [part for part in data.getlist("include") if part])
        return data

    def _is_a_beginning(self, query: QueryDict) -> bool:
        """Whether an address names the ward or the paper and no answer: a link that opens the form.

        What it names must be known; otherwise the form says what is not.
        """
        if is_sent(self.guide.questions, query):
            return False
        try:
            read_options(query, self.guide)
        except BadOption:
            return False
        return True

    def _chosen(self, query: QueryDict) -> dict[str, Any]:
        """What such an address names, and the usual for the rest."""
        data = self._data(query)
        chosen: dict[str, Any] = {}
        for name in self._usual():
            chosen[name] = data.getlist(name) if name == "include" else data.get(name)
        return chosen

    def _add_questions(self, *, are_asked: bool) -> None:
        asked: dict[str, forms.Field] = {}
        message = _("Choose one answer. If you do not know, choose “I am not sure”.")
        for question in self.questions:
            choices: list[tuple[str, Any]] = [("", _("Choose"))]
            choices += [(choice.code, choice.label) for choice in question.choices]
            asked[question.code] = forms.ChoiceField(
                label=question.short,
                choices=choices,
                required=are_asked,
                error_messages={"required": message},
            )
        self.fields = asked | self.fields

    def clean(self) -> None:
        if self.errors:
            return
        try:
            self.options = read_options(cast(QueryDict, self.data), self.guide)
        except BadOption as problem:
            self.add_error(problem.name, REASONS[problem.reason])

    @property
    def codes(self) -> tuple[str, ...]:
        """The choices of the path, once the form is valid."""
        return tuple(self.cleaned_data[question.code] for question in self.questions)
