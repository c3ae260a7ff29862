"""The field that a remark is about, as a form names it: "body_fr", "phone"; "" for all of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guide.models import Entry
from guide.models.names import field_in_words
from guide.publishing.languages import LANGUAGES


def fields_of(entry: Entry) -> list[tuple[str, str]]:
    """[(name in the form, its name in words)] of all that an entry says."""
    found = []
    kind = entry.kind_name()
    for name in type(entry).whole(entry.content()):
        if name in entry.PAIRS:
            found += [(f"{name}_{code}", field_in_words(kind, name, code)) for code in LANGUAGES]
        else:
            found.append((name, field_in_words(kind, name)))
    return found


class AboutField(forms.ChoiceField):
    """Which field of this entry."""

    def __init__(self, entry: Entry):
        choices = [("", _("The whole entry")), *fields_of(entry)]
        super().__init__(label=_("About which field"), choices=choices, required=False)
