"""What the admin of every kind of entry has in common."""

from django.conf import settings
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import reverse

from guide.desk.entry_panel import must_stay, page_of, panel_of
from guide.desk.presence import note_visit
from guide.lib.text import normal_line
from guide.models import Entry, Remark
from guide.publishing.history import keep
from guide.publishing.remarks import remark
from guide.publishing.states import STATES, state_of

from .entry_form import EntryForm
from .filters import ReviewFilter, StateFilter


def pairs(model):
    """The names of a model's fields, the languages of a pair side by side."""
    return [tuple(f"{name}_{code}" for code, _ in settings.LANGUAGES) for name in model.PAIRS]


class EntryAdmin(admin.ModelAdmin):
    form = EntryForm
    change_form_template = "admin/desk/change_form.html"
    actions = None  # one entry at a time, so that nothing is changed unread
    list_per_page = 50
    save_on_top = False
    extra_columns: tuple = ()
    extra_filters: tuple = ()

    def get_list_display(self, request):
        return (
            "name_of",
            "code",
            *self.extra_columns,
            "state",
            "edited_by",
            "updated",
            "review_due",
        )

    def get_list_filter(self, request):
        return (StateFilter, ReviewFilter, *self.extra_filters, "withdrawn", "edited_by")

    def get_search_fields(self, request):
        words = [name for pair in pairs(self.model) for name in pair]
        plain = ("title", "publisher") if self.model._meta.model_name == "source" else ()
        return ("code", "note", *plain, *words)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, normal_line(search_term))

    def get_fieldsets(self, request, obj=None):
        first = [*([] if obj else ["code"]), *self.model.LINKS, *self.model.PLAIN]
        last = [
            "note",
            "translation_checked",
            "order",
            "withdrawn",
            *(["code"] if obj else []),
            "seen_version",
        ]
        groups = [("Settings", first, ""), ("Words", pairs(self.model), "side-by-side")]
        groups += [("Goes with", list(self.model.MANY_LINKS), ""), ("For colleagues", last, "")]
        return [
            (title, {"fields": fields, "classes": [css]}) for title, fields, css in groups if fields
        ]

    def get_queryset(self, request):
        entries = super().get_queryset(request).with_links()
        if request.method == "POST":  # whoever saves first is seen by whoever saves second
            return entries.held()
        return entries

    @admin.display(description="name")
    def name_of(self, entry):
        return str(entry)

    @admin.display(description="state")
    def state(self, entry):
        return STATES[state_of(entry)]

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        if not hasattr(obj, "why_it_stays"):
            obj.why_it_stays = must_stay(obj)
        return not obj.why_it_stays

    def save_model(self, request, obj, form, change):
        if not change:
            obj.edited_by = request.user
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for entry in (*formset.new_objects, *(changed for changed, _ in formset.changed_objects)):
            if isinstance(entry, Entry):
                keep(entry, by=request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        keep(
            form.instance,
            by=request.user,
            translation_checked=form.cleaned_data.get("translation_checked", False),
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {"is_entry": True, "show_save_and_add_another": False}
        if obj:
            context["panel"] = panel_of(obj)
            context["colleagues"] = (
                note_visit(request.user, obj) if self.has_change_permission(request, obj) else []
            )
        here = form_url or request.get_full_path()
        return super().render_change_form(request, context, add, change, here, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self._next_page(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        return self._next_page(request, obj) or super().response_change(request, obj)

    def _next_page(self, request, obj):
        entry = self.model.objects.with_links().get(pk=obj.pk)
        if "_preview" in request.POST:
            messages.success(request, f"“{entry}” is saved.")
            back = f"{entry.kind_name()}/{entry.code}"
            return redirect(
                f"{reverse('admin:look', args=['working', page_of(entry)])}?back={back}"
            )
        if "_ask" in request.POST:
            remark(entry, request.user, Remark.Nature.READY)
            messages.success(request, f"“{entry}” is saved, and on the reviewers’ list.")
            return redirect("admin:review", entry.kind_name(), entry.code)
        return None
