"""How a result is told: the answer first, and what is open apart from what is for this child."""

from collections import Counter
from dataclasses import dataclass

from .glance import known_choices
from .glossary import terms_in
from .guide import Guide, Section, Source, Term, Treatment
from .joined import joined_answers
from .parts import Part, are_long, parts_of
from .path import Path, read_path
from .result import Result, Shown, cards_of, sections_for
from .situations import Situation, situations_of

# Results that are gone through for what they have in common.
MOST_RESULTS = 60


@dataclass(frozen=True)
class Named:
    """A treatment that results name that may be the child's, and whether all of them do."""

    treatment: Treatment
    in_all: bool


@dataclass(frozen=True)
class Telling:
    """find_out: how to find out what is not known yet. parts: the options for this child, whose
    points are the answer. situations: what may apply, where an answer is open; common: what their
    results have in common. about: what is for everyone. sources: of all that this page tells;
    those of whom to call, which every page tells, stand on one page for all.
    """

    find_out: tuple[Shown, ...]
    parts: tuple[Part, ...]
    situations: tuple[Situation, ...]
    common: tuple[Named, ...]
    about: tuple[Shown, ...]
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]


def tell(result: Result) -> Telling:
    """The Telling of a result. Pure, as the result is."""
    path = result.path
    own = [shown for shown in result.options if not _is_left_open(shown, path)]
    left_open = [shown for shown in result.options if _is_left_open(shown, path)]
    find_out = [shown for shown in result.about if _is_for_not_sure(shown, path)]
    parts = parts_of(own, path, joined_answers(result.options))
    paths = _known_paths(result.guide, path) if left_open else []
    return Telling(
        find_out=tuple(find_out),
        parts=parts,
        situations=situations_of(left_open, path, result.options),
        common=_in_common(result.guide, paths),
        about=tuple(shown for shown in result.about if shown not in find_out),
        terms=_terms(result, left_open),
        sources=_sources(result),
    )


def told_by_points(result: Result) -> tuple[Section, ...]:
    """The sections of which a result tells the main points alone, and leads to the rest."""
    return tuple(one.section for one in result.options if _is_left_open(one, result.path))


def has_long_answer(result: Result) -> bool:
    """Whether the first points of its parts alone are more than an answer is meant to hold."""
    own = [shown for shown in result.options if not _is_left_open(shown, result.path)]
    return are_long(parts_of(own, result.path, joined_answers(result.options)))


def _is_left_open(shown: Shown, path: Path) -> bool:
    """Whether "not sure" leaves open if this section is for the child."""
    for group in shown.situation:
        for answer in path.answers:
            if answer.unsure and answer.question == group[0].question and answer not in group:
                return True
    return False


def _is_for_not_sure(shown: Shown, path: Path) -> bool:
    unsure = {answer for answer in path.answers if answer.unsure}
    return any(not unsure.isdisjoint(group) for group in shown.situation)


def _known_paths(guide: Guide, path: Path) -> list[Path]:
    """Each result that may be the child's once every answer is known; none where they are too many
    to go through.
    """
    addresses = [""]
    for answer in path.answers:
        choices = known_choices(guide.questions[answer.question]) if answer.unsure else [answer]
        longer = []
        for address in addresses:
            longer += [f"{address}/{choice.code}" for choice in choices]
        addresses = longer
        if len(addresses) > MOST_RESULTS:
            return []
    return [read_path(guide, address) for address in addresses]


def _in_common(guide: Guide, paths: list[Path]) -> tuple[Named, ...]:
    """Each treatment that these results name: those that all name, then the others, each in the
    editors' order.
    """
    count: Counter[str] = Counter()
    for path in paths:
        sections = sections_for(guide, path)
        for use in cards_of(sections):
            count[use.treatment.code] += 1
    named = []
    for code, number in count.items():
        named.append(Named(guide.treatments[code], number == len(paths)))
    named.sort(key=lambda one: (not one.in_all, one.treatment.order))
    return tuple(named)


def _sources(result: Result) -> tuple[Source, ...]:
    whom_to_call = [shown.section for shown in result.urgent]
    sources: list[Source] = []
    for section in result.sections:
        if section not in whom_to_call:
            sources += section.sources
    return tuple(dict.fromkeys(sources))


def _terms(result: Result, left_open: list[Shown]) -> tuple[Term, ...]:
    """The words to explain; of a section that is left open only its points are told here."""
    if not left_open:
        return result.terms
    in_points_alone = {shown.section.code for shown in left_open}
    texts = []
    for section in result.sections:
        texts.append(section.key_points)
        if section.code not in in_points_alone:
            texts.append(section.body)
    return terms_in(texts, result.terms)
