"""Lists of hundreds of names in a form: drawn as one text. A template for each name would take most
of the time that the page takes.
"""

from django import forms
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

END = "</select>"
SELECTED = mark_safe(" selected")


class _AtOnce(forms.Widget):
    """Mixed into a select: its own template draws it empty, and the names come into it together."""

    def optgroups(self, name, value, attrs=None):
        return []

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        chosen = set(self.format_value(value))
        empty = super().render(name, value, attrs, renderer)
        options = []
        for key, label in self.choices:
            key = "" if key is None else str(key)
            options.append((key, SELECTED if key in chosen else "", label))
        names = format_html_join("", '<option value="{}"{}>{}</option>', options)
        return mark_safe(empty.replace(END, names + END))  # noqa: S308  # each of them is escaped


class SelectAtOnce(_AtOnce, forms.Select):
    pass


class FilterAtOnce(_AtOnce, FilteredSelectMultiple):
    pass
