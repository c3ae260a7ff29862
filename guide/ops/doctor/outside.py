"""What answers beside this process: the mail server, the server itself; and who all of them are."""

import json
import platform
import urllib.error
import urllib.request
from importlib.metadata import version
from smtplib import SMTPException

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import get_connection

from guide.ops.own_server import address_of, name_of

from .finding import Finding, bad, fine, look

SMTP = "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 5


def mail() -> list[Finding]:
    if settings.EMAIL_BACKEND != SMTP:
        return [look("mail goes to no server", "EMAIL_URL=smtp+tls://name:password@host:587")]
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    connection = get_connection(timeout=SECONDS)
    try:
        connection.open()
        connection.close()
    except (SMTPException, OSError) as problem:
        return [bad(f"{server}: {problem}", "Mend EMAIL_URL in /etc/guide.env: docs/settings.md")]
    people = get_user_model().objects.filter(is_active=True, is_superuser=True).exclude(email="")
    if not settings.ADMIN_MAIL and not people.exists():
        what = f"{server} takes mail, but nobody would hear of a job that failed"
        return [look(what, "ADMIN_MAIL=name@example.org, or give a superuser an address")]
    return [fine(f"{server} takes mail")]


def server() -> list[Finding]:
    """What the server on this machine says of itself."""
    address = f"{address_of()}/health/ready"
    request = urllib.request.Request(address, headers={"Host": name_of()})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            told = json.load(answer)
    except urllib.error.HTTPError as problem:
        told = json.load(problem)
    except (OSError, ValueError) as problem:
        say = look if settings.DEVELOPMENT else bad
        return [say(f"{address}: {problem}", "systemctl status guide; journalctl -u guide -n 50")]
    if told["version"] != settings.VERSION:
        what = f"version {told['version']} runs, {settings.VERSION} is installed"
        return [look(what, "sudo systemctl restart guide")]
    if told["status"] != "ok":
        what = ", ".join(f"{name}: {value}" for name, value in told.items())
        return [bad(what, "Mend what is bad above.")]
    return [fine(f"{address} is well")]


def versions() -> list[Finding]:
    programs = f"Python {platform.python_version()}, Django {django.__version__}"
    return [fine(f"guide {settings.VERSION}, {programs}, granian {version('granian')}")]
