"""Who can help."""

from django.contrib import admin
from django.utils.translation import gettext as _

from guide.models import Resource, Ward

from .entry import EntryAdmin
from .entry_form import EntryForm


@admin.register(Resource)
class ResourceAdmin(EntryAdmin):
    extra_columns = ("kind", "confidence", "checked_on")
    extra_filters = ("kind", "confidence")
    filter_horizontal = ("sources",)


class WardForm(EntryForm):
    """A file so large that it was let go unread is told of beside its field."""

    too_large = False

    def clean(self):
        cleaned = super().clean()
        if self.too_large:
            self.add_error("logo", _("This file is larger than 5 MB. A logo has at most 60 kB."))
        return cleaned


@admin.register(Ward)
class WardAdmin(EntryAdmin):
    form = WardForm
    extra_columns = ("hospital_en",)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.too_large = getattr(request, "too_large", False)
        return form
