"""What runs by the clock: when each job ran last, how it went, what it said. For superusers."""

from django.contrib import admin
from django.utils import timezone

from guide.models import JobRun


@admin.register(JobRun)
class JobRunAdmin(admin.ModelAdmin):
    list_display = ("job", "succeeded", "last_success", "ran_at", "took", "outcome", "trouble")
    list_display_links = None
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission

    def changelist_view(self, request, extra_context=None):
        context = {"title": "What runs by the clock"} | (extra_context or {})
        return super().changelist_view(request, context)

    @admin.display(description="took", ordering="seconds")
    def took(self, run):
        return f"{run.seconds:.1f} s"

    @admin.display(description="what is wrong")
    def trouble(self, run):
        return run.trouble(timezone.now())
