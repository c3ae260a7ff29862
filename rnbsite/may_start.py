"""Asked before a server starts: are the settings right, and is its port free?

`python -m rnbsite.may_start` is silent where they are; else it writes one line of JSON and fails. A
second server on one port would get half of all readers, with settings of its own.
"""

import errno
import logging
import os
import socket
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from guide.lib.log_format import JsonFormatter

log = logging.getLogger("guide.start")


class CannotStart(Exception):
    """The message says why."""


def check(host: str, port: str) -> None:
    """Raises CannotStart. host: as HOST has it, `[::1]` or `::1`."""
    try:
        settings.SECRET_KEY  # noqa: B018  whoever asks for one reads them all
    except ImproperlyConfigured as problem:
        raise CannotStart(str(problem)) from None
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotStart(f"PORT={port} is no port.")
    host = host.removeprefix("[").removesuffix("]")
    try:
        found = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)
        for family, kind, protocol, _name, address in found[:1]:
            _bind(family, kind, protocol, address)
    except OSError as problem:
        raise CannotStart(_why(problem, host, port)) from None


def _bind(family, kind, protocol, address):
    with socket.socket(family, kind, protocol) as probe:
        # As a server does, so that connections that have just ended are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


def _why(problem, host, port):
    if problem.errno == errno.EADDRINUSE:
        return f"Another server has port {port} of {host} already. This one does not start."
    if problem.errno == errno.EACCES:
        return f"PORT={port} is for root alone. Take one from 1024."
    return f"HOST={host} is no address of this machine."


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rnbsite.settings")
    os.environ.setdefault("DEVELOPMENT", "no")
    lines = logging.StreamHandler()
    lines.setFormatter(JsonFormatter())
    log.addHandler(lines)
    log.propagate = False
    try:
        check(os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000"))
    except CannotStart as reason:
        log.error("%s", reason)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
