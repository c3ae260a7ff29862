"""The address of the site, as every page names it and as it stands on paper for years."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)
NUMBERS = re.compile(r"[0-9.]+")
ADD = "Set SITE_ADDRESS to what families type, for instance SITE_ADDRESS=https://guide.example.org"


def checked(address: str, *, here_alone: bool, intranet: bool) -> str:
    """The address without a last slash. Raises ImproperlyConfigured with the line to write.

    here_alone: only this machine is meant (make serve), so this machine's address will do.
    intranet: a house without TLS, or with names of one word, says so (INTRANET=yes).
    """
    if not address:
        raise ImproperlyConfigured(f"SITE_ADDRESS is missing. It is printed on paper. {ADD}")
    parts = _parts(address)
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(
            f"SITE_ADDRESS={address} is more than https:// and a name: the guide cannot stand "
            f"below a path. {ADD}"
        )
    if not here_alone:
        _refuse_what_is_no_public_address(address, parts, intranet)
    return address.rstrip("/")


def _parts(address):
    try:
        parts = urlsplit(address)
        _number = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"SITE_ADDRESS={address} is no web address. {ADD}") from None
    if parts.scheme not in ("http", "https") or not NAME.fullmatch(parts.hostname or ""):
        raise ImproperlyConfigured(f"SITE_ADDRESS={address} is no web address. {ADD}")
    return parts


def _refuse_what_is_no_public_address(address, parts, intranet):
    host = parts.hostname
    if NUMBERS.fullmatch(host) or host == "localhost" or host.endswith(".localhost"):
        raise ImproperlyConfigured(
            f"SITE_ADDRESS={address} is the address of a machine, not a name that families can "
            f"type. {ADD}"
        )
    if not intranet and (parts.scheme != "https" or "." not in host):
        raise ImproperlyConfigured(
            f"SITE_ADDRESS={address} does not begin with https://, or its name has no dot. {ADD} "
            "In a house without either: INTRANET=yes"
        )
