"""How hard the texts of an edition are to read: the measures of `readability`, section by
section.
"""

from dataclasses import dataclass
from statistics import mean

from guide.edition.plain import plain_text
from guide.models import BY_KIND

from .formulas import grade_html

KINDS = ("section", "treatment")
# English is a school grade (lower is easier), French an ease score (higher is easier).
AIMS = {"en": "grade 6 or lower each", "fr": "75 or higher each"}


@dataclass(frozen=True)
class Level:
    """The measure of one text. `strict` counts medical names like any other word."""

    kind: str
    code: str
    language: str
    words: int
    grade: float
    strict: float


def levels(entries, language):
    """The Level of every section and treatment that has words, in the order of the guide."""
    names = medical_names(entries, language)
    return [
        Level(
            kind=kind,
            code=code,
            language=language,
            words=len(plain_text(text).split()),
            grade=grade_html(text, language, names),
            strict=grade_html(text, language),
        )
        for kind in KINDS
        for code, content in sorted(
            entries.get(kind, {}).items(), key=lambda item: (item[1]["order"], item[0])
        )
        if plain_text(text := text_of(kind, content, language))
    ]


def average(found):
    return mean(level.grade for level in found)


def text_of(kind, content, language):
    """All that a family reads of an entry, as one HTML text."""
    model = BY_KIND[kind]
    whole = model.whole(content)
    return "".join(f"<div>{whole[name][language]}</div>" for name in model.PAIRS)


def medical_names(entries, language):
    """The names that a text cannot do without: the words of the glossary, their forms, and the
    treatments.
    """
    names = [treatment["name"][language] for treatment in entries.get("treatment", {}).values()]
    for term in entries.get("term", {}).values():
        names += [term["name"][language], *term["forms"][language].splitlines()]
    return tuple(name.strip() for name in names if name.strip())
