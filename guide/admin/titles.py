"""What the admin's own pages of a kind are called. Django makes a sentence of "Select %s to change"
and the name, which no French name fits.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext as _


class PlainTitles:
    """A list is called by what it lists; a form by what it is of, or "Add: section"."""

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.model._meta.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def add_view(self, request, form_url="", extra_context=None):
        title = {"title": _("Add: %s") % self.model._meta.verbose_name}
        return super().add_view(request, form_url, title | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        title = {"title": capfirst(self.model._meta.verbose_name)}
        return super().change_view(request, object_id, form_url, title | (extra_context or {}))
