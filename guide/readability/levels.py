"""How hard the texts of an edition are to read: the measures of `formulas`, section by section."""

from dataclasses import dataclass
from statistics import mean

from django.utils.translation import gettext_lazy as _

from guide.edition.plain import plain_text
from guide.lib.content import Content, Entries
from guide.models import BY_KIND

from .formulas import grade_html

KINDS = ("section", "treatment")
# Words that people say for an entry: search finds it by them, and nobody reads them.
FOR_SEARCH_ALONE = ("said",)
# English is a school grade (lower is easier), French an ease score (higher is easier).
AIMS = {"en": _("grade 6 or lower each"), "fr": _("75 or higher each")}


@dataclass(frozen=True)
class Level:
    """The measure of one text: see `formulas.grade`. `strict` counts medical names like any other
    word.
    """

    kind: str
    code: str
    language: str
    words: int
    grade: float
    strict: float


def levels(entries: Entries, language: str) -> list[Level]:
    """The Level of every section and treatment that has words, in the order of the guide."""
    names = medical_names(entries, language)
    found = []
    for kind in KINDS:
        codes = entries.get(kind, {})
        for code in sorted(codes, key=lambda code: (codes[code]["order"], code)):
            level = _level(kind, code, codes[code], language, names)
            if level is not None:
                found.append(level)
    return found


def _level(
    kind: str, code: str, content: Content, language: str, names: tuple[str, ...]
) -> Level | None:
    """None for a text without words, or in a language that has no measure."""
    text = text_of(kind, content, language)
    grade = grade_html(text, language, names)
    strict = grade_html(text, language)
    if grade is None or strict is None:
        return None
    words = len(plain_text(text).split())
    return Level(kind, code, language, words, grade, strict)


def average(found: list[Level]) -> float:
    """The mean grade of at least one Level."""
    return mean(level.grade for level in found)


def text_of(kind: str, content: Content, language: str) -> str:
    """All that a family reads of an entry, as one HTML text."""
    model = BY_KIND[kind]
    whole = model.whole(content)
    read = [name for name in model.PAIRS if name not in FOR_SEARCH_ALONE]
    return "".join(f"<div>{whole[name][language]}</div>" for name in read)


def medical_names(entries: Entries, language: str) -> tuple[str, ...]:
    """The names that a text cannot do without: the words of the glossary, their forms, and the
    treatments.
    """
    names = []
    for treatment in entries.get("treatment", {}).values():
        names.append(treatment["name"][language])
    for term in entries.get("term", {}).values():
        names.append(term["name"][language])
        names.extend(term["forms"][language].splitlines())
    stripped = [name.strip() for name in names]
    return tuple(name for name in stripped if name)
