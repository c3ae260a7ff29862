"""What every response carries, what every request is known by, and who has to wait."""

import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import resolve, reverse
from django.utils.functional import cached_property

from guide.handout.queue import QueueFull, TooManySheets, asked_by
from guide.page.styles import FURTHER, hash_of, style_text
from guide.serving.rate_limit import RateLimiter, client_ip
from guide.serving.staff_share import ShareIsFull, in_share, is_for_staff

from .views.errors import busy, desk_busy, method_not_allowed, too_many_requests
from .views.not_sent import signed_out

ASKED_BY_ADDRESS = ("/health/live", "/health/ready", "/metrics")
PERMISSIONS = "camera=(),geolocation=(),microphone=(),payment=(),usb=()"


def security_headers(get_response):
    """Content-Security-Policy and its sisters.

    Families' pages allow only our own, by address or by hash.
    """

    def middleware(request):
        response = get_response(request)
        staff = request.path_info.startswith("/admin/")
        if not response.has_header("Content-Security-Policy"):
            response["Content-Security-Policy"] = _policy(request, response, staff)
        response["Permissions-Policy"] = PERMISSIONS
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def _policy(request, response, staff):
    if response.get("Content-Type") == "application/pdf":
        return _pdf_policy(staff)
    return _staff_policy() if staff else _family_policy(request)


def _pdf_policy(staff):
    # Nothing about styles, nor a default that stands for them: a browser lays out its own viewer
    # with them, and Safari from 17.3 on then shows the sheet in a narrow strip.
    ancestors = "'self'" if staff else "'none'"
    return f"form-action 'none';base-uri 'none';frame-ancestors {ancestors}"


def _family_policy(request):
    style = hash_of(style_text(getattr(request, "further_styles", FURTHER)))
    return (
        "default-src 'none';"
        f"style-src 'self' {style};"
        "img-src 'self';"
        "script-src 'self';"
        "connect-src 'self';"
        "manifest-src 'self';"
        "form-action 'self';"
        "base-uri 'none';"
        "frame-ancestors 'none'"
    )


def _staff_policy():
    # The rich-text editor sets styles on its own elements and loads its modules through an inline
    # import map.
    return (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    )


def before_any_host(get_response):
    """How this worker is: balancers and Prometheus ask by IP address, or by no name at all.

    Where there is nothing for them, they are answered as anybody is.
    """

    def middleware(request):
        if request.path_info not in ASKED_BY_ADDRESS:
            return get_response(request)
        match = resolve(request.path_info)
        try:
            response = match.func(request)
        except Http404:
            return get_response(request)
        request.META["guide.view"] = match.view_name
        return response

    return middleware


def method_not_allowed_page(get_response):
    """An address that was asked in a way it does not know says what to do; Django itself says
    nothing.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code != 405:
            return response
        page = method_not_allowed(request)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def share_of_staff(get_response):
    """503 with Retry-After where so many of the staff ask at once that families would wait for
    them.
    """

    def middleware(request):
        if not is_for_staff(request.path_info):
            return get_response(request)
        try:
            with in_share():
                return get_response(request)
        except ShareIsFull:
            # What may be shown again depends on the view.
            request.resolver_match = resolve(request.path_info)
            return desk_busy(request)

    return middleware


def typed_while_signed_out(get_response):
    """Whoever was signed out while they typed is shown what they sent, and not only the way in."""

    def middleware(request):
        response = get_response(request)
        if request.method == "POST" and _leads_to_sign_in(response):
            return signed_out(request) or response
        return response

    return middleware


def _leads_to_sign_in(response):
    """What a guest sends by a review link leads elsewhere, and was taken."""
    if response.status_code != 302:
        return False
    return urlsplit(response["Location"]).path == reverse("admin:login")


class RequestIdMiddleware:
    """Give each request an id, and tell the log which view answered: never the address, which holds
    the answers.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = request.META.setdefault("guide.request", secrets.token_hex(6))
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        request.META["guide.view"] = request.resolver_match.view_name or view.__name__


class RateLimitMiddleware:
    """Rate limits, by the name of a view or of its whole namespace, as `RATE_LIMITS` says: 429 with
    Retry-After.

    So for sheets, whichever view sets them (`SHEET_LIMIT`). And 503 with Retry-After where too many
    wait for a sheet to be set.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    @cached_property
    def limits(self):
        return {
            view: (methods, RateLimiter(most, seconds))
            for view, methods, most, seconds in settings.RATE_LIMITS
        }

    @cached_property
    def sheets(self):
        return RateLimiter(*settings.SHEET_LIMIT)

    def __call__(self, request):
        if _is_mirror(request):
            return self.get_response(request)
        address = client_ip(request.META, settings.PROXIES)
        with asked_by(address, lambda: self.sheets.retry_after(address)):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if _is_mirror(request):
            return None
        match = request.resolver_match
        address = client_ip(request.META, settings.PROXIES)
        longest = 0
        for name in (match.view_name, match.namespace):
            if name not in self.limits:
                continue
            methods, limit = self.limits[name]
            if request.method in methods:
                longest = max(longest, limit.retry_after(address))
        return too_many_requests(request, longest) if longest else None

    def process_exception(self, request, exception):
        if isinstance(exception, TooManySheets):
            return too_many_requests(request, exception.seconds)
        return busy(request) if isinstance(exception, QueueFull) else None


def _is_mirror(request):
    """Whether a command writes every page into files, and no client waits."""
    return getattr(request, "is_mirror", False)
