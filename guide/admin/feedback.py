"""What families wrote. There is nothing here that says who wrote."""

from django.contrib import admin, messages

from guide.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    list_display = ("sentence_or_none", "done", "helped", "where", "edition", "received")
    list_filter = ("done", "helped", "page", "language", "edition")
    search_fields = ("sentence", "code")
    readonly_fields = ("page", "code", "edition", "language", "helped", "sentence", "received")
    fields = (*readonly_fields, "done")
    list_per_page = 50
    actions = ("mark_done", "mark_waiting")

    def has_add_permission(self, request):
        return False

    @admin.display(description="what was written", ordering="sentence")
    def sentence_or_none(self, feedback):
        return feedback.sentence or "(no words)"

    def changelist_view(self, request, extra_context=None):
        context = {"title": "What families wrote"} | (extra_context or {})
        return super().changelist_view(request, context)

    @admin.display(description="page")
    def where(self, feedback):
        return f"{feedback} ({feedback.language})"

    @admin.action(description="Mark as done", permissions=["change"])
    def mark_done(self, request, chosen):
        messages.success(request, f"{chosen.update(done=True)} marked as done.")

    @admin.action(description="Mark as not done", permissions=["change"])
    def mark_waiting(self, request, chosen):
        messages.success(request, f"{chosen.update(done=False)} marked as not done.")
