"""What the small forms of the desk and of a review link have in common."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SmallForm(forms.Form):
    """A form that shares its page with others: its ids are its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **({"auto_id": f"{type(self).__name__.lower()}_%s"} | kwargs))


def is_to_come(day):
    """The day of a next review has not come yet."""
    if day <= timezone.localdate():
        raise forms.ValidationError(_("Choose a day after today."))
