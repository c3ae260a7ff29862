"""What can be chosen for a sheet of version 1, and what is usual.

Codes on paper count places in these tuples, so nothing is added, taken out or moved: not at the end
either.
"""

from dataclasses import dataclass

from guide.handout.errors import BadOption

PAPERS = ("letter", "a4")
TEXTS = ("normal", "large")
SIZES = {"normal": 14, "large": 18}  # what is promised, in points
COPIES = ("family", "nurse")
LANGUAGES = (("en",), ("fr",), ("en", "fr"), ("fr", "en"))
PARTS = ("treatments", "questions", "support", "words", "outlook", "full")
USUAL_PARTS = frozenset({"treatments", "questions", "support", "words"})
LINES = (2, 0, 1, 3, 4, 6, 8, 10)
PLACES = ("", "BC", "AB", "SK", "MB", "ON", "QC", "NB", "NS", "PE", "NL", "YT", "NT", "NU")


@dataclass(frozen=True)
class Options:
    """`languages` are those printed, the left one first; `region` empty: services for all of Canada
    only.
    """

    languages: tuple[str, ...]
    paper: str = "letter"
    text: str = "normal"
    copy: str = "family"
    include: frozenset[str] = USUAL_PARTS
    region: str = ""
    ward: str = ""
    lines: int = LINES[0]


def fitting(options: Options) -> Options:
    """The same Options, if what is chosen goes together. Raises BadOption."""
    if options.region and "support" not in options.include:
        raise BadOption("region", options.region, reason="support")
    if "full" in options.include and len(options.languages) > 1:
        raise BadOption("include", "full", reason="whole")
    return options
