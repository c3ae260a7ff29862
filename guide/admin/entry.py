"""What the admin of every kind of entry has in common."""

from django.conf import settings
from django.contrib import admin, messages
from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guide.desk.entry_lookups import EntryLookups
from guide.desk.entry_panel import must_stay, page_of, panel_of
from guide.desk.guide_pages import pages_to_link
from guide.desk.limits import RESTS_ON_SOURCES
from guide.desk.notify import tell_of_remark
from guide.desk.presence import note_visit
from guide.lib.text import normal_line
from guide.models import Entry, Remark
from guide.publishing.history import keep, note_deleted
from guide.publishing.remarks import remark
from guide.publishing.states import STATES, state_of
from guide.publishing.working_copy import read_quickly

from .entry_form import EntryForm
from .filters import ReviewFilter, StateFilter
from .long_lists import FilterAtOnce
from .titles import PlainTitles


def pairs(model):
    """[(title_en, title_fr), …]: the names of a model’s fields, the languages side by side."""
    return [_in_each_language(name) for name in model.PAIRS]


def _in_each_language(name):
    return tuple(f"{name}_{code}" for code, _name in settings.LANGUAGES)


class EntryAdmin(PlainTitles, admin.ModelAdmin):
    form = EntryForm
    change_form_template = "admin/desk/change_form.html"
    # One entry at a time, so that nothing is changed unread.
    actions = None
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
        names = ["code", "note"]
        if self.model._meta.model_name == "source":
            names += ["title", "publisher"]
        for pair in pairs(self.model):
            names += pair
        return names

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.filter_horizontal:
            kwargs["widget"] = FilterAtOnce(db_field.verbose_name, is_stacked=False)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, normal_line(search_term))

    def get_fieldsets(self, request, obj=None):
        settings_ = [*self.model.LINKS, *self.model.PLAIN]
        for_programs = [name for name in settings_ if name == "record_codes"]
        settings_ = [name for name in settings_ if name not in for_programs]
        for_colleagues = ["note", "translation_checked", "order", "withdrawn"]
        # A code is chosen first, and only looked up later.
        if obj is None:
            settings_.insert(0, "code")
        else:
            for_colleagues.append("code")
        for_colleagues.append("seen_version")
        groups = [
            (_("Settings"), settings_, ""),
            (_("Words"), pairs(self.model), "side-by-side"),
            (_("Goes with"), list(self.model.MANY_LINKS), ""),
            (_("For hospital systems"), for_programs, ""),
            (_("For colleagues"), for_colleagues, ""),
        ]
        if obj is not None:
            # The words are what one comes for; what kind of entry it is stays as it is.
            groups[0], groups[1] = groups[1], groups[0]
        return [
            (title, {"fields": fields, "classes": [css]}) for title, fields, css in groups if fields
        ]

    def get_queryset(self, request):
        entries = super().get_queryset(request).with_links()
        # Whoever saves first is seen by whoever saves second.
        return entries.locked() if request.method == "POST" else entries

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Once more where a colleague saved the same code at the same moment: the database took one
        of them, and now the form can say so.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_object(self, request, object_id, from_field=None):
        """With what its pages look up besides it."""
        entry = super().get_object(request, object_id, from_field)
        if entry is not None:
            entry.lookups = EntryLookups(entry)
        return entry

    @admin.display(description=_("name"))
    def name_of(self, entry):
        return str(entry)

    @admin.display(description=_("state"))
    def state(self, entry):
        return STATES[state_of(entry)]

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        if not hasattr(obj, "why_it_stays"):
            # What goes with another entry was not opened itself.
            obj.why_it_stays = must_stay(obj, getattr(obj, "lookups", None) or EntryLookups(obj))
        return not obj.why_it_stays

    def save_model(self, request, obj, form, change):
        if not change:
            obj.edited_by = request.user
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        note_deleted(obj)
        super().delete_model(request, obj)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        changed = [entry for entry, _fields in formset.changed_objects]
        for entry in [*formset.new_objects, *changed]:
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
        rows = obj.lookups.rows if obj else read_quickly()
        context["guide_pages"] = pages_to_link(rows)
        context["rests_on_sources"] = self.model.kind_name() in RESTS_ON_SOURCES
        if obj:
            context["panel"] = panel_of(obj, obj.lookups)
            context["colleagues"] = None
            context["may_withdraw"] = self.has_change_permission(request, obj)
            if self.has_change_permission(request, obj):
                context["colleagues"] = note_visit(request.user, obj)
        here = form_url or request.get_full_path()
        return super().render_change_form(request, context, add, change, here, obj)

    def response_add(self, request, obj, post_url_continue=None):
        chosen = self._next_page(request, obj)
        return chosen or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        chosen = self._next_page(request, obj)
        return chosen or super().response_change(request, obj)

    def reviewed_with(self, entry):
        """The entries of the same form, which go for review together with it."""
        return []

    def _next_page(self, request, obj):
        """Where one of our own buttons leads; None for the buttons of Django's admin."""
        entry = self.model.objects.with_links().get(pk=obj.pk)
        if "_preview" in request.POST:
            messages.success(request, _("“%(entry)s” is saved.") % {"entry": entry})
            preview = reverse("admin:look", args=["working", page_of(entry)])
            return redirect(f"{preview}?back={entry.kind_name()}/{entry.code}")
        if "_ask" in request.POST:
            tell_of_remark(remark(entry, request.user, Remark.Nature.READY), entry)
            for other in self.reviewed_with(entry):
                remark(other, request.user, Remark.Nature.READY)
            messages.success(
                request, _("“%(entry)s” is saved, and on the reviewers’ list.") % {"entry": entry}
            )
            return redirect("admin:review", entry.kind_name(), entry.code)
        return None
