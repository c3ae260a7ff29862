"""What runs by the clock: when each job ran last, how it went, what it said. For superusers."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from guide.models import JobRun

from .read_only import ReadOnlyAdmin


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    list_display = ("job", "succeeded", "last_success", "ran_at", "took", "outcome", "trouble")
    list_display_links = None

    def changelist_view(self, request, extra_context=None):
        context = {"title": _("What runs by the clock")} | (extra_context or {})
        return super().changelist_view(request, context)

    @admin.display(description=_("took"), ordering="seconds")
    def took(self, run):
        return f"{number_format(run.seconds, 1)}\u00a0s"

    @admin.display(description=_("what is wrong"))
    def trouble(self, run):
        return run.trouble(timezone.now())
