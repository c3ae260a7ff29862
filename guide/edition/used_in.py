"""Where a treatment is named: each situation once, with the strongest part that it has there."""

from dataclasses import dataclass
from itertools import product
from math import prod

from .guide import Guide, TreatmentUse
from .result import Situation, situation_of, strongest

# Situations of one section that are told one by one; where it is for more, they stand in one line.
MOST_TOLD_APART = 12


@dataclass(frozen=True)
class UsedIn:
    """situation: for each question that it is of, the answers that it is for, most often one; empty
    where it is for everyone. use: the treatment's strongest part there.
    """

    situation: Situation
    use: TreatmentUse


def used_in(guide: Guide, code: str) -> tuple[UsedIn, ...]:
    """Each situation in which a section names the treatment of this code, in the editors' order."""
    uses: dict[Situation, list[TreatmentUse]] = {}
    for section in guide.sections.values():
        for use in section.treatments:
            if use.treatment.code != code:
                continue
            for situation in _told_apart(situation_of(section, guide)):
                uses.setdefault(situation, []).append(use)
    return tuple(UsedIn(situation, *strongest(found)) for situation, found in uses.items())


def _told_apart(situation: Situation) -> list[Situation]:
    """High risk, one place or several: high risk, one place, and high risk, several places."""
    if prod(len(answers) for answers in situation) > MOST_TOLD_APART:
        return [situation]
    return [tuple((answer,) for answer in answers) for answers in product(*situation)]
