"""What can be chosen for a handout that is printed now, and its way to and from the query of an
address.

The lists and what is usual belong to the version that prints (see `versions`).
"""

from django.http import QueryDict

from guide.edition.guide import Guide

from .errors import BadOption
from .v1.options import (
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
    known = {
        "paper": PAPERS,
        "text": TEXTS,
        "copy": COPIES,
        "region": PLACES,
        "ward": ("", *guide.wards),
        "lines": tuple(str(number) for number in LINES),
    }
    chosen = {
        name: _one(query, name, allowed) for name, allowed in known.items() if query.get(name)
    }
    if "lines" in chosen:
        chosen["lines"] = int(chosen["lines"])
    if "include" in query:
        chosen["include"] = frozenset(
            _one_of("include", value, PARTS) for value in query.getlist("include") if value
        )
    return fitting(Options(_languages(query, guide.language), **chosen))


def query_of(options: Options) -> str:
    """What differs from the usual, for an address in the first language: paper=a4&text=large."""
    query, usual = QueryDict(mutable=True), Options(options.languages)
    for name in ("paper", "text", "copy", "region", "ward", "lines"):
        value = getattr(options, name)
        if value != getattr(usual, name):
            query[name] = value
    if len(options.languages) > 1:
        query["language"] = "both"
    if options.include != usual.include:
        query.setlist("include", [part for part in PARTS if part in options.include] or [""])
    return query.urlencode()


def _languages(query, here):
    asked = query.get("language") or here
    if asked == "both":
        return next(pair for pair in LANGUAGES if len(pair) == 2 and pair[0] == here)
    return (_one_of("language", asked, ("en", "fr", "both")),)


def _one(query, name, allowed):
    return _one_of(name, query[name], allowed, reason="ward" if name == "ward" else "unknown")


def _one_of(name, value, allowed, reason="unknown"):
    if value not in allowed:
        raise BadOption(name, value, [item for item in allowed if item], reason)
    return value
