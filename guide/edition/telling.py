"""How a result is told: the answer first, and what is open apart from what is for this child."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from .glance import known_choices
from .glossary import terms_in
from .guide import Choice, Guide, Html, Section, Source, Term, Treatment
from .path import Path, read_path
from .points import points_of, words_in
from .result import Result, Shown, cards_of, sections_for

# An answer that a tired person takes in. The first point of a section is in it all the same.
MOST_POINTS, MOST_WORDS = 5, 80
# Words under the answer that a tired person goes on to read; a card takes the room of some.
ROOM, CARD = 280, 30
# So many parts need no label to be told apart.
FEW_PARTS = 2
# Results that are gone through for what they have in common.
MOST_RESULTS = 60


@dataclass(frozen=True)
class Part:
    """A section that is for this child. first: its points in the answer; rest: its others, which
    stand with its title. Each point is whole. is_open: whether its text is not folded.
    label: what its points in the answer are about, where that has to be said.
    """

    shown: Shown
    label: str
    first: tuple[Html, ...]
    rest: tuple[Html, ...]
    is_open: bool


@dataclass(frozen=True)
class Situation:
    """A section that may be for this child, its points, and the results of its own answers.

    results: (the answers that tell it from the first of them, its address), without those that
    another section before it leads to: it is_further then, and its title tells the two apart.
    is_together: whether it leads to the same results as the one before it. What is known of the
    child is the same for all of them, so it is not said again.
    """

    section: Section
    points: tuple[Html, ...]
    results: tuple[tuple[tuple[Choice, ...], str], ...]
    is_further: bool
    is_together: bool


@dataclass(frozen=True)
class Named:
    """How many of the results that may be the child's name a treatment."""

    treatment: Treatment
    count: int


@dataclass(frozen=True)
class Telling:
    """find_out: how to find out what is not known yet. parts: the options for this child, whose
    points are the answer. situations: what may apply, where an answer is open; common: what their
    `of` results have in common. about: what is for everyone. sources: of all that this page tells;
    those of whom to call, which every page tells, stand on one page for all.
    """

    find_out: tuple[Shown, ...]
    parts: tuple[Part, ...]
    situations: tuple[Situation, ...]
    common: tuple[Named, ...]
    of: int
    about: tuple[Shown, ...]
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]


def tell(result: Result) -> Telling:
    """The Telling of a result. Pure, as the result is."""
    path = result.path
    own = [shown for shown in result.options if not _is_left_open(shown, path)]
    left_open = [shown for shown in result.options if _is_left_open(shown, path)]
    find_out = [shown for shown in result.about if _is_for_not_sure(shown, path)]
    parts = _parts(own, path, len(result.cards))
    paths = _known_paths(result.guide, path) if left_open else []
    return Telling(
        find_out=tuple(find_out),
        parts=parts,
        situations=_situations(left_open, path),
        common=_in_common(result.guide, paths),
        of=len(paths),
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
    return _is_long(_parts(own, result.path, len(result.cards)))


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


def _parts(own: Iterable[Shown], path: Path, cards: int) -> tuple[Part, ...]:
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
    labels = _labels(shown, path)
    for one, label, of_section, first in zip(shown, labels, points, taken, strict=True):
        has_room = not parts and words_in(one.section.body) + CARD * cards <= ROOM
        parts.append(Part(one, label, of_section[:first], of_section[first:], has_room))
    return tuple(parts)


def _labels(shown: list[Shown], path: Path) -> list[str]:
    """For each section the words that part its points from those of the others; none for two.

    Where the child's answer joins others ("in the brain, and elsewhere too"), a section is told by
    the one that it is for as well; what is for the joined answer alone, or for any, has no label.
    """
    if len(shown) <= FEW_PARTS:
        return [""] * len(shown)
    others = [_other_answer(one, path) for one in shown]
    if len({other.code for other in others if other}) > 1:
        return [other.short if other else "" for other in others]
    return [one.section.title for one in shown]


def _other_answer(shown: Shown, path: Path) -> Choice | None:
    others: list[Choice] = []
    for group in shown.situation:
        if not any(answer in group for answer in path.answers):
            continue
        others += [choice for choice in group if choice not in path.answers]
    return others[0] if len(others) == 1 else None


def _is_long(parts: tuple[Part, ...]) -> bool:
    words = 0
    for part in parts:
        for point in part.first:
            words += words_in(point)
    return len(parts) > MOST_POINTS or words > MOST_WORDS


def _situations(left_open: list[Shown], path: Path) -> tuple[Situation, ...]:
    joined = _joined_answers(left_open)
    found: list[Situation] = []
    told: set[str] = set()
    before: set[str] = set()
    for shown in left_open:
        results = _results(shown, path, joined)
        addresses = {address for _answers, address in results}
        new = tuple(result for result in results if result[1] not in told)
        points = points_of(shown.section.key_points)
        is_further = len(new) < len(results)
        found.append(Situation(shown.section, points, new, is_further, addresses == before))
        told |= addresses
        before = addresses
    return tuple(found)


def _joined_answers(left_open: Iterable[Shown]) -> set[Choice]:
    """Answers that join two others and have a section for them alone: "in the brain, and elsewhere
    too". Their result is led to from there, and not from each of the sections that they join.
    """
    alone: set[Choice] = set()
    partners: dict[Choice, set[Choice]] = {}
    for shown in left_open:
        for group in shown.situation:
            if len(group) == 1 and len(shown.situation) == 1:
                alone.add(group[0])
            if len(group) == 2:
                for choice in group:
                    partners.setdefault(choice, set()).update(group)
    joined = set()
    for choice in alone:
        # Among the partners of an answer is the answer itself.
        if len(partners.get(choice, ())) > 2:
            joined.add(choice)
    return joined


def _results(
    shown: Shown, path: Path, joined: set[Choice]
) -> tuple[tuple[tuple[Choice, ...], str], ...]:
    groups = {}
    for group in shown.situation:
        apart = tuple(choice for choice in group if choice not in joined)
        groups[group[0].question] = apart or group
    own_answers = []
    for answer in path.answers:
        known = not answer.unsure or answer.question not in groups
        own_answers.append((answer,) if known else groups[answer.question])
    said = path.answers
    results = []
    for answers in product(*own_answers):
        told = tuple(one for one in answers if one not in said)
        results.append((told, "/".join(one.code for one in answers)))
        if len(results) == 1:
            said = (*path.answers, *answers)
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
    count: Counter[str] = Counter()
    for path in paths:
        sections = sections_for(guide, path)
        for use in cards_of(sections):
            count[use.treatment.code] += 1
    named = []
    for code, number in count.items():
        named.append(Named(guide.treatments[code], number))
    named.sort(key=lambda one: (-one.count, one.treatment.order))
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
    in_points_alone = [shown.section for shown in left_open]
    texts = []
    for section in result.sections:
        texts.append(section.key_points)
        if section not in in_points_alone:
            texts.append(section.body)
    return terms_in(texts, result.terms)
