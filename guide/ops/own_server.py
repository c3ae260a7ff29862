"""The server of this machine, as it can be asked from here."""

import os

from django.conf import settings


def address_of() -> str:
    """http://127.0.0.1:8000, by HOST and PORT; also where HOST is every address of the machine."""
    host = os.environ.get("HOST", "").strip("[]")
    if host in ("", "0.0.0.0"):  # noqa: S104
        host = "127.0.0.1"
    if host == "::":
        host = "::1"
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{os.environ.get('PORT', '8000')}"


def name_of() -> str:
    """A name that it answers to."""
    names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return names[0] if names else "localhost"
