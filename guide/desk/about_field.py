"""The field that a remark is about, as a form names it: "body_fr", "phone"; "" for all of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guide.models import Entry
from guide.publishing.languages import LANGUAGES, language_names


def fields_of(entry: Entry) -> list[tuple[str, str]]:
    """[(name in the form, its name in words)] of all that an entry says."""
    found = []
    names = language_names()
    for name in type(entry).whole(entry.content()):
        words = name.replace("_", " ").capitalize()
        if name in entry.PAIRS:
            found += [(f"{name}_{code}", f"{words} ({names[code]})") for code in LANGUAGES]
        else:
            found.append((name, words))
    return found


class AboutField(forms.ChoiceField):
    """Which field of this entry."""

    def __init__(self, entry: Entry):
        choices = [("", _("The whole entry")), *fields_of(entry)]
        super().__init__(label=_("About which field"), choices=choices, required=False)
