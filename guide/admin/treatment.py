"""Treatments, and the questions to ask about them."""

from django.contrib import admin

from guide.models import Prompt, Treatment

from .entry import EntryAdmin


@admin.register(Treatment)
class TreatmentAdmin(EntryAdmin):
    extra_columns = ("group",)
    extra_filters = ("group",)
    filter_horizontal = ("sources",)


@admin.register(Prompt)
class PromptAdmin(EntryAdmin):
    extra_filters = ("sections", "treatments")
    filter_horizontal = ("sections", "treatments")
