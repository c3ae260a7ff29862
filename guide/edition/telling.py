"""How a result is told: the answer first, and what is open apart from what is for this child."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from .glance import known_choices
from .glossary import terms_in
from .guide import Choice, Guide, Html, Section, Term, Treatment
from .path import Path, read_path
from .points import points_of, words_in
from .result import Result, Shown, cards_of, sections_for

# An answer that a tired person takes in. The first point of a section is in it all the same.
MOST_POINTS, MOST_WORDS = 5, 80
# Words under the answer that a tired person goes on to read; a card takes the room of some.
ROOM, CARD = 280, 30
# Results that are gone through for what they have in common.
MOST_RESULTS = 60


@dataclass(frozen=True)
class Part:
    """A section that is for this child. first: its points in the answer; rest: its others, which
    stand with its title. Each point is whole. is_open: whether its text is not folded.
    """

    shown: Shown
    first: tuple[Html, ...]
    rest: tuple[Html, ...]
    is_open: bool


@dataclass(frozen=True)
class Situation:
    """A section that may be for this child, its points, and the results of its own answers.

    results: (the answers that tell it from the first of them, its address). is_further: whether
    another section before it leads to one of these results, so that its title tells the two apart.
    """

    section: Section
    points: tuple[Html, ...]
    results: tuple[tuple[tuple[Choice, ...], str], ...]
    is_further: bool


@dataclass(frozen=True)
class Named:
    """How many of the results that may be the child's name a treatment."""

    treatment: Treatment
    count: int


@dataclass(frozen=True)
class Telling:
    """find_out: how to find out what is not known yet. parts: the options for this child, whose
    points are the answer. situations: what may apply, where an answer is open; common: what their
    `of` results have in common. about: what is for everyone.
    """

    find_out: tuple[Shown, ...]
    parts: tuple[Part, ...]
    situations: tuple[Situation, ...]
    common: tuple[Named, ...]
    of: int
    about: tuple[Shown, ...]
    terms: tuple[Term, ...]


def tell(result: Result) -> Telling:
    """The Telling of a result. Pure, as the result is."""
    path = result.path
    own = [shown for shown in result.options if not _is_left_open(shown, path)]
    left_open = [shown for shown in result.options if _is_left_open(shown, path)]
    find_out = [shown for shown in result.about if _is_for_not_sure(shown, path)]
    parts = _parts(own, len(result.cards))
    paths = _known_paths(result.guide, path) if left_open else []
    return Telling(
        find_out=tuple(find_out),
        parts=parts,
        situations=_situations(left_open, path),
        common=_in_common(result.guide, paths),
        of=len(paths),
        about=tuple(shown for shown in result.about if shown not in find_out),
        terms=_terms(result, left_open),
    )


def told_by_points(result: Result) -> tuple[Section, ...]:
    """The sections of which a result tells the main points alone, and leads to the rest."""
    return tuple(one.section for one in result.options if _is_left_open(one, result.path))


def has_long_answer(result: Result) -> bool:
    """Whether the first points of its parts alone are more than an answer is meant to hold."""
    own = [shown for shown in result.options if not _is_left_open(shown, result.path)]
    return _is_long(_parts(own, len(result.cards)))


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


def _parts(own: Iterable[Shown], cards: int) -> tuple[Part, ...]:
    """The first point of each section; then, in turn, one more of each for as long as the answer
    keeps to its measure. cards: how many stand before the parts.
    """
    shown = list(own)
    points = [points_of(one.section.key_points) for one in shown]
    taken = [min(1, len(one)) for one in points]
    count = sum(taken)
    words = sum(words_in(one[0]) for one in points if one)
    for turn in range(1, MOST_POINTS):
        for place, of_section in enumerate(points):
            if taken[place] != turn or len(of_section) == turn:
                continue
            more = words_in(of_section[turn])
            if count < MOST_POINTS and words + more <= MOST_WORDS:
                taken[place] += 1
                count += 1
                words += more
    parts: list[Part] = []
    for one, of_section, first in zip(shown, points, taken, strict=True):
        has_room = not parts and words_in(one.section.body) + CARD * cards <= ROOM
        parts.append(Part(one, of_section[:first], of_section[first:], has_room))
    return tuple(parts)


def _is_long(parts: tuple[Part, ...]) -> bool:
    words = 0
    for part in parts:
        words += sum(words_in(point) for point in part.first)
    return len(parts) > MOST_POINTS or words > MOST_WORDS


def _situations(left_open: list[Shown], path: Path) -> tuple[Situation, ...]:
    found = []
    told: set[str] = set()
    for shown in left_open:
        results = _results(shown, path)
        addresses = {address for _answers, address in results}
        points = points_of(shown.section.key_points)
        found.append(Situation(shown.section, points, results, not told.isdisjoint(addresses)))
        told |= addresses
    return tuple(found)


def _results(shown: Shown, path: Path) -> tuple[tuple[tuple[Choice, ...], str], ...]:
    groups = {group[0].question: group for group in shown.situation}
    own_answers = []
    for answer in path.answers:
        known = not answer.unsure or answer.question not in groups
        own_answers.append((answer,) if known else groups[answer.question])
    first: tuple[Choice, ...] = ()
    results = []
    for answers in product(*own_answers):
        told = tuple(one for one in answers if one not in first and not one.unsure)
        results.append((told, "/".join(one.code for one in answers)))
        first = first or answers
    return tuple(results)


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
    """Each treatment that these results name, those that most name first."""
    count: dict[str, int] = {}
    for path in paths:
        for use in cards_of(sections_for(guide, path)):
            count[use.treatment.code] = count.get(use.treatment.code, 0) + 1
    named = [Named(guide.treatments[code], number) for code, number in count.items()]
    return tuple(sorted(named, key=lambda one: (-one.count, one.treatment.order)))


def _terms(result: Result, left_open: list[Shown]) -> tuple[Term, ...]:
    """The words to explain; of a section that is left open only its points are told here."""
    if not left_open:
        return result.terms
    in_points_alone = [shown.section for shown in left_open]
    texts = []
    for section in result.sections:
        texts.append(section.key_points)
        if section not in in_points_alone:
            texts.append(section.body)
    return terms_in(texts, result.terms)
