"""The list of editions: to read and compare; nothing here changes one."""

from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guide.models import Edition

from .read_only import ReadOnlyAdmin
from .titles import PlainTitles


@admin.register(Edition)
class EditionAdmin(PlainTitles, ReadOnlyAdmin):
    change_form_template = "admin/desk/edition.html"
    list_display = ("number", "published_at", "published_by", "nature", "note", "restores")
    list_filter = ("nature", "published_by")
    search_fields = ("note_en", "note_fr", "number")
    fields = (
        "number",
        "published_at",
        "published_by",
        "nature",
        "note_en",
        "note_fr",
        "restores",
        "digest",
    )
    readonly_fields = fields

    @admin.display(description=_("note for readers"))
    def note(self, edition):
        """In the language that is read."""
        return edition.note_fr if get_language() == "fr" else edition.note_en

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .defer("content", "restores__content")
            .select_related("published_by", "restores")
        )
