"""How the whole installation is: every check, whatever the others found."""

from collections.abc import Callable

from . import clock, data, outside, the_settings
from .finding import BAD, FINE, LOOK, Finding, bad

__all__ = ["BAD", "FINE", "LOOK", "Finding", "examine"]

CHECKS: dict[str, Callable[[], list[Finding]]] = {
    "settings": the_settings.settings_of_the_environment,
    "address": the_settings.printed_address,
    "proxies": the_settings.proxies,
    "files": data.files,
    "disk": data.disk,
    "database": data.database,
    "edition": data.edition,
    "static": data.static,
    "backup": clock.backup,
    "timers": clock.timers,
    "clock": clock.clock,
    "mail": outside.mail,
    "server": outside.server,
    "versions": outside.versions,
}


def examine() -> list[tuple[str, Finding]]:
    """(what it is about, Finding) of every check. A check that fails itself is a bad finding."""
    found = []
    for about, check in CHECKS.items():
        try:
            findings = check()
        except Exception as problem:
            reason = (str(problem).splitlines() or [""])[0]
            findings = [
                bad(
                    f"could not be looked at: {type(problem).__name__} {reason}".strip(),
                    "Mend what is bad above; if nothing is, this is a mistake of the program.",
                )
            ]
        found += [(about, finding) for finding in findings]
    return found
