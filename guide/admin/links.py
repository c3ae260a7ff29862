"""Links that were checked: which do not work, and which entries name them. The nightly check writes them."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from guide.models import LinkCheck
from guide.publishing.links import addresses
from guide.publishing.working_copy import read_quickly

from . import desk


@admin.register(LinkCheck)
class LinkCheckAdmin(admin.ModelAdmin):
    list_display = ("link", "outcome", "problem", "leads_to", "named_by", "checked_at", "since")
    list_display_links = None
    list_filter = ("outcome",)
    search_fields = ("address",)
    list_per_page = 100
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        named = addresses(read_quickly())
        for check in changelist.result_list:
            check.rows = named.get(check.address, [])
        return changelist

    @admin.display(description="address", ordering="address")
    def link(self, check):
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', check.address)

    @admin.display(description="leads to")
    def leads_to(self, check):
        return check.moved_to if check.moved_to != check.address else ""

    @admin.display(description="mend it in")
    def named_by(self, check):
        return format_html_join(", ", '<a href="{}">{} {}</a>', (_linked(row) for row in check.rows))


def _linked(row):
    return reverse("admin:entry", args=[row.kind, row.code]), row.kind, row.code


@desk.list_for_everyone
def failing_links(user):
    """The desk's list of links that a family would find dead; each line leads to where it is mended."""
    checks = list(LinkCheck.objects.failing()) if user.has_perm("guide.view_linkcheck") else []
    named = addresses(read_quickly()) if checks else {}
    lines = [
        desk.entry_line(row, f"{check.address} {check.problem}")
        for check in checks
        for row in named.get(check.address, [])
    ]
    return desk.ToDo("Links that do not work", lines, "stops", needs="guide.change_source")
