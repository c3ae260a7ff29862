"""What can be chosen for a sheet of version 2, and what is usual.

Codes do not count these lists, but the tables of `tables`: what is new here is added there as well,
at the end.
"""

from dataclasses import dataclass

from guide.handout.errors import BadOption
from guide.handout.v1.options import Options as FirstOptions

from .tables import LINES, PAPERS, PLACES, TEXTS

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
    "Options",
    "fitting",
]

SIZES = {"normal": 14, "large": 18}  # in points, on every sheet
LANGUAGES = (("en",), ("fr",), ("en", "fr"), ("fr", "en"))
COPIES = ("family", "nurse", "card")
PARTS = ("treatments", "questions", "support", "words", "outlook", "full", "card")
USUAL_PARTS = frozenset({"treatments", "questions", "support", "words"})


@dataclass(frozen=True)
class Options(FirstOptions):
    """The same fields as in version 1, with defaults of their own.

    `languages` are those printed, the left one first; `region` empty: services for all of Canada
    only. `copy` is family, nurse (one page: what was explained and said back) or card (the fever
    card alone).
    """

    paper: str = "letter"
    text: str = "normal"
    copy: str = "family"
    include: frozenset[str] = USUAL_PARTS
    region: str = ""
    ward: str = ""
    lines: int = LINES[0]


def fitting(options: FirstOptions) -> FirstOptions:
    """The same Options, if what is chosen goes together. Raises BadOption."""
    if options.region and "support" not in options.include:
        raise BadOption("region", options.region, reason="support")
    if "full" in options.include and len(options.languages) > 1:
        raise BadOption("include", "full", reason="whole")
    return options
