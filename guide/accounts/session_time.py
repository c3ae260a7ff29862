"""How long a colleague stays signed in: for as long as they work, and never longer than a working
day.

The cookie ends three hours after the last page (SESSION_COOKIE_AGE); each page moves that on. What
a form that lies open asks by itself does not. Twelve hours after the password it is over, however
much somebody worked.
"""

import time

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in

LONGEST = 12 * 60 * 60  # seconds from the password to the end
# A page writes the session no more often than this, in seconds.
MOVED_ON_AFTER = 5 * 60
# Asked by a form every minute, whether somebody sits before it or not.
ASKED_BY_ITSELF = ("admin:who_is_here",)


def connect() -> None:
    user_logged_in.connect(_begin, dispatch_uid="guide.session_time")


class SessionTimeMiddleware:
    """Behind the one that knows who is signed in.

    It looks at the session once the view is known: where the database is away then, what was typed
    is shown again as the view allows.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        asked_by_itself = match is not None and match.view_name in ASKED_BY_ITSELF
        if response.status_code < 500 and not asked_by_itself and _is_signed_in(request):
            _move_on(request)
        return response

    def process_view(self, request, view, args, kwargs):
        if _is_signed_in(request):
            _end_after_a_day(request)


def _is_signed_in(request) -> bool:
    """Families' pages are not asked: they have no session."""
    return request.path_info.startswith("/admin/") and SESSION_KEY in request.session


def _begin(sender, request, user, **kwargs) -> None:
    if request is not None and hasattr(request, "session"):
        request.session["began"] = request.session["seen"] = int(time.time())


def _end_after_a_day(request) -> None:
    now = int(time.time())
    if now - request.session.setdefault("began", now) > LONGEST:
        logout(request)


def _move_on(request) -> None:
    now = int(time.time())
    if now - request.session.get("seen", 0) > MOVED_ON_AFTER:
        request.session["seen"] = now
