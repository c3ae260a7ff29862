"""Lists of hundreds of names in a form: drawn as one text. A template for each name would take most
of the time that the page takes.
"""

from html import escape

from django import forms
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.utils.safestring import SafeString, mark_safe

END = "</select>"


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
            selected = " selected" if key in chosen else ""
            name = escape(str(label))
            options.append(f'<option value="{escape(key)}"{selected}>{name}</option>')
        names = "".join(options)
        return mark_safe(empty.replace(END, names + END))  # noqa: S308  # each of them is escaped


class SelectAtOnce(_AtOnce, forms.Select):
    pass


class FilterAtOnce(_AtOnce, FilteredSelectMultiple):
    pass
