"""What runs by the clock: when each job ran last, how it went, what it said. For superusers."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

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
        context = {"title": _("What runs by the clock")} | (extra_context or {})
        return super().changelist_view(request, context)

    @admin.display(description=_("took"), ordering="seconds")
    def took(self, run):
        return f"{number_format(run.seconds, 1)}\u00a0s"

    @admin.display(description=_("what is wrong"))
    def trouble(self, run):
        return run.trouble(timezone.now())
