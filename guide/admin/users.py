"""Accounts of colleagues: who may do what. Every change of a role is in the log."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    UserChangeForm,
)
from django.contrib.auth.models import Group, User
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from guide.accounts.first_password import ask_for_another, note_own
from guide.accounts.second_step import forget_second_step
from guide.accounts.traces import who_left_traces
from guide.handout.printable import why_not_printable
from guide.publishing.audit import record

from .titles import PlainTitles

# Ours stand below in place of Django's; secrets of phones are nobody's to look at.
for model in (User, Group, TOTPDevice, StaticDevice):
    admin.site.unregister(model)


CAN = {
    "add": _("Can add %(name)s"),
    "change": _("Can change %(name)s"),
    "delete": _("Can delete %(name)s"),
    "view": _("Can view %(name)s"),
}


def roles_of(user):
    """All that decides what a person may do, in words."""
    return {
        "groups": ", ".join(sorted(group.name for group in user.groups.all())),
        "active": _yes_or_no(user.is_active),
        "staff": _yes_or_no(user.is_staff),
        "superuser": _yes_or_no(user.is_superuser),
    }


def _yes_or_no(value):
    return "yes" if value else "no"


def permissions_of(group):
    codenames = sorted(permission.codename for permission in group.permissions.all())
    return {"permissions": ", ".join(codenames)}


class RoleFilter(admin.RelatedFieldListFilter):
    """Our three groups in the language of the desk."""

    def field_choices(self, field, request, model_admin):
        found = super().field_choices(field, request, model_admin)
        return [(pk, gettext(name)) for pk, name in found]


class _Recorded:
    """Tells the log what changed in the roles."""

    def save_model(self, request, obj, form, change):
        stored = type(obj).objects.filter(pk=obj.pk).first()
        form.roles_before = self.roles(stored) if stored else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        now = self.roles(type(form.instance).objects.get(pk=form.instance.pk))
        changed = []
        for name, value in now.items():
            before = form.roles_before.get(name, "")
            if before != value:
                changed.append((name, before, value))
        if changed:
            record(request.user, "changed-roles", form.instance, changes=changed)


class GroupsField(ModelMultipleChoiceField):
    """Our three groups in the language of the desk; others are called as they were made."""

    def label_from_instance(self, group):
        return gettext(group.name)


class _Printable:
    """The name of whoever reviews stands on paper."""

    def clean(self):
        cleaned = super().clean()
        for field in ("username", "first_name", "last_name"):
            reason = why_not_printable(cleaned.get(field, ""))
            if reason:
                self.add_error(field, reason)
        return cleaned


class PersonForm(_Printable, UserChangeForm):
    pass


class NewPersonForm(_Printable, AdminUserCreationForm):
    """A colleague comes with a role: without one the desk shows nothing."""

    class Meta(AdminUserCreationForm.Meta):
        fields = ("username", "first_name", "last_name", "email", "groups", "is_superuser")

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("groups") or cleaned.get("is_superuser")):
            self.add_error("groups", _("Choose what this colleague will do: one role or more."))
        return cleaned


class GivenPasswordForm(AdminPasswordChangeForm):
    """A password that somebody else chose is changed at the next sign-in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django glues its own help together once, in English.
        if "usable_password" in self.fields:
            self.fields["usable_password"].help_text = format_html(
                '{}<ul id="id_unusable_warning" class="messagelist">'
                '<li class="warning">{}</li></ul>',
                _("Whether this person can sign in with a password."),
                _("If not, the current password of this person will be lost."),
            )

    def save(self, commit=True):
        user = super().save(commit)
        ask_for_another(user)
        return user


@admin.register(User)
class PersonAdmin(PlainTitles, _Recorded, UserAdmin):
    """Rights come with groups: rights of a single person are overlooked by everyone but that
    person.
    """

    form = PersonForm
    add_form = NewPersonForm
    change_password_form = GivenPasswordForm
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        (_("What this person may do"), {"fields": ("groups", "is_superuser")}),
        (
            _("First password"),
            {
                "description": _("This person has to choose another at the first sign-in."),
                "fields": ("usable_password", "password1", "password2"),
            },
        ),
    )
    list_display = (
        "username",
        "first_name",
        "last_name",
        "email",
        "in_groups",
        "is_staff",
        "is_active",
        "last_login",
    )
    list_filter = ("is_active", "is_staff", ("groups", RoleFilter))
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "first_name", "last_name", "email")}),
        (
            _("What this person may do"),
            {"fields": ("is_active", "is_staff", "groups", "is_superuser")},
        ),
        (_("Known since"), {"fields": ("last_login", "date_joined")}),
    )
    actions = ("lost_phone",)
    roles = staticmethod(roles_of)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_deleted_objects(self, objs, request):
        """Whoever wrote, said, signed or did anything stays: see `who_left_traces`. What goes with
        an account (its phone, its choices) is nobody else's.
        """
        people = [str(user) for user in objs]
        counts = {User._meta.verbose_name_plural: len(people)}
        missing_permissions = set()
        chosen = User.objects.filter(pk__in=[user.pk for user in objs])
        protected = [self._what_stays(user) for user in who_left_traces(chosen)]
        return people, counts, missing_permissions, protected

    def _what_stays(self, user):
        what = gettext("what %s wrote, said, signed or did") % user
        instead = gettext("Close the account instead, and hand open work over")
        address = reverse("admin:leaving", args=[user.pk])
        return format_html('{}. <a href="{}">{}</a>', what, address, instead)

    def save_model(self, request, obj, form, change):
        if not change:
            # Whoever is added here is added to work at the desk.
            obj.is_staff = True
        super().save_model(request, obj, form, change)
        if not change:
            ask_for_another(obj)

    def user_change_password(self, request, id, form_url=""):
        """Whoever comes to their own password by the list has chosen it themselves."""
        response = super().user_change_password(request, id, form_url)
        is_changed = request.method == "POST" and response.status_code == 302
        if is_changed and str(request.user.pk) == id:
            note_own(request.user)
        return response

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = CheckboxSelectMultiple
        if db_field.name == "groups":
            kwargs["form_class"] = GroupsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("groups"))
    def in_groups(self, user):
        return ", ".join(gettext(group.name) for group in user.groups.all())

    @admin.action(description=_("Lost phone: let them set up a new one"), permissions=["change"])
    def lost_phone(self, request, chosen):
        for user in chosen:
            forget_second_step(user)
            record(request.user, "removed-second-step", user)
        count = len(chosen)
        said = ngettext(
            "%(count)s person will set up a new phone at the next sign-in.",
            "%(count)s people will set up a new phone at the next sign-in.",
            count,
        )
        messages.success(request, said % {"count": count})


class PermissionsField(ModelMultipleChoiceField):
    """The database has the names of Django's permissions in English; they are made anew."""

    def label_from_instance(self, permission):
        of_model = permission.content_type
        model = of_model.model_class()
        action = permission.codename.partition("_")[0]
        if model is None or action not in CAN or permission.codename.count("_") > 1:
            return f"{of_model} | {gettext(permission.name)}"
        said = CAN[action] % {"name": model._meta.verbose_name}
        return f"{of_model} | {said}"


@admin.register(Group)
class RoleAdmin(PlainTitles, _Recorded, GroupAdmin):
    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "permissions":
            kwargs["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request=request, **kwargs)

    roles = staticmethod(permissions_of)
