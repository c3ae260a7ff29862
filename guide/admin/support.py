"""Who can help."""

from django.contrib import admin

from guide.models import Resource, Ward

from .entry import EntryAdmin


@admin.register(Resource)
class ResourceAdmin(EntryAdmin):
    extra_columns = ("kind", "confidence", "checked_on")
    extra_filters = ("kind", "confidence")
    filter_horizontal = ("sources",)


@admin.register(Ward)
class WardAdmin(EntryAdmin):
    extra_columns = ("hospital_en",)
