"""The fields that texts are kept in, each in the one normal form; pairs of languages, rich text,
ticked codes.
"""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField, create_sanitizer
from translated_fields import TranslatedField

from guide.lib.foreign_html import is_tangled, kept_meaning
from guide.lib.text import normal_line, normal_rich_text, normal_text
from guide.lib.whole_links import with_whole_links

from .link_validator import check_web_address
from .rich_text_validator import check_rich_text

# Of the editor's buttons, in their order.
GROUPS = ("blocks", "warning", "marks", "link", "history", "palette", "sign")
# Few on purpose: what is not here cannot be typed, pasted or imported.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "HardBreak": True,
    "Heading": {"levels": [3, 4]},
    "Link": {"enableTarget": False, "protocols": ["https", "http", "mailto", "tel", "guide"]},
    # Our own buttons and our own way of pasting: static/admin/editor.js. They come after Link,
    # whose buttons they draw anew.
    "Menu": {
        "defaultItems": False,
        "groups": [{"group": name} for name in GROUPS],
    },
    "GuideWarning": True,
    "DeskEditor": True,
}


class LineBox(forms.CharField):
    """The form's side of a LineField: a letter counts once, however its accent came."""

    normal = staticmethod(normal_line)

    def to_python(self, value):
        text = super().to_python(value)
        return text if "\x00" in text else self.normal(text)  # Django refuses it in a sentence


class LinesBox(LineBox):
    """The same for a LinesField."""

    normal = staticmethod(normal_text)


class NormalForm:
    """Mixed into a field of text: the door that every text comes in by, from forms, files and code
    alike.

    Only a restored backup passes by, since it brings back what was there to the letter.
    """

    normal: Callable[[str], str]  # of the field that it is mixed into

    def clean(self, value, instance):
        return super().clean(self._normal(value), instance)

    def pre_save(self, instance, add):
        value = self._normal(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def _normal(self, value):
        return self.normal(value) if isinstance(value, str) else value


class LineField(NormalForm, models.CharField):
    """One line of plain text."""

    normal = staticmethod(normal_line)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LineBox} | kwargs)


class LinesField(NormalForm, models.TextField):
    """Plain text of several lines, never longer than `max_length`: by form, import and code, on
    every database.

    Django checks the length of a TextField in forms alone. Migrations know nothing of it, as no
    database does.
    """

    normal = staticmethod(normal_text)

    def __init__(self, *args, max_length=2000, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)
        self.validators.append(MaxLengthValidator(max_length))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length")
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LinesBox} | kwargs)


class RichTextField(ProseEditorField):
    """HTML with headings, lists, bold, italic and links; anything else is taken out.

    Sanitised and in normal form on every way in (form, import, code), not only by forms.
    """

    default_validators = [check_rich_text]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        # The last comes first: what tags mean is kept before they are taken out.
        kwargs.setdefault("sanitize", [create_sanitizer, kept_meaning])
        super().__init__(*args, **kwargs)

    def normal(self, html):
        return normal_rich_text(self.sanitize(with_whole_links(html)))

    def clean(self, value, instance):
        if is_tangled(value or ""):
            raise ValidationError(
                _(
                    "Here bold or italic words begin again and again and never end. Paste it as "
                    "plain text (Ctrl+Shift+V)."
                )
            )
        return normal_rich_text(super().clean(with_whole_links(value or ""), instance))

    def pre_save(self, instance, add):
        value = self.normal(super().pre_save(instance, add) or "")
        setattr(instance, self.attname, value)
        return value


class WebAddressBox(forms.URLField):
    """The form's side of it: what is wrong is told once, by the model's field."""

    default_validators = []

    def to_python(self, value):
        return super().to_python(normal_line(value or ""))


class WebAddressField(NormalForm, models.URLField):
    """A web address; typed without a scheme it means https."""

    normal = staticmethod(normal_line)
    default_validators = [check_web_address]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": WebAddressBox, "assume_scheme": "https"} | kwargs)


def line_pair(verbose_name, max_length=200, **kwargs):
    """One line of plain text in each language."""
    return TranslatedField(LineField(verbose_name, max_length=max_length, blank=True, **kwargs))


def lines_pair(verbose_name, **kwargs):
    """Plain text of several lines in each language."""
    return TranslatedField(LinesField(verbose_name, blank=True, **kwargs))


def drawing_pair():
    """What the guide's drawing of an entry shows, for those who do not see it.

    A later field: see `Entry.LATER`.
    """
    help_text = _(
        "One or two short sentences that a screen reader says in place of the drawing: what is "
        "seen, no more. Leave this empty where the guide has no drawing."
    )
    return line_pair(
        _("what the drawing shows"), 300, help_text=help_text, default="", db_default=""
    )


def said_pair():
    """What people call an entry, or type when they look for it: search alone reads it.

    A later field: see `Entry.LATER`.
    """
    help_text = _(
        "One a line: everyday words, short forms and usual slips of spelling by which families "
        "look for this. They are found, and never shown."
    )
    return lines_pair(_("what people say"), help_text=help_text, default="", db_default="")


def rich_pair(verbose_name, **kwargs):
    """Rich text in each language."""
    return TranslatedField(RichTextField(verbose_name, blank=True, **kwargs))


class CodesField(models.JSONField):
    """A short list of codes out of a fixed set, ticked as boxes in forms.

    `options` maps code → label. Kept as a sorted list, so that ticking order never changes the
    content.
    """

    def __init__(self, *args, options=None, **kwargs):
        self.options = options or {}
        kwargs |= {"default": list, "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def pre_save(self, instance, add):
        value = sorted(super().pre_save(instance, add) or [])
        setattr(instance, self.attname, value)
        return value

    def validate(self, value, instance):
        super().validate(value, instance)
        if not isinstance(value, list):
            raise ValidationError(_("This needs a list of codes."))
        unknown = [code for code in value if not isinstance(code, str) or code not in self.options]
        if unknown:
            names = ", ".join(map(str, unknown))
            raise ValidationError(_("Not known here: %(names)s."), params={"names": names})
        if len(value) != len(set(value)):
            raise ValidationError(_("Here a code stands twice."))

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=list(self.options.items()),
            required=False,
            label=kwargs.get("label") or self.verbose_name.capitalize(),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )
