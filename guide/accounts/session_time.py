"""How long a colleague stays signed in: for as long as they work, and never longer than a working
day.

The cookie ends three hours after the last page (SESSION_COOKIE_AGE); each page moves that on.
Twelve hours after the password it is over, however much somebody worked.
"""

import time

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in

LONGEST = 12 * 60 * 60  # seconds from the password to the end
# A page writes the session no more often than this, in seconds.
MOVED_ON_AFTER = 5 * 60


def connect() -> None:
    user_logged_in.connect(_begin, dispatch_uid="guide.session_time")


def session_time(get_response):
    """Middleware, behind the one that knows who is signed in."""

    def middleware(request):
        if request.path_info.startswith("/admin/") and SESSION_KEY in request.session:
            _move_on(request)
        return get_response(request)

    return middleware


def _begin(sender, request, user, **kwargs) -> None:
    if request is not None and hasattr(request, "session"):
        request.session["began"] = request.session["seen"] = int(time.time())


def _move_on(request) -> None:
    now = int(time.time())
    if now - request.session.setdefault("began", now) > LONGEST:
        logout(request)
    elif now - request.session.get("seen", 0) > MOVED_ON_AFTER:
        request.session["seen"] = now
