"""The form of an entry: pairs of languages named, codes kept, nobody's work overwritten."""

from django import forms
from django.utils.text import capfirst

from guide.lib.control_characters import NOT_IN_TEXT
from guide.models import EntryVersion
from guide.publishing.changes import comparable, field_changes
from guide.publishing.diff import diff_html
from guide.publishing.languages import language_names


class EntryForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    translation_checked = forms.BooleanField(
        label="The other language is still right",
        required=False,
        help_text="Tick after a change of one language only, when the words of the other need no change.",
    )
    conflict = ()
    theirs = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version
            if "code" in self.fields:
                self.fields["code"].disabled = True
                self.fields["code"].help_text = "Part of addresses and links, so it stays as it is."
        if "code" in self.fields:
            self.fields["code"].error_messages["unique"] = "Another entry has this code already. Choose another."
        self._name_languages()

    def _name_languages(self):
        for name in self._meta.model.PAIRS:
            for language, language_name in language_names().items():
                field = self.fields.get(f"{name}_{language}")
                if field:
                    field.label = f"{capfirst(field.label)} ({language_name})"
                    field.widget.attrs["lang"] = language

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):  # browsers send line ends of their own; an untouched text stays as it is
                cleaned[name] = NOT_IN_TEXT.sub("", value.replace("\r\n", "\n"))
        if self.instance.pk and cleaned.get("seen_version") != self.instance.version:
            self._refuse_to_overwrite()
        return cleaned

    def _refuse_to_overwrite(self):
        who = self.instance.edited_by
        name = (who.get_full_name() or who.get_username()) if who else "Somebody else"
        self.conflict = [
            (self.fields[field].label, diff_html(*comparable(theirs, yours)))
            for field in self.cleaned_data
            if field in self._meta.model._meta.fields_map or hasattr(self.instance, field)
            for theirs, yours in [(_shown(_value(self.instance, field)), _shown(self.cleaned_data[field]))]
            if theirs != yours
        ]
        self.theirs = self._changed_since(self.cleaned_data.get("seen_version"))
        # A second Save, after reading what differs, is meant.
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = self.instance.version
        self.add_error(
            None,
            f"{name} saved “{self.instance}” while you were working on it. Nothing of yours is saved yet, and "
            "nothing is lost: your text is in the form, and the differences from theirs are listed above it. Take "
            "over what you need, then press Save again.",
        )

    def _changed_since(self, version):
        """What colleagues changed since this version was opened, links and treatments included."""
        seen = EntryVersion.objects.of(self.instance).filter(version=version).first()
        return tuple(field_changes(seen.content, self.instance.content())) if seen else ()


def _value(instance, field):
    value = getattr(instance, field)
    return value.all() if hasattr(value, "all") else value


def _shown(value):
    if value is None or value is False:
        return ""
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return "\n".join(sorted(map(str, value)))
    return str(value)
