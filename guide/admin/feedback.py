"""What families wrote. There is nothing here that says who wrote."""

from django import forms
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from guide.models import BY_KIND, Edition, Feedback
from guide.models.names import LANGUAGES, kind_in_words, titled
from guide.publishing.compile import as_published, last_edition
from guide.publishing.working_copy import read_quickly

# A longer name would make the box wider than the page.
LONGEST_NAME = 80
STATES = {
    "waiting": _("waiting"),
    "edit": _("an edit is to answer it"),
    "done": _("done"),
}


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        if self.value() == "done":
            return queryset.filter(done=True)
        if self.value() == "edit":
            return queryset.filter(done=False).exclude(answered_by="")
        if self.value() == "waiting":
            return queryset.filter(done=False, answered_by="")
        return queryset


class FeedbackForm(forms.ModelForm):
    """Only the entry that an edit is to be made of, and whether it is done."""

    answered_by = forms.ChoiceField(
        label=_("Answered by an edit of"),
        required=False,
        help_text=_("The entry that you change because of this. Choose it, save, and open it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "answered_by" in self.fields:
            self.fields["answered_by"].choices = [("", _("none")), *self._entries()]

    def _entries(self):
        """All entries by kind; first the one that the page was about."""
        names = {}
        by_kind = {kind: [] for kind in BY_KIND}
        for row in read_quickly():
            key = f"{row.kind}/{row.code}"
            names[key] = Truncator(row.title).chars(LONGEST_NAME)
            by_kind[row.kind].append((key, names[key]))
        # An answer is edited with its question. Beside a result its code would tell too much.
        for key, _name in by_kind.pop("choice"):
            del names[key]

        groups = []
        about = f"{self.instance.page}/{self.instance.code}"
        if about in names:
            groups.append((_("The page was about"), [(about, names[about])]))
        for kind, entries in by_kind.items():
            groups.append((capfirst(BY_KIND[kind]._meta.verbose_name), entries))
        kept = self.instance.answered_by
        if kept and kept not in names:
            groups.append((_("Not there any more"), [(kept, kept)]))
        return groups


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    form = FeedbackForm
    change_list_template = "admin/desk/feedback_list.html"
    list_display = ("sentence_or_none", "state", "helped", "where", "edition", "received")
    list_filter = (StateFilter, "done", "helped", "page", "language", "edition")
    search_fields = ("sentence", "code")
    readonly_fields = (
        "page",
        "code",
        "edition",
        "language",
        "helped",
        "sentence",
        "received",
        "since_then",
    )
    fields = (*readonly_fields[:-1], "answered_by", "since_then", "done")
    list_per_page = 50
    actions = ("mark_done", "mark_waiting")

    def get_queryset(self, request):
        return super().get_queryset(request).with_names()

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("what was written"), ordering="sentence")
    def sentence_or_none(self, feedback):
        return feedback.sentence or _("(no words)")

    @admin.display(description=_("state"), ordering="done")
    def state(self, feedback):
        return STATES[feedback.state]

    def changelist_view(self, request, extra_context=None):
        context = {"title": _("What families wrote")} | (extra_context or {})
        return super().changelist_view(request, context)

    @admin.display(description=_("page"))
    def where(self, feedback):
        """A treatment: Surgery (French)."""
        language = LANGUAGES.get(feedback.language, feedback.language)
        page = feedback.get_page_display()
        if feedback.code:
            about = {"kind": page, "title": feedback.called or feedback.code}
            page = gettext("%(kind)s: %(title)s") % about
        return f"{page} ({language})"

    @admin.display(description=_("since then"))
    def since_then(self, feedback):
        """Whether families read the entry differently now than whoever wrote this did."""
        kind, _slash, code = feedback.answered_by.partition("/")
        if kind not in BY_KIND:
            return _("No entry is chosen.")
        then = Edition.objects.filter(number=feedback.edition).first()
        now = last_edition()
        if as_published(then, kind, code) == as_published(now, kind, code):
            said = _("Families read it as it was in edition %(number)s.")
        else:
            said = _("Families read it differently since edition %(number)s.")
        address = reverse("admin:entry", args=[kind, code])
        opens = _("Open %(entry)s") % {"entry": self._entry_in_words(kind, code)}
        said = said % {"number": feedback.edition}
        return format_html('{} <a href="{}">{}</a>', said, address, opens)

    def _entry_in_words(self, kind, code):
        entry = BY_KIND[kind].objects.filter(code=code).first()
        return titled(kind, str(entry)) if entry else f"{kind_in_words(kind)} {code}"

    @admin.action(description=_("Mark as done"), permissions=["change"])
    def mark_done(self, request, chosen):
        count = chosen.update(done=True)
        said = ngettext("%(count)s marked as done.", "%(count)s marked as done.", count)
        messages.success(request, said % {"count": count})

    @admin.action(description=_("Mark as not done"), permissions=["change"])
    def mark_waiting(self, request, chosen):
        count = chosen.update(done=False)
        said = ngettext("%(count)s marked as not done.", "%(count)s marked as not done.", count)
        messages.success(request, said % {"count": count})
