"""What can be chosen for a handout that is printed now, and its way to and from the query of an
address.

The lists and what is usual belong to the version that prints (see `versions`).
"""

from typing import Any

from django.http import QueryDict

from guide.edition.guide import Guide

from .errors import BadOption
from .v2.options import (
    COPIES,
    LANGUAGES,
    LINES,
    PAPERS,
    PARTS,
    PLACES,
    SIZES,
    TEXTS,
    USUAL_PARTS,
    Options,
    fitting,
)

__all__ = [
    "COPIES",
    "LANGUAGES",
    "LINES",
    "PAPERS",
    "PARTS",
    "PLACES",
    "SIZES",
    "TEXTS",
    "USUAL_PARTS",
    "BadOption",
    "Options",
    "fitting",
    "query_of",
    "read_options",
]


def read_options(query: QueryDict, guide: Guide) -> Options:
    """Options from a query. What is not named is as usual; what is not known raises BadOption."""
    known: dict[str, tuple[str, ...]] = {
        "paper": PAPERS,
        "text": TEXTS,
        "copy": COPIES,
        "region": PLACES,
        "ward": ("", *guide.wards),
        "lines": tuple(str(number) for number in LINES),
    }
    chosen: dict[str, Any] = {}
    for name, allowed in known.items():
        value = query.get(name)
        if value:
            chosen[name] = _one_of(name, value, allowed)
    if "lines" in chosen:
        chosen["lines"] = int(chosen["lines"])
    if "include" in query:
        parts = [part for part in query.getlist("include") if part]
        chosen["include"] = frozenset(_one_of("include", part, PARTS) for part in parts)
    options = Options(_languages(query, guide.language), **chosen)
    fitting(options)
    return options


def query_of(options: Options) -> str:
    """What differs from the usual, for an address in the first language: paper=a4&text=large."""
    query = QueryDict(mutable=True)
    usual = Options(options.languages)
    for name in ("paper", "text", "copy", "region", "ward", "lines"):
        value = getattr(options, name)
        if value != getattr(usual, name):
            query[name] = value
    if len(options.languages) > 1:
        query["language"] = "both"
    if options.include != usual.include:
        parts = [part for part in PARTS if part in options.include]
        query.setlist("include", parts or [""])
    return query.urlencode()


def _languages(query: QueryDict, here: str) -> tuple[str, ...]:
    asked = query.get("language") or here
    if asked == "both":
        pairs = [languages for languages in LANGUAGES if len(languages) == 2]
        return next(pair for pair in pairs if pair[0] == here)
    return (_one_of("language", asked, ("en", "fr", "both")),)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        reason = "ward" if name == "ward" else "unknown"
        raise BadOption(name, value, [item for item in allowed if item], reason)
    return value
