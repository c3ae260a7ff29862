"""Settings from the environment, each read so that a wrong one is named.

What pages, paper or safety rest on stops the start with a sentence. Anything else that is wrong
switches off, or puts back to the usual, the one thing that it is for: `wrong` tells of it, and so
do the log, the desk and `manage.py doctor`. No sentence holds the value of what may be a secret.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured
from environ import Env

YES = ("yes", "true", "on", "1", "y", "t", "ok")
NO = ("no", "false", "off", "0", "n", "f")
POSTGRESQL = ("postgres", "postgresql", "psql", "pgsql")
NOT_IN_A_NAME = re.compile(r"[/?#@\[\]\s]|%(?![0-9A-Fa-f]{2})")
SIGNS = (
    "The name or the password holds a sign that an address cannot hold as it is. "
    "Write / as %2F, ? as %3F, # as %23, @ as %40, [ as %5B, ] as %5D and % as %25."
)
NO_MAIL = {"EMAIL_BACKEND": "rnbsite.no_mail.NoMail"}


class Environment:
    """variables: those of the process. `wrong`: {name: what is wrong and what is done instead}."""

    def __init__(self, variables: Mapping[str, str]):
        self.variables = variables
        self.wrong: dict[str, str] = {}

    def __call__(self, name: str, default: str = "") -> str:
        """A text. What is empty counts as not set; quotes around it go, as systemd does it."""
        value = self.variables.get(name, "").strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            self.wrong[name] = f"{name} stands between quotes. It is taken without; write it so."
            value = value[1:-1]
        return value or default

    def required(self, name: str, what: str) -> str:
        value = self(name)
        if not value:
            raise ImproperlyConfigured(f"{name} is missing. {what}")
        return value

    def items(self, name: str, default: list[str] | None = None) -> list[str]:
        """What stands between commas."""
        found = [one.strip() for one in self(name).split(",") if one.strip()]
        return found or (default or [])

    def flag(self, name: str, *, default: bool, needed: bool = False) -> bool:
        """yes or no. needed: anything else stops the start, or is told, and the usual counts."""
        value = self(name).lower()
        if value in YES or value in NO:
            return value in YES
        if value and needed:
            raise ImproperlyConfigured(f"{name}={value} is neither yes nor no.")
        if value:
            self._tell(name, "is neither yes nor no", "yes" if default else "no")
        return default

    def number(self, name: str, default: float, *, needed: bool = False) -> Any:
        """A number from 0 of the default's own type.

        needed: a wrong one stops the start; else it is told, and the usual counts.
        """
        value = self(name)
        if not value:
            return default
        try:
            number = type(default)(value)
        except ValueError:
            number = -1
        if number >= 0:
            return number
        if needed:
            raise ImproperlyConfigured(f"{name}={value} is no number from 0.")
        self._tell(name, "is no number from 0", default)
        return default

    def time_zone(self, name: str, default: str) -> str:
        value = self(name, default)
        try:
            ZoneInfo(value)
        except (LookupError, ValueError, OSError):
            raise ImproperlyConfigured(
                f"{name}={value} is no time zone. Write one as America/Toronto."
            ) from None
        return value

    def hosts(self, name: str, default: list[str]) -> list[str]:
        found = self.items(name, default)
        for host in found:
            if "/" in host or re.search(r":\d+$", host.rpartition("]")[2]):
                raise ImproperlyConfigured(
                    f"{name}={host} is more than a name. Write it without https:// and port, as "
                    f"{name}=guide.example.org"
                )
        return found

    def origins(self, name: str) -> list[str]:
        """https://… between commas; one that is none is told and left out."""
        found = []
        for origin in self.items(name):
            if urlsplit(origin).scheme in ("http", "https"):
                found.append(origin)
            else:
                self._tell(name, f"{origin} does not begin with https://", "without it")
        return found

    def database(self, name: str, default: str, *, relative: bool) -> dict[str, Any]:
        """As Django's DATABASES wants it. relative: a file below the current folder will do."""
        url = self(name, default)
        try:
            return _database(url, relative)
        except ValueError as problem:
            raise ImproperlyConfigured(f"{name}: {problem}") from None

    def mail(self, name: str, default: str) -> dict[str, Any]:
        """Django's EMAIL settings; where the address is wrong, no mail goes out."""
        url = self(name, default)
        try:
            return _mail(url)
        except ValueError as problem:
            self.wrong[name] = f"{problem} Until then no mail is sent."
            return dict(NO_MAIL)

    def _tell(self, name: str, what: str, instead: object) -> None:
        self.wrong[name] = f"{name} {what}. It counts as {instead}."


def _database(url: str, relative: bool) -> dict[str, Any]:
    scheme, colon, rest = url.partition(":")
    if scheme == "sqlite":
        return _sqlite(url, rest, relative)
    if not colon or scheme not in POSTGRESQL:
        raise ValueError(
            "it begins neither with sqlite:// nor with postgres://, which the guide works on."
        )
    parts = _split(url)
    found: dict[str, Any] = Env.db_url_config(url)
    if not found["NAME"] or not parts.path.strip("/"):
        raise ValueError("it names no database: postgres://user:password@host/name")
    return found


def _sqlite(url: str, rest: str, relative: bool) -> dict[str, Any]:
    if rest == "//:memory:":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    path = rest.removeprefix("///")
    if path == rest or not path:
        raise ValueError("a file of SQLite is written with four slashes: sqlite:////folder/file")
    if not relative and not path.startswith("/"):
        raise ValueError(
            "with three slashes it names a file below the current folder. Write four: "
            f"sqlite:////{path}"
        )
    found: dict[str, Any] = Env.db_url_config(url)
    return found


def _mail(url: str) -> dict[str, Any]:
    scheme = url.partition(":")[0].lower()
    if scheme not in Env.EMAIL_SCHEMES or "://" not in url:
        known = ", ".join(f"{one}://" for one in ("smtp", "smtp+tls", "smtp+ssl"))
        raise ValueError(f"it begins with none of {known}.")
    parts = _split(url)
    if scheme.startswith("smtp") and not parts.hostname:
        raise ValueError("it names no server: smtp+tls://name:password@host:587")
    found: dict[str, Any] = Env.email_url_config(url)
    return found


def _split(url: str) -> Any:
    """The parts of an address with a server in it. Raises ValueError without a word of it."""
    person, _at, _server = url.partition("://")[2].rpartition("@")
    if NOT_IN_A_NAME.search(person):
        raise ValueError(SIGNS)
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        raise ValueError("what stands after the colon of the server is no port.") from None
    return parts
