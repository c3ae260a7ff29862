"""The field for a ward's logo: a file that is chosen in the form, kept as text."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from guide.lib.logo import NotALogo, check_logo, logo_of, png_of


def check_kept_logo(logo: str) -> None:
    try:
        check_logo(logo)
    except NotALogo as problem:
        raise ValidationError(str(problem)) from None


class LogoInput(forms.ClearableFileInput):
    """Shows the picture that is kept, with a box to take it away."""

    template_name = "admin/desk/logo_input.html"

    def is_initial(self, value):
        return bool(value)

    def format_value(self, value):
        return value or None


class LogoBox(forms.FileField):
    """The form's side: the text that is kept already, where no file was chosen."""

    widget = LogoInput

    def clean(self, data, initial=None):
        if data is False:
            return ""
        if not data:
            return initial or ""
        try:
            return logo_of(super().clean(data, initial).read())
        except NotALogo as problem:
            raise forms.ValidationError(str(problem)) from None

    def has_changed(self, initial, data):
        return data is False or bool(data)


class LogoField(models.TextField):
    """A PNG picture as text (`lib.logo`), or empty. A later field: see `Entry.LATER`."""

    default_validators = [check_kept_logo]

    def __init__(self, *args, **kwargs):
        kwargs |= {"blank": True, "default": "", "db_default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def to_python(self, value):
        """Drawn anew, as a file that is chosen in the form: one that comes in a YAML file has
        nothing beside the picture either.
        """
        if not value or not isinstance(value, str):
            return value
        try:
            return logo_of(png_of(value))
        except NotALogo as problem:
            raise ValidationError(str(problem)) from None

    def formfield(self, **kwargs):
        return LogoBox(required=False, label=self.verbose_name, help_text=self.help_text)

    def save_form_data(self, instance, data):
        setattr(instance, self.name, data)
