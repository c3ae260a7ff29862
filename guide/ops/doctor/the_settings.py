"""What the environment says, and what it leads to."""

import os
import socket
import stat
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.http.request import validate_host

from .finding import Finding, bad, fine, look

MEND = "Mend it in /etc/guide.env, then: sudo systemctl restart guide"


def settings_of_the_environment() -> list[Finding]:
    found = [bad(f"{name}: {wrong}", MEND) for name, wrong in settings.WRONG_SETTINGS.items()]
    file = Path(os.environ.get("SETTINGS", "/etc/guide.env"))
    if file.exists() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        found.append(bad(f"{file} holds secrets and others can read it", f"sudo chmod 600 {file}"))
    if settings.DEVELOPMENT:
        found.append(look("this is a developer's machine", "On a server: DEVELOPMENT=no"))
    else:
        for message in checks.run_checks(include_deployment_checks=True):
            say = bad if message.is_serious() else look
            found.append(say(f"{message.msg} ({message.id})", message.hint or MEND))
    return found or [fine("nothing is wrong in the environment")]


def printed_address() -> list[Finding]:
    address = settings.SITE_ADDRESS
    host = urlsplit(address).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        return [bad(f"{address} is printed, but ALLOWED_HOSTS does not name {host}", MEND)]
    try:
        socket.getaddrinfo(host, 443)
    except OSError:
        return [look(f"this machine finds no computer called {host}", "Is it in the DNS?")]
    return [fine(f"{address} is what families type and what is printed")]


def proxies() -> list[Finding]:
    if settings.DEVELOPMENT:
        return [fine("a developer's machine has none")]
    if settings.PROXIES == 0 and settings.SECURE_SSL_REDIRECT:
        return [
            bad(
                "PROXIES=0: nobody is believed who says that a reader came by TLS, so every reader "
                "is led in a circle, and behind a proxy all count as one",
                f"PROXIES=1 behind nginx, 2 behind a CDN and a balancer. {MEND}",
            )
        ]
    return [fine(f"{settings.PROXIES} in front are believed")]
