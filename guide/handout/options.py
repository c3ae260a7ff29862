"""What can be chosen for a handout, and its way to and from the query of an address.

A code that is printed on paper counts places in these tuples: add at the end, never in between.
"""

from dataclasses import dataclass, fields

from django.http import QueryDict

from guide.lib.regions import REGIONS

PAPERS = ("letter", "a4")
TEXTS = ("normal", "large")
SIZES = {"normal": 14, "large": 18}  # what is promised, in points
COPIES = ("family", "nurse")
LANGUAGES = (("en",), ("fr",), ("en", "fr"), ("fr", "en"))
PARTS = ("treatments", "questions", "support", "words", "outlook", "full")
USUAL_PARTS = frozenset({"treatments", "questions", "support", "words"})
LINES = (2, 0, 1, 3, 4, 6, 8, 10)
PLACES = ("", *REGIONS)


class BadOption(ValueError):
    """A value that cannot be chosen. `name` is the option; `allowed` what can be asked; `reason` is unknown, ward (not
    one of this edition's), or says what does not go together: support (a region without the list of support), whole
    (the whole text in two languages at once, which would weigh more than a sheet may)."""

    def __init__(self, name, value, allowed=(), reason="unknown"):
        super().__init__(f"{name}: {value}")
        self.name, self.value, self.allowed, self.reason = name, value, tuple(allowed), reason


@dataclass(frozen=True)
class Options:
    """`languages` are those printed, the left one first; `region` empty: services for all of Canada only."""

    languages: tuple[str, ...]
    paper: str = "letter"
    text: str = "normal"
    copy: str = "family"
    include: frozenset = USUAL_PARTS
    region: str = ""
    ward: str = ""
    lines: int = LINES[0]

    def query(self):
        """What differs from the usual, for an address in the first language: paper=a4&text=large."""
        query = QueryDict(mutable=True)
        for option in fields(self)[1:]:
            value = getattr(self, option.name)
            if value != option.default and option.name != "include":
                query[option.name] = value
        if len(self.languages) > 1:
            query["language"] = "both"
        if self.include != USUAL_PARTS:
            query.setlist("include", [part for part in PARTS if part in self.include] or [""])
        return query.urlencode()


def read_options(query, guide):
    """Options from a query. What is not named is as usual; what is not known raises BadOption."""
    known = {
        "paper": PAPERS,
        "text": TEXTS,
        "copy": COPIES,
        "region": PLACES,
        "ward": ("", *guide.wards),
        "lines": tuple(str(number) for number in LINES),
    }
    chosen = {name: _one(query, name, allowed) for name, allowed in known.items() if query.get(name)}
    if "lines" in chosen:
        chosen["lines"] = int(chosen["lines"])
    if "include" in query:
        chosen["include"] = frozenset(_one_of("include", value, PARTS) for value in query.getlist("include") if value)
    return fitting(Options(_languages(query, guide.language), **chosen))


def fitting(options):
    """The same Options, if what is chosen goes together. Raises BadOption."""
    if options.region and "support" not in options.include:
        raise BadOption("region", options.region, reason="support")
    if "full" in options.include and len(options.languages) > 1:
        raise BadOption("include", "full", reason="whole")
    return options


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
