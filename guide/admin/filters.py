"""Filters of the lists of entries."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guide.publishing.states import STATES, state_of


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        if self.value() not in STATES:
            return queryset
        # The state is a matter of digests, which only Python computes.
        entries = queryset.model.objects.with_links()
        found = [entry.pk for entry in entries if state_of(entry) == self.value()]
        return queryset.filter(pk__in=found)


class ReviewFilter(admin.SimpleListFilter):
    title = _("next review")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [
            ("overdue", _("overdue")),
            ("month", _("within 30 days")),
            ("none", _("no date")),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        wanted = {
            "overdue": {"review_due__lt": today},
            "month": {"review_due__range": (today, today + timedelta(days=30))},
            "none": {"review_due": None},
        }
        return queryset.filter(**wanted.get(self.value(), {}))
