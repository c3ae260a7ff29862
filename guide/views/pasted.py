"""A link as it was pasted: with what ends its sentence, a bracket, or what nobody sees."""

import unicodedata

from django.urls import Resolver404, resolve, reverse

from guide.edition.path import NotAPath, read_finished_path, read_path
from guide.handout.code import BadCode, plain_code

# White space, control characters and what nobody sees: no address of ours has one.
UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")


def meant(path, guide):
    """The address without what was pasted with it, where it leads to a page; else ""."""
    seen = [character for character in path if unicodedata.category(character) not in UNSEEN]
    without = "".join(seen)
    # What ends a sentence or closes a bracket, in any script, and the slash that was added to it.
    while without and not without[-1].isalnum():
        without = without[:-1]
    for candidate in (f"{without}/", without):
        if candidate == path:
            continue
        address = _address(candidate, guide)
        if address:
            return address
    return ""


def _address(candidate, guide):
    """The address of the page at `candidate`; empty where there is none."""
    try:
        match = resolve(candidate)
        arguments = _known(match.url_name, match.kwargs, guide)
    except (Resolver404, NotAPath, BadCode, KeyError):
        return ""
    return reverse(match.view_name, kwargs=arguments) if match.namespace == "guide" else ""


def _known(name, arguments, guide):
    """The same arguments, as pages name them. Raises where there is no such page."""
    if name == "path":
        return {"address": read_path(guide, arguments["address"]).address}
    if "address" in arguments:
        return {"address": read_finished_path(guide, arguments["address"]).address}
    if name == "team":
        return {"code": guide.wards[arguments["code"]].code}
    if name == "treatment":
        return {"code": guide.treatments[arguments["code"]].code}
    if "code" in arguments:
        return {"code": plain_code(arguments["code"])}
    return arguments
