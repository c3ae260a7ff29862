"""The form of an entry: pairs of languages named, codes kept, nobody's work overwritten."""

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from guide.desk.limits import MOST_WORDS
from guide.handout.printable import is_read, why_not_printable
from guide.lib.characters import REFUSED_BY_FILES
from guide.lib.logo import in_words, is_logo
from guide.lib.text import laid_out_as, says_the_same
from guide.models import EntryVersion
from guide.models.fields import RichTextField
from guide.models.names import LANGUAGES
from guide.publishing.changes import comparable, field_changes
from guide.publishing.diff import diff_html
from guide.publishing.languages import language_names
from guide.publishing.references import names_in
from guide.roles import name_of


class EntryForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    translation_checked = forms.BooleanField(
        label=_("The other language is still right"),
        required=False,
        help_text=_(
            "Tick after a change of one language only, when the words of the other need no change."
        ),
    )
    conflict = ()
    theirs = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version
            if "code" in self.fields:
                self.fields["code"].disabled = True
                self.fields["code"].help_text = _(
                    "Part of addresses and links, so it stays as it is."
                )
        if "code" in self.fields:
            self.fields["code"].error_messages["unique"] = _(
                "Another entry has this code already. Choose another."
            )
        fields = self._meta.model._meta.fields
        self.text_fields = {field.name: field for field in fields if hasattr(field, "normal")}
        self.stored = {name: getattr(self.instance, name) for name in self.text_fields}
        self._name_languages()
        self._say_what_was_asked()

    def _say_what_was_asked(self):
        """What stands open about a field is said beside it."""
        lookups = getattr(self.instance, "lookups", None)
        if lookups is None:
            return
        for one in [*lookups.said.objections, *lookups.said.comments]:
            field = self.fields.get(one.about)
            if field is None:
                continue
            words = format_html(
                '<span class="said"><strong>{}</strong> · {}: {}</span>',
                one.author,
                one.get_nature_display(),
                one.text,
            )
            field.help_text = format_html("{}<br>{}", words, field.help_text)

    @cached_property
    def changed_data(self):
        """What history keeps as changed, and so does the log: not what differs in its form
        alone.
        """
        return [name for name in super().changed_data if not self._differs_in_form_alone(name)]

    def _differs_in_form_alone(self, name):
        sent = self[name].data
        return name in self.text_fields and isinstance(sent, str) and self._is_stored(name, sent)

    def _is_stored(self, name, text):
        """Whether this text says what the entry holds already."""
        return says_the_same(self.text_fields[name].normal(text), self.stored[name])

    def _post_clean(self):
        super()._post_clean()
        for name, field in self.text_fields.items():
            if name in self.cleaned_data and isinstance(field, RichTextField):
                html = field.normal(getattr(self.instance, name))
                setattr(self.instance, name, laid_out_as(self.stored[name], html))

    def _name_languages(self):
        for name in self._meta.model.PAIRS:
            for language in language_names():
                field = self.fields.get(f"{name}_{language}")
                if field:
                    field.label = format_lazy("{} ({})", capfirst(field.label), LANGUAGES[language])
                    field.widget.attrs["lang"] = language
                    most = MOST_WORDS.get((self._meta.model.kind_name(), name))
                    if most:
                        field.widget.attrs["data-most-words"] = most

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = REFUSED_BY_FILES.sub("", value)
                self._refuse_what_cannot_be_printed(name, cleaned[name])
        if self.instance.pk and cleaned.get("seen_version") != self.instance.version:
            self._refuse_to_overwrite()
        return cleaned

    def _refuse_what_cannot_be_printed(self, name, text):
        field = name.rpartition("_")[0] if name.endswith(tuple(self._endings())) else name
        if is_read(self._meta.model._meta.model_name, field):
            reason = why_not_printable(text)
            if reason:
                self.add_error(name, reason)

    def _endings(self):
        return [f"_{language}" for language in language_names()]

    def _refuse_to_overwrite(self):
        who = self.instance.edited_by
        self.conflict = self._differences()
        self.theirs = self._changed_since(self.cleaned_data.get("seen_version"))
        # A second Save, after reading what differs, is meant.
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = self.instance.version
        said = _(
            "%(name)s saved “%(entry)s” while you were working on it. Nothing of yours is saved "
            "yet, and nothing is lost: your text is in the form, and the differences from theirs "
            "are listed above it. Take over what you need, then press Save again."
        )
        name = name_of(who) if who else _("Somebody else")
        self.add_error(None, said % {"name": name, "entry": self.instance})

    def _differences(self):
        """(label, difference as HTML) of each field that says something else than what is saved."""
        found = []
        for field, value in self.cleaned_data.items():
            if not hasattr(self.instance, field):
                continue
            theirs = _shown(_value(self.instance, field))
            yours = _shown(value)
            if theirs == yours or (field in self.text_fields and self._is_stored(field, yours)):
                continue
            found.append((self.fields[field].label, diff_html(*comparable(theirs, yours))))
        return found

    def _changed_since(self, version):
        """What colleagues changed since this version was opened, links and treatments included."""
        seen = EntryVersion.objects.of(self.instance).filter(version=version).first()
        if seen is None:
            return ()
        kind = self.instance.kind_name()
        now = self.instance.content()
        names = names_in([(kind, seen.content), (kind, now)])
        return tuple(field_changes(kind, seen.content, now, names))


def _value(instance, field):
    """What is saved: a value, or the entries that a link of many names."""
    value = getattr(instance, field)
    return value.all() if hasattr(value, "all") else value


def _shown(value):
    """A value as a text that can be compared: one linked entry a line."""
    if value is None or value is False:
        return ""
    if is_logo(value):
        return in_words(value)
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return "\n".join(sorted(map(str, value)))
    return str(value)
