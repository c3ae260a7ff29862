"""Links that were checked: which do not work, and which entries name them.

The nightly check writes them.
"""

from datetime import timedelta

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guide.links.addresses import addresses
from guide.models import LinkCheck
from guide.models.link_problem import problem_in_words
from guide.models.names import titled
from guide.publishing.working_copy import read_quickly
from guide.roles import name_of

from .read_only import ReadOnlyAdmin

ONE_DAY = timedelta(days=1)


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnlyAdmin):
    list_display = ("outcome", "link", "seen", "named_by", "checked_on", "so_since", "opened")
    list_display_links = None
    list_select_related = ("opened_by",)
    list_filter = ("outcome",)
    search_fields = ("address",)
    list_per_page = 100

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        named = addresses(read_quickly())
        may_open = request.user.has_perm("guide.change_linkcheck")
        for check in changelist.result_list:
            check.may_open = may_open
            check.rows = named.get(check.address, [])
        return changelist

    def changelist_view(self, request, extra_context=None):
        context = {"title": _("Links that the guide names")} | (extra_context or {})
        return super().changelist_view(request, context)

    @admin.display(description=gettext_lazy("address"), ordering="address")
    def link(self, check):
        return format_html('<a class="long" href="{0}" rel="noreferrer">{0}</a>', check.address)

    @admin.display(description=gettext_lazy("what was seen"), ordering="problem")
    def seen(self, check):
        if check.moved_to and check.moved_to != check.address:
            return format_html('{} <span class="long">{}</span>', _("Moved to"), check.moved_to)
        return problem_in_words(check.problem)

    @admin.display(description=gettext_lazy("checked"), ordering="checked_at")
    def checked_on(self, check):
        return localdate(check.checked_at)

    @admin.display(description=gettext_lazy("so since"), ordering="since")
    def so_since(self, check):
        return localdate(check.since)

    @admin.display(description=gettext_lazy("opened by a colleague"))
    def opened(self, check):
        until = check.opened_until()
        if until:
            said = _("opened by %(who)s: nobody is reminded before %(day)s")
            day = date_format(until + ONE_DAY, "j F Y")
            return said % {"who": name_of(check.opened_by), "day": day}
        if not check.is_failing() or not check.may_open:
            return ""
        # The list is a form of its own already; this button sends it elsewhere.
        return format_html(
            '<button type="submit" class="button" formaction="{}">{}</button>',
            reverse("admin:link_opened", args=[check.pk]),
            _("I opened it, it works"),
        )

    @admin.display(description=gettext_lazy("mend it in"))
    def named_by(self, check):
        links = [
            (reverse("admin:entry", args=[row.kind, row.code]), titled(row.kind, row.title))
            for row in check.rows
        ]
        return format_html_join(", ", '<a href="{}">{}</a>', links)
