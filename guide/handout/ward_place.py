"""What a ward's own print page offers: the sheets of all situations, as the ward prints them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guide.edition.guide import Choice, Guide, Ward
from guide.edition.path import Path, all_paths

from .options import PLACES, Options
from .v2.parts import lower_first


@dataclass(frozen=True)
class PlaceSheet:
    """One situation: its path, and the answers that tell it from others of its group."""

    path: Path
    title: str


@dataclass(frozen=True)
class Group:
    """The situations that share the answer to the first question."""

    title: str
    sheets: tuple[PlaceSheet, ...]


def usual_of(ward: Ward, language: str) -> Options:
    """How the ward prints: what it chose at the desk, and the usual for the rest.

    language: of the page that is read, where the ward chose none; on a sheet in two languages it
    stands first.
    """
    others = {"en": "fr", "fr": "en"}
    languages: tuple[str, ...] = (ward.print_language or language,)
    if ward.print_language == "both":
        languages = (language, others[language])
    text = "large" if ward.large_print else "normal"
    region = ward.region if ward.region in PLACES else ""
    return Options(languages, text=text, region=region, ward=ward.code)


def for_the_nurse(options: Options) -> Options:
    """The nurse's page beside such a sheet."""
    return replace(options, copy="nurse")


def the_card(options: Options) -> Options:
    """The fever card alone."""
    return replace(options, copy="card")


def groups_of(guide: Guide) -> list[Group]:
    """All finished paths, by their first answers, in the order of the guide."""
    found: dict[str, list[PlaceSheet]] = {}
    for path in all_paths(guide):
        first, *rest = path.answers
        title = _in_a_line(rest) or first.short
        found.setdefault(first.short, []).append(PlaceSheet(path, title))
    return [Group(title, tuple(sheets)) for title, sheets in found.items()]


def open_path(guide: Guide) -> Path:
    """The path on which every answer is open, where there is one: a card is of no situation."""
    paths = all_paths(guide)
    return max(paths, key=lambda path: sum(choice.unsure for choice in path.answers))


def _in_a_line(choices: Sequence[Choice]) -> str:
    """One place, seen twice: only the first keeps its capital."""
    named = [choice.short for choice in choices]
    return ", ".join(named[:1] + [lower_first(name) for name in named[1:]])
