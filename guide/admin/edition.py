"""The list of editions: to read and compare; nothing here changes one."""

from django.contrib import admin

from guide.models import Edition


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    change_form_template = "admin/desk/edition.html"
    list_display = ("number", "published_at", "published_by", "nature", "note_en", "restores")
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
    actions = None

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .defer("content", "restores__content")
            .select_related("published_by", "restores")
        )

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
