"""What may be for the child where an answer is open: each situation with the results that it leads
to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from .guide import Choice, Html, Section
from .path import Path
from .points import points_of
from .result import Shown


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


def situations_of(left_open: list[Shown], path: Path) -> tuple[Situation, ...]:
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
