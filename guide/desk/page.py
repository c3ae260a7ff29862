"""What every page of the desk has: who may open it, and the admin's frame around it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse


def requires(permission: str) -> Callable:
    """Let only staff with this permission open the page; 403 for anybody else.

    "guide.view_{kind}" asks for what the address's `kind` is.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, **route):
            if not request.user.has_perm(permission.format(**route)):
                raise PermissionDenied
            return view(request, **route)

        return guarded

    return decorate


def desk_page(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict | None = None,
    *,
    status: int = 200,
) -> TemplateResponse:
    """A page of the desk: templates/admin/desk/TEMPLATE in the admin's frame."""
    context = {**admin.site.each_context(request), "title": title} | (context or {})
    return TemplateResponse(request, f"admin/desk/{template}", context, status=status)
