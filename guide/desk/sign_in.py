"""Signing in to the desk: password, lock-out, second step, and a person's own account page."""

import django_otp
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth import logout
from django.contrib.auth.views import PasswordChangeView
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guide.accounts import first_password, lock, second_step
from guide.publishing.audit import record

from .mail_choice import mail_form
from .page import desk_page


class SignInForm(AdminAuthenticationForm):
    """Refuses a locked name before the password is looked at."""

    error_messages = AdminAuthenticationForm.error_messages | {
        "locked": _(
            "Too many wrong passwords. Wait 15 minutes and try again, or ask a colleague who "
            "manages accounts."
        )
    }

    def clean(self):
        username = self.cleaned_data.get("username")
        if not (username and self.cleaned_data.get("password")):
            # Nothing was tried.
            return super().clean()
        number = lock.count_try(username)
        if not number:
            raise forms.ValidationError(self.error_messages["locked"], code="locked")
        try:
            cleaned = super().clean()
        except forms.ValidationError:
            lock.note_failure(username, number)
            raise
        lock.forget_failures(username)
        return cleaned


class OwnPasswordForm(AdminPasswordChangeForm):
    """The password that one had is no new one."""

    def clean(self):
        cleaned = super().clean()
        new = cleaned.get("new_password1")
        if new and new == cleaned.get("old_password"):
            self.add_error("new_password1", _("Choose another password than the one you had."))
        return cleaned

    def save(self, commit=True):
        user = super().save(commit)
        first_password.note_own(user)
        return user


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def second_step_page(request):
    """After the password: the code. Whoever has no phone set up yet does that first."""
    user = request.user
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return redirect("admin:login")
    if second_step.is_done(user):
        return redirect(next_page(request))
    if not second_step.has_phone(user):
        return _set_up(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = second_step.check_code(user, form.cleaned_data["code"])
        if device:
            _let_in(request, device)
            return redirect(next_page(request))
        form.add_error(
            "code",
            _("This code is not right, or was used already. Wait a little and take the next one."),
        )
    context = {"form": form, "next": next_page(request)}
    return desk_page(
        request,
        "second_step.html",
        _("The code from your phone"),
        context,
        status=422 if form.errors else 200,
    )


@require_GET
def account(request):
    context = {
        "has_phone": second_step.has_phone(request.user),
        "codes_left": second_step.recovery_codes_left(request.user),
        "required": settings.TWO_FACTOR,
        "mail_form": mail_form(request.user),
    }
    return desk_page(request, "account.html", _("Your account"), context)


@require_http_methods(["GET", "POST"])
def own_password(request):
    """Also where whoever was given a first password is led."""
    change = PasswordChangeView.as_view(
        form_class=OwnPasswordForm,
        template_name="admin/desk/own_password.html",
        success_url=reverse("admin:password_change_done"),
        extra_context=admin.site.each_context(request)
        | {"is_first": first_password.is_due(request)},
    )
    return change(request)


@require_http_methods(["GET", "POST"])
def account_phone(request):
    return _set_up(request)


@require_POST
def recovery_codes(request):
    codes = second_step.new_recovery_codes(request.user)
    record(request.user, "made-recovery-codes", request.user)
    return desk_page(
        request,
        "recovery_codes.html",
        _("Your recovery codes"),
        {"codes": codes, "next": "/admin/account/"},
    )


@require_POST
def sign_out(request):
    """Also for those who have taken only the first step."""
    logout(request)
    return redirect("admin:login")


def _set_up(request):
    user = request.user
    form = CodeForm(request.POST or None)
    phone = second_step.new_phone(user)
    if form.is_valid():
        confirmed = second_step.confirm_phone(user, form.cleaned_data["code"])
        if confirmed:
            _let_in(request, confirmed)
            codes = second_step.new_recovery_codes(user)
            record(user, "set-up-phone", user)
            return desk_page(
                request,
                "recovery_codes.html",
                _("Your recovery codes"),
                {"codes": codes, "next": next_page(request)},
            )
        form.add_error(
            "code",
            _("This code is not right. Wait until your phone shows the next one and type that."),
        )
    context = {
        "form": form,
        "next": next_page(request),
        "picture": second_step.picture(phone),
        "secret": second_step.secret(phone),
    }
    return desk_page(
        request,
        "set_up_phone.html",
        _("Set up your phone"),
        context,
        status=422 if form.errors else 200,
    )


def _let_in(request, device):
    django_otp.login(request, device)
    request.session.cycle_key()
    if device.name == "recovery codes":
        record(request.user, "signed-in-by-recovery-code", request.user)


def next_page(request):
    """Where the person wanted to go, if it is a page of the desk."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    return address if address.startswith("/admin/") else "/admin/"
