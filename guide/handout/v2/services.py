"""Who can help, as a sheet of version 2 says it."""

import re
from typing import Any

from guide.handout.v1.options import Options
from guide.handout.v1.reader import Entry, Words
from guide.handout.v1.sheet import _resources as resources_before

# Kinds of service that nobody should meet unasked.
ONLY_WHERE_CHOSEN = ("end-of-life", "bereavement")
# What a family looks for in its first week: where to stay, what helps to pay, which trials there
# are.
FIRST_WEEK = ("travel", "money", "trials")


def support_of(words: Words, options: Options) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """(services that can be reached, kind and title of those that have no line here). Those of the
    chosen region come first; none that nobody should meet unasked.

    Who can be called is all there. Of those who are only on the web there is who serves the chosen
    region, and the first of each kind that a family looks for in its first week.
    """
    found = []
    more = []
    kinds = set(FIRST_WEEK)
    for entry in resources_before(words, options):
        kind = entry["kind"]
        if kind in ONLY_WHERE_CHOSEN:
            continue
        if entry["phone"] or entry["text_line"] or entry["regions"]:
            found.append(_service(entry))
        elif kind in kinds:
            kinds.remove(kind)
            found.append(_service(entry))
        else:
            more.append({"kind": entry["kind"], "title": entry["name"]})
    return found, more


def _service(entry: Entry) -> dict[str, Any]:
    """`one_number`: the same number takes calls and texts, and is said once."""
    told = {name: entry[name] for name in ("code", "kind")}
    ways = {name: entry[name] for name in ("phone", "text_line", "email", "address", "hours")}
    one_number = _is_one_number(entry["phone"], entry["text_line"])
    return told | {"title": entry["name"]} | ways | {"one_number": one_number}


def _is_one_number(phone: str, text_line: str) -> bool:
    """Whether a line for texts says the number of the telephone again and nothing to write: "988"
    and "Text 988", not "Text HELP to 988".
    """
    says_it_again = re.fullmatch(r"[^\W\d]+ (le |au |to )?" + re.escape(phone), text_line)
    return bool(phone and says_it_again)
