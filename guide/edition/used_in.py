"""Where a treatment is named: each situation once, with the strongest part that it has there."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import prod

from .glance import known_choices
from .guide import Choice, Guide, TreatmentUse
from .result import Situation, situation_of, strongest

# Situations of one section that are told one by one; where it is for more, they stand in one line.
MOST_TOLD_APART = 12
# Results that are gone through, to see where sections that overlap say the same.
MOST_RESULTS = 60
# Lines that a list may have: nobody takes in more at once.
MOST_IN_A_LIST = 7

# An answer to each question.
Answers = tuple[Choice, ...]


@dataclass(frozen=True)
class UsedIn:
    """situation: for each question that it is of, the answers that it is for, most often one; empty
    where it is for everyone. use: the treatment's strongest part there.
    """

    situation: Situation
    use: TreatmentUse


@dataclass(frozen=True)
class Group:
    """answer: to the first question, that all these lines are of; None where they are not told by
    it.
    """

    answer: Choice | None
    lines: tuple[UsedIn, ...]


def used_in_groups(guide: Guide, code: str) -> tuple[Group, ...]:
    """The same in one list where it is short; a longer one by the answer to the first question,
    after the lines that are for each of its answers. Empty where no section names the treatment.
    """
    lines = used_in(guide, code)
    if len(lines) <= MOST_IN_A_LIST:
        return (Group(None, lines),) if lines else ()
    (first, *_others) = guide.questions.values()
    by_answer: dict[Choice | None, list[UsedIn]] = {None: []}
    for choice in known_choices(first):
        by_answer[choice] = []
    for line in lines:
        answers = line.situation[0] if line.situation else ()
        is_one = len(answers) == 1 and answers[0] in by_answer
        by_answer[answers[0] if is_one else None].append(line)
    return tuple(Group(answer, tuple(found)) for answer, found in by_answer.items() if found)


def used_in(guide: Guide, code: str) -> tuple[UsedIn, ...]:
    """Each situation in which a section names the treatment of this code, in the editors' order.

    Of situations that overlap, the wider one stands where all its results have the same part, and
    else its results one by one: no result is told twice.
    """
    uses = _uses(guide, code)
    results = _results(guide)
    if len(results) > MOST_RESULTS:
        return tuple(UsedIn(situation, *strongest(found)) for situation, found in uses.items())
    best: dict[Answers, TreatmentUse] = {}
    for answers in results:
        here: list[TreatmentUse] = []
        for situation, found in uses.items():
            if _holds(situation, answers):
                here += found
        if here:
            # All are of this one treatment.
            best[answers] = strongest(here)[0]
    return _in_lines(uses, best)


def _uses(guide: Guide, code: str) -> dict[Situation, list[TreatmentUse]]:
    uses: dict[Situation, list[TreatmentUse]] = {}
    for section in guide.sections.values():
        for use in section.treatments:
            if use.treatment.code != code:
                continue
            for situation in _told_apart(situation_of(section, guide)):
                uses.setdefault(situation, []).append(use)
    return uses


def _told_apart(situation: Situation) -> list[Situation]:
    """High risk, one place or several: high risk, one place, and high risk, several places."""
    if prod(len(answers) for answers in situation) > MOST_TOLD_APART:
        return [situation]
    return [tuple((answer,) for answer in answers) for answers in product(*situation)]


def _results(guide: Guide) -> list[Answers]:
    """The answers of each result where nothing is left open; too many are not gone through."""
    choices = [known_choices(question) for question in guide.questions.values()]
    if prod(len(known) for known in choices) > MOST_RESULTS:
        return [()] * (MOST_RESULTS + 1)
    return list(product(*choices))


def _holds(situation: Situation, answers: Answers) -> bool:
    return all(not set(group).isdisjoint(answers) for group in situation)


def _in_lines(
    situations: Iterable[Situation], best: dict[Answers, TreatmentUse]
) -> tuple[UsedIn, ...]:
    """The situations in their order; then, one by one, the results that none of them tells."""
    results_of: dict[Situation, list[Answers]] = {}
    for situation in situations:
        results_of[situation] = [answers for answers in best if _holds(situation, answers)]

    lines: dict[Situation, TreatmentUse] = {}
    told: set[Answers] = set()
    widest_first = sorted(results_of, key=lambda situation: -len(results_of[situation]))
    for situation in widest_first:
        results = results_of[situation]
        parts = {best[answers] for answers in results}
        if len(parts) == 1 and not told.issuperset(results):
            lines[situation] = parts.pop()
            told.update(results)

    found = []
    for situation in results_of:
        if situation in lines:
            found.append(UsedIn(situation, lines[situation]))
    for answers, use in best.items():
        if answers not in told:
            alone = tuple((answer,) for answer in answers)
            found.append(UsedIn(alone, use))
    return tuple(found)
