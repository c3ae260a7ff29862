"""The site that staff work on: the stock admin, the desk as its first page, and pages of our
own.
"""

import re
from functools import wraps
from urllib.parse import unquote, urlencode

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from guide.accounts import first_password, second_step

from . import sign_in, urls
from .language import in_their_language, languages_to_choose
from .page_help import help_for
from .todo_lists import desk_lists

ORDER = [
    "Question",
    "Choice",
    "Section",
    "Treatment",
    "Prompt",
    "Resource",
    "Term",
    "Ward",
    "Source",
    "Organisation",
    "Edition",
]
# What can be opened before one's own password is chosen.
WITH_ANY_PASSWORD = (
    "password_change",
    "password_change_done",
    "logout",
    "jsi18n",
    "choose_language",
)

# A list that is narrowed by ?received__year=2026.
YEAR = re.compile(r"__(iso_)?year(__|\Z)")
A_YEAR = re.compile(r"(?!0000)[0-9]{4}")


class DeskSite(admin.AdminSite):
    site_header = site_title = _("Guide: the desk")
    index_title = _("The desk")
    login_form = sign_in.SignInForm
    index_template = "admin/desk/index.html"
    enable_nav_sidebar = False

    def get_urls(self):
        # These two are for those who have not given their code yet, so the site's own guard is not
        # around them.
        signing_in = [
            path("code/", in_their_language(sign_in.second_step_page), name="second_step"),
            path("out/", sign_in.sign_out, name="out"),
        ]
        # In place of Django's own, of the same name.
        own_password = path(
            "password_change/", self.admin_view(sign_in.own_password), name="password_change"
        )
        pages = [
            path(str(page.pattern), self.admin_view(page.callback), name=page.name)
            for page in urls.urlpatterns
        ]
        return [*signing_in, own_password, *pages, *super().get_urls()]

    def has_permission(self, request):
        return super().has_permission(request) and second_step.is_done(request.user)

    def login(self, request, extra_context=None):
        """Who has given the password goes on to the second step."""
        if super().has_permission(request) and not self.has_permission(request):
            way_back = urlencode({"next": request.GET.get("next", "")})
            return redirect(f"{reverse('admin:second_step')}?{way_back}")
        return in_their_language(super().login)(request, extra_context)

    def admin_view(self, view, cacheable=False):
        return super().admin_view(
            in_their_language(_readable(_own_password_first(view))), cacheable
        )

    def get_app_list(self, request, app_label=None):
        """Our own entries first, in the order in which one thinks of them."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=_place)
        return sorted(apps, key=lambda app: app["app_label"] != "guide")

    def each_context(self, request):
        match = request.resolver_match
        return super().each_context(request) | {
            "desk_languages": languages_to_choose(),
            "page_help": help_for(match.url_name or "") if match else "",
        }

    def index(self, request, extra_context=None):
        return super().index(request, desk_lists(request) | (extra_context or {}))


def _place(model):
    """Where a model of the admin's list stands; those that we do not name come last."""
    name = model["object_name"]
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _own_password_first(view):
    """Whoever was given a password chooses another before anything else."""

    @wraps(view)
    def with_own(request, *args, **kwargs):
        asked_for = request.resolver_match.url_name
        may_wait = asked_for in WITH_ANY_PASSWORD or not request.user.is_authenticated
        if may_wait or not first_password.is_due(request):
            return view(request, *args, **kwargs)
        return redirect("admin:password_change")

    return with_own


def _readable(view):
    """No database takes this character, no calendar such a year, and no link of ours has either.

    (Forms find them in what they are sent.)
    """

    @wraps(view)
    def readable(request, *args, **kwargs):
        if "\0" in unquote(request.get_full_path()):
            raise BadRequest("NUL in the address")
        for name, value in request.GET.items():
            if YEAR.search(name) and not A_YEAR.fullmatch(value):
                raise BadRequest("a year that no calendar has")
        return view(request, *args, **kwargs)

    return readable
