"""Where an answer is open, as of version 2: the situations that it may turn out to be."""

from itertools import product
from typing import Any

from guide.handout.v1.reader import Entry
from guide.handout.v1.result import PARTS, Shown, Use
from guide.handout.v1.result import _applies as applies

from .result import Result

Answers = tuple[Entry, ...]


def strongest_of(code: str, uses: list[Use]) -> Use | None:
    """The strongest of these uses of a treatment; of two alike, the one that more than one source
    names.
    """
    found = [use for use in uses if use["treatment"] == code]
    return min(found, key=_strength, default=None)


def _strength(use: Use) -> tuple[int, bool]:
    return PARTS.index(use["part"]), bool(use["source"])


def pages_of(result: Result) -> list[tuple[Answers, list[int], str]]:
    """Each situation that an open answer may turn out to be, once: (the answers that the path
    leaves open, the places of the sections that hold for it, its path). What is known of the child
    is kept.
    """
    joined = _joined_answers(result)
    here = "/".join(result.codes)
    found: dict[str, tuple[Answers, list[int], str]] = {}
    for one in result.options:
        for answers in _answers_of(one, result, joined):
            path = "/".join(answer["code"] for answer in answers)
            holding = []
            for place, other in enumerate(result.options):
                if _holds(other, answers, result):
                    holding.append(place)
            told = tuple(answer for answer in answers if answer not in result.answers)
            if path != here:
                found.setdefault(path, (told, holding, path))
    return list(found.values())


def with_letters(
    sections: list[dict[str, Any]], situations: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The same, each told with places of situations, which are printed as letters.

    A section's `own`: the situations that are told by it first, which are those that have none that
    holds for fewer; of a section after these that is no situation's own, `holds`: those it is for.
    A situation's `also`: those whose own sections hold for it too.
    """
    holding: list[list[int]] = [[] for _ in sections]
    own: list[list[int]] = [[] for _ in sections]
    for place, situation in enumerate(situations):
        for number in situation["numbers"]:
            holding[number - 1].append(place)
    for place, situation in enumerate(situations):
        numbers = situation["numbers"]
        first = min(numbers, key=lambda number: len(holding[number - 1]))
        own[first - 1].append(place)
    with_own = []
    has_letters = False
    for section, owned, held in zip(sections, own, holding, strict=True):
        has_letters = has_letters or bool(owned)
        is_named = has_letters and not owned
        with_own.append(section | {"own": owned, "holds": held if is_named else []})
    with_also = []
    for place, situation in enumerate(situations):
        others = {other for number in situation["numbers"] for other in own[number - 1]}
        with_also.append(situation | {"also": sorted(others - {place})})
    return with_own, with_also


def _holds(one: Shown, answers: Answers, result: Result) -> bool:
    return applies(one.section, list(answers), result.words)


def _answers_of(one: Shown, result: Result, joined: set[str]) -> list[Answers]:
    """The answers that a section is for: of each question those that are known, else those that it
    is ticked for, less those of `joined`.
    """
    ticked = {group[0]["question"]: group for group in one.situation}
    each: list[list[Entry]] = []
    for answer in result.answers:
        group = ticked.get(answer["question"], [])
        if not answer["unsure"] or not group:
            each.append([answer])
        else:
            each.append([choice for choice in group if choice["code"] not in joined] or group)
    return list(product(*each))


def _joined_answers(result: Result) -> set[str]:
    """Answers that join two others and have a section for them alone: "in the brain, and elsewhere
    too". Their page is led to from there, and not from each of the sections that they join.
    """
    alone = set()
    partners: dict[str, set[str]] = {}
    for one in result.options:
        for group in one.situation:
            codes = {choice["code"] for choice in group}
            if len(codes) == 1 and len(one.situation) == 1:
                alone |= codes
            if len(codes) == 2:
                for code in codes:
                    partners.setdefault(code, set()).update(codes)
    # Among the partners of an answer is the answer itself.
    return {code for code in alone if len(partners.get(code, ())) > 2}
