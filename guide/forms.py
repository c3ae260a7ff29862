"""Forms that families fill in: text from the browser → valid codes."""

import re
from collections.abc import Container, Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from guide.edition.guide import Guide
from guide.lib.regions import REGIONS
from guide.lib.text import normal_line, typed

from .labels import RESOURCE_KINDS, SERVICE_LANGUAGES
from .models.feedback import LONGEST_SENTENCE

REACHES_SOMEONE = re.compile(r"\S@\S|\d[\d .()-]{5,}\d")


class GetFormHelper(FormHelper):
    """Of a form that only asks for a page: its answers stand in the address, and what is wrong is
    said by us.

    address: of the page that it asks for, or its name. Without one a browser would send the form to
    the address that it shows, with the field at which the page was opened (`#id_region`).
    """

    form_method = "get"
    disable_csrf = True

    def __init__(self, address: str) -> None:
        super().__init__()
        self.attrs = {"novalidate": True}
        self.form_action = address


def is_sent(names: Iterable[str], query: Container[str]) -> bool:
    """Whether a form with fields of these names was sent.

    A link that somebody shared brings others: fbclid, ref.
    """
    return any(name in query for name in names)


def ward_choices(guide: Guide) -> list[tuple[str, Any]]:
    """(code, name) of each ward, for a form; first that of none."""
    choices: list[tuple[str, Any]] = [("", _("No ward"))]
    for ward in guide.wards.values():
        choices.append((ward.code, f"{ward.name}, {ward.hospital}"))
    return choices


class RadioCards(forms.RadioSelect):
    """Radio buttons as cards, each with the hint of its choice, and the words of its drawing."""

    choices_by_code = {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        choice = self.choices_by_code.get(value)
        if choice:
            option |= {"hint": choice.hint, "drawing": choice.drawing}
        return option


class AnswerForm(forms.Form):
    """One question of the guide as radio cards. Nothing is chosen beforehand."""

    button = _("Continue")
    choice = forms.ChoiceField(
        widget=RadioCards,
        error_messages={
            "required": _("Choose one answer. If you do not know, choose “I am not sure”."),
            "invalid_choice": _(
                "That is not an answer to this question. Choose one of the answers below."
            ),
        },
    )
    # A form without a chosen card sends nothing, which looks like a first visit; this tells them
    # apart.
    sent = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def __init__(self, question, address, data=None, ward=""):
        """ward: the code of the ward from whose own place the question was opened."""
        super().__init__(data)
        self.question = question
        if ward:
            hidden = forms.HiddenInput
            self.fields["ward"] = forms.CharField(widget=hidden, initial=ward, required=False)
        field = self.fields["choice"]
        field.choices = [(choice.code, choice.label) for choice in question.choices]
        field.widget.choices_by_code = {choice.code: choice for choice in question.choices}
        field.label = question.title
        field.help_text = question.why
        self.helper = GetFormHelper(address)

    def clean_choice(self):
        if len(set(self.data.getlist("choice"))) > 1:
            raise forms.ValidationError(_("Choose only one answer."))
        return self.cleaned_data["choice"]


class SupportForm(forms.Form):
    """Narrow the list of support services."""

    button = _("Show support")
    region = forms.ChoiceField(
        label=_("Province or territory"),
        choices=[("", _("All of Canada")), *REGIONS.items()],
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind of help"),
        choices=[("", _("All kinds")), *RESOURCE_KINDS.items()],
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of the service"),
        choices=[("", _("Any language")), *SERVICE_LANGUAGES.items()],
        required=False,
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.helper = GetFormHelper("guide:support")
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("Choose one from the list.")

    def matches(self, resource):
        """Whether a Resource fits what was chosen."""
        region = self.cleaned_data.get("region")
        kind = self.cleaned_data.get("kind")
        language = self.cleaned_data.get("language")
        if region and not resource.serves(region):
            return False
        if kind and resource.kind != kind:
            return False
        if not kind and resource.is_shown_only_where_chosen:
            return False
        return not language or language in resource.languages or _has_interpreters(resource)

    def matches_note(self, note):
        """Whether a note on what was not found fits. It speaks of a place, in every language."""
        region = self.cleaned_data.get("region")
        kind = self.cleaned_data.get("kind")
        return (not region or note.serves(region)) and (not kind or note.kind == kind)


def _has_interpreters(resource):
    """A helpline with interpreters speaks every language."""
    return resource.kind == "helpline" and "other" in resource.languages


class FeedbackForm(forms.Form):
    """Whether a page helped, and one sentence if a family likes."""

    helped = forms.ChoiceField(
        label=_("Did this help?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose “Yes” or “No”."),
            "invalid_choice": _("Choose “Yes” or “No”."),
        },
    )
    sentence = forms.CharField(
        label=_("Anything else? One sentence, if you like"),
        help_text=_(
            "Please do not write names, telephone numbers or anything about your child’s health."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_SENTENCE}),
        required=False,
    )
    # Nobody sees this box; programs that fill in every box of every form do.
    website = forms.CharField(required=False)
    page = forms.CharField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(widget=forms.HiddenInput, required=False)
    edition = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, initial=None):
        super().__init__(data, initial=initial)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}

    def clean_sentence(self):
        sentence = normal_line(self.cleaned_data["sentence"])
        if len(sentence) > LONGEST_SENTENCE:
            raise forms.ValidationError(
                _("Please keep it under %(most)s letters."), params={"most": LONGEST_SENTENCE}
            )
        if REACHES_SOMEONE.search(typed(sentence)):
            raise forms.ValidationError(
                _("Please leave out telephone numbers and e-mail addresses.")
            )
        return sentence

    def is_from_a_program(self):
        return bool(self.cleaned_data["website"])
