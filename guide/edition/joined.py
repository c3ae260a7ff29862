"""Answers that join two others ("in the brain or spinal cord, and elsewhere too"), and which of the
two a section is for.
"""

from collections.abc import Iterable

from .guide import Choice
from .path import Path
from .result import Shown


def joined_answers(options: Iterable[Shown]) -> set[Choice]:
    """Answers that join two others and have a section for them alone. Their result is led to from
    there, and not from each of the sections that they join.
    """
    alone: set[Choice] = set()
    partners: dict[Choice, set[Choice]] = {}
    for shown in options:
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


def joined_to(shown: Shown, path: Path, joined: set[Choice]) -> Choice | None:
    """The other answer that a section is for, where this path's own answer joins it."""
    for group in shown.situation:
        own = [choice for choice in group if choice in path.answers and choice in joined]
        others = [choice for choice in group if choice not in path.answers]
        if own and len(others) == 1:
            return others[0]
    return None
