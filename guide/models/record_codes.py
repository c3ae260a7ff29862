"""The field for codes of record systems, by which an entry's page is asked for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guide.lib.code_systems import NAMES, NotACode, read_line
from guide.lib.text import normal_text

from .fields import LinesField


def in_one_form(text: str) -> str:
    """Each code once, in its one form; a line that is no code stays as it was written."""
    lines: list[str] = []
    for line in normal_text(text).split("\n"):
        written = _in_one_form(line)
        if written and written not in lines:
            lines.append(written)
    return "\n".join(lines)


def check_record_codes(text: str) -> None:
    for line in text.split("\n"):
        try:
            read_line(line)
        except NotACode:
            raise ValidationError(
                _(
                    "“%(line)s” is not a code that is known here. Write one a line, with the name "
                    "of its system before it: %(systems)s."
                ),
                params={"line": line, "systems": ", ".join(NAMES)},
            ) from None


class RecordCodesField(LinesField):
    """Codes, one a line: `ICD-10-CA C00.1`. A later field: see `Entry.LATER`."""

    normal = staticmethod(in_one_form)

    def __init__(self, *args, **kwargs):
        kwargs |= {"blank": True, "default": "", "db_default": ""}
        super().__init__(*args, **kwargs)
        self.validators.append(check_record_codes)

    def formfield(self, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        return super().formfield(**kwargs)


def record_codes_field() -> RecordCodesField:
    return RecordCodesField(
        _("codes in record systems"),
        help_text=_(
            "One a line, as ICD-10-CA C00.1 or SNOMED CT 1000000: a hospital’s record system that "
            "asks for one of these is led to this page. Families do not see them."
        ),
    )


def _in_one_form(line: str) -> str:
    line = " ".join(line.split())
    try:
        return read_line(line)
    except NotACode:
        return line
