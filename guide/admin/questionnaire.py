"""Questions with their answers, and sections with the treatments that they name."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from guide.desk.entry_lookups import EntryLookups, said_of_each
from guide.models import Choice, Question, Section, TreatmentUse
from guide.publishing.states import WAITING, state_of

from .entry import EntryAdmin, pairs
from .entry_form import EntryForm
from .long_lists import SelectAtOnce

ONE_UNSURE = _("Every question offers exactly one “not sure” answer.")


class ChoiceForm(EntryForm):
    def clean(self):
        cleaned = super().clean()
        question = cleaned.get("question")
        if question and question.pk:
            others = Choice.objects.filter(question=question, unsure=True).exclude(
                pk=self.instance.pk
            )
            if others.exists() == bool(cleaned.get("unsure")):
                self.add_error("unsure", ONE_UNSURE)
        return cleaned


class ChoicesOfQuestion(forms.BaseInlineFormSet):
    """The answers of one question, looked at together."""

    def get_queryset(self):
        """With what was said of them, asked once for all of them and for all of their forms."""
        is_read = hasattr(self, "_queryset")
        choices = super().get_queryset()
        if is_read:
            return choices
        for choice, said in zip(choices, said_of_each(choices), strict=True):
            choice.lookups = EntryLookups(choice)
            choice.lookups.said = said
        return choices

    def clean(self):
        kept = [form for form in self.forms if form.is_valid() and form.has_content()]
        self._refuse_doubles(kept)
        unsure = [form for form in kept if form.cleaned_data.get("unsure")]
        for form in unsure[1:]:
            form.add_error("unsure", ONE_UNSURE)
        super().clean()
        if not unsure and all(form.is_valid() for form in self.forms):
            raise forms.ValidationError(
                _(
                    "Every question offers exactly one “not sure” answer. Tick “this is the “not "
                    "sure” answer” at one of them."
                )
            )

    def _refuse_doubles(self, forms_kept):
        seen = set()
        for form in forms_kept:
            code = form.cleaned_data.get("code")
            if code in seen:
                form.add_error(
                    "code",
                    _("Another answer of this question has this code already. Choose another."),
                )
            seen.add(code)


class ChoiceInlineForm(EntryForm):
    def has_content(self):
        return bool(self.instance.pk or self.has_changed())


class ChoiceInline(admin.StackedInline):
    model = Choice
    form = ChoiceInlineForm
    formset = ChoicesOfQuestion
    extra = 0
    min_num = 0
    can_delete = False
    show_change_link = True
    fieldsets = [
        (
            None,
            {
                "fields": [("code", "order", "unsure"), *pairs(Choice), "seen_version"],
                "classes": ["side-by-side"],
            },
        )
    ]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 3

    def get_queryset(self, request):
        choices = super().get_queryset(request).with_links()
        return choices.locked() if request.method == "POST" else choices


@admin.register(Question)
class QuestionAdmin(EntryAdmin):
    inlines = [ChoiceInline]

    def reviewed_with(self, entry):
        answers = Choice.objects.with_links().filter(question=entry)
        return [answer for answer in answers if state_of(answer) in WAITING]


@admin.register(Choice)
class ChoiceAdmin(EntryAdmin):
    form = ChoiceForm
    extra_columns = ("question", "unsure")
    extra_filters = ("question", "unsure")


class AnswersField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, choice):
        question = choice.question.short or choice.question.short_en
        return _("%(question)s: %(answer)s") % {"question": question, "answer": choice}


class TreatmentUseInline(admin.TabularInline):
    model = TreatmentUse
    extra = 0
    verbose_name_plural = _("treatments named here")
    fields = ("treatment", "part", "source", "order")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("treatment", "source")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """What can be chosen is read once, and not for each row anew."""
        kwargs["widget"] = SelectAtOnce
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        # A list of its own length would be counted by the database first.
        field.choices = list(iter(field.choices))
        return field


@admin.register(Section)
class SectionAdmin(EntryAdmin):
    inlines = [TreatmentUseInline]
    extra_columns = ("kind",)
    extra_filters = ("kind", "choices")
    filter_horizontal = ("sources",)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "choices":
            answers = Choice.objects.select_related("question").order_by(
                "question__order", "question", "order"
            )
            kwargs |= {
                "form_class": AnswersField,
                "queryset": answers,
                "widget": forms.CheckboxSelectMultiple,
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)
