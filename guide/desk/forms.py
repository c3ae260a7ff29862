"""What the small forms of the desk and of a review link have in common."""

import unicodedata
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guide.handout.printable import why_not_printable


class SmallForm(forms.Form):
    """A form that shares its page with others: its ids are its own."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)


class DayInput(forms.DateInput):
    """The browser's own field for a day: it takes its value in this form alone, in any language."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class SeenForm(SmallForm):
    """A form about exactly the text that its page showed."""

    digest = forms.RegexField(
        r"^[0-9a-f]{64}\Z",
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid"], _("Open this page again: it lost which text it shows.")
        ),
    )


def is_a_name(text):
    """Nothing that ends the line, turns its direction or cannot be seen: the name stands in a
    sentence and on paper.
    """
    if any(_is_unprintable(character) for character in text):
        raise forms.ValidationError(_("Write the name on one line, without special characters."))
    reason = why_not_printable(text)
    if reason:
        raise forms.ValidationError(reason)
    if not any(character.isalpha() for character in text):
        raise forms.ValidationError(_("Give a name."))


def _is_unprintable(character):
    ends_the_line = character in "\u2028\u2029"
    is_control = unicodedata.category(character).startswith("C")
    return ends_the_line or is_control


class NameField(forms.CharField):
    """The name of a person, as it may be printed."""

    default_validators = [is_a_name]
    default_error_messages = {
        "required": _("Give a name."),
        "max_length": _("A name has 120 letters at most."),
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=120, **kwargs)

    def to_python(self, value):
        return unicodedata.normalize("NFC", super().to_python(value))


def is_to_come(day):
    """The day of a next review has not come yet."""
    if day <= timezone.localdate():
        raise forms.ValidationError(_("Choose a day after today."))


def in_a_year():
    return timezone.localdate() + timedelta(days=365)


class NextReviewField(forms.DateField):
    """The day by which what is signed has to be looked at again."""

    default_validators = [is_to_come]
    default_error_messages = {"required": _("Say when this should be reviewed again.")}

    def __init__(self, **kwargs):
        usual = {"label": _("Next review"), "widget": DayInput()}
        super().__init__(**usual | kwargs)
