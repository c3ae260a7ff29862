"""What may be for the child where an answer is open: each situation with the results that it leads
to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from .guide import Choice, Html, Section
from .joined import joined_answers, joined_to
from .path import Path
from .points import points_of, said_once
from .result import Shown


@dataclass(frozen=True)
class Situation:
    """A section that may be for this child, its points (what one before it says in brackets is not
    said again), and the results of its own answers.

    results: (the answers that tell it from the first of them, its address), without those that
    another section before it leads to: it is_further then, and its title tells the two apart.
    of: where what is known joins two answers ("in the brain, and elsewhere too"), the one of them
    that its points speak of.
    drawn: its own answers that have a drawing, each where it is told first.
    is_together: whether it leads to the same results as the one before it. What is known of the
    child is the same for all of them, so it is not said again.
    """

    section: Section
    points: tuple[Html, ...]
    results: tuple[tuple[tuple[Choice, ...], str], ...]
    is_further: bool
    is_together: bool
    of: Choice | None
    drawn: tuple[Choice, ...]


def situations_of(
    left_open: list[Shown], path: Path, options: Iterable[Shown]
) -> tuple[Situation, ...]:
    """left_open: those of the options that an open answer leaves open."""
    joined = joined_answers(options)
    found: list[Situation] = []
    told: set[str] = set()
    before: set[str] = set()
    explained: set[str] = set()
    for shown in left_open:
        results = _results(shown, path, joined)
        addresses = {address for _answers, address in results}
        new = tuple(result for result in results if result[1] not in told)
        points = [said_once(point, explained) for point in points_of(shown.section.key_points)]
        is_further = len(new) < len(results)
        is_together = addresses == before
        of = joined_to(shown, path, joined)
        drawn = _with_drawing(new[:1], found)
        found.append(
            Situation(shown.section, tuple(points), new, is_further, is_together, of, drawn)
        )
        told |= addresses
        before = addresses
    return tuple(found)


def _with_drawing(
    results: tuple[tuple[tuple[Choice, ...], str], ...], before: list[Situation]
) -> tuple[Choice, ...]:
    shown = {choice for situation in before for choice in situation.drawn}
    drawn = []
    for answers, _address in results:
        drawn += [one for one in answers if one.drawing and one not in shown]
    return tuple(drawn)


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
