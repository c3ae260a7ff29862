"""What stands on the sheet of a path: the rules by which an edition's entries apply to the answers,
as of version 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .reader import Entry, Words
from .tiers import in_one_box

QUESTIONS_PRINTED = 7
# The kinds of section that this version prints; a kind that came later is not on its sheets.
KINDS = ("options", "gap", "about", "urgent", "outlook")
PARTS = ("main", "may", "some", "trial")  # from the strongest to the weakest


# {"treatment": code, "part", "source"}: that a section speaks of a treatment, and how.
Use = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A section on a sheet.

    `situation`: for each question that it is ticked for, the list of the ticked choices.
    """

    section: Entry
    situation: list[list[Entry]]


@dataclass(frozen=True)
class Result:
    """What a path leads to, in the order of the paper; entries are plain data, as `reader.read`
    gives them.

    answers: the choices, in the order of the questions. options: sections of kind options and gap.
    urgent: what the boxes of whom to call say; tiers: the sections that this comes from.
    treatments: uses, each treatment once, with its strongest part.
    """

    words: Words
    answers: list[Entry]
    options: list[Shown]
    about: list[Shown]
    urgent: list[Shown]
    outlook: list[Shown]
    treatments: list[Use]
    prompts: list[Entry]
    tiers: list[Shown]

    @property
    def is_unsure(self) -> bool:
        return any(choice["unsure"] for choice in self.answers)

    @property
    def entries(self) -> list[Entry]:
        """The entries whose review the sheet stands for."""
        shown = [*self.tiers, *self.options, *self.about, *self.outlook]
        treatments = [self.words["treatment"][use["treatment"]] for use in self.treatments]
        return [one.section for one in shown] + treatments

    @property
    def reviews(self) -> list[dict[str, str]]:
        """[{"by", "on"}] of the entries that a named reviewer approved."""
        return [entry["reviewed"] for entry in self.entries if entry["reviewed"]]


def result_for(words: Words, codes: Iterable[str]) -> Result:
    """The Result of a finished path. codes: one choice for each question, in any order."""
    answers = in_order(words, codes)
    sections = []
    shown: dict[str, list[Shown]] = {kind: [] for kind in KINDS}
    for section in words["section"].values():
        if section["kind"] in KINDS and _applies(section, answers, words):
            sections.append(section)
            shown[section["kind"]].append(_shown(section, words))
    boxes = in_one_box([one.section for one in shown["urgent"]])
    options = shown["options"] + shown["gap"]
    options.sort(key=lambda one: (one.section["order"], one.section["code"]))
    treatments = _strongest(options, words)
    return Result(
        words=words,
        answers=answers,
        options=options,
        about=shown["about"],
        urgent=[_shown(section, words) for section in boxes],
        tiers=shown["urgent"],
        outlook=shown["outlook"],
        treatments=treatments,
        prompts=_prompts(words, sections, treatments)[:QUESTIONS_PRINTED],
    )


def in_order(words: Words, codes: Iterable[str]) -> list[Entry]:
    """The choices of these codes, in the order of their questions."""
    questions = list(words["question"])
    answers = [words["choice"][code] for code in codes]
    return sorted(answers, key=lambda choice: questions.index(choice["question"]))


def _shown(section: Entry, words: Words) -> Shown:
    return Shown(section, _situation_of(section, words))


def _applies(section: Entry, answers: list[Entry], words: Words) -> bool:
    return not any(_rules_out(answer, section, words) for answer in answers)


def _rules_out(answer: Entry, section: Entry, words: Words) -> bool:
    """An answer rules a section out that is ticked for other choices of its question alone; "not
    sure" rules nothing out."""
    ticked = section["choices"]
    if answer["unsure"] or answer["code"] in ticked:
        return False
    known = [words["choice"][code] for code in ticked if code in words["choice"]]
    return any(choice["question"] == answer["question"] for choice in known)


def _situation_of(section: Entry, words: Words) -> list[list[Entry]]:
    groups = []
    for question in words["question"]:
        choices = [choice for choice in words["choice"].values() if choice["question"] == question]
        ticked = [choice for choice in choices if choice["code"] in section["choices"]]
        if ticked:
            groups.append(ticked)
    return groups


def _strongest(options: list[Shown], words: Words) -> list[Use]:
    best: dict[str, Use] = {}
    for one in options:
        for use in one.section["treatments"]:
            known = best.get(use["treatment"])
            if known is None or PARTS.index(use["part"]) < PARTS.index(known["part"]):
                best[use["treatment"]] = use

    def place(use: Use) -> tuple[int, int]:
        return PARTS.index(use["part"]), words["treatment"][use["treatment"]]["order"]

    return sorted(best.values(), key=place)


def _prompts(words: Words, sections: list[Entry], treatments: list[Use]) -> list[Entry]:
    """Questions about this situation first, then those for everyone, then those about its
    treatments.
    """
    prompts = list(words["prompt"].values())
    codes = {section["code"] for section in sections}
    here = [prompt for prompt in prompts if codes.intersection(prompt["sections"])]
    general = [prompt for prompt in prompts if not prompt["sections"] and not prompt["treatments"]]
    found = here + general
    for use in treatments:
        found += [prompt for prompt in prompts if use["treatment"] in prompt["treatments"]]
    return list({prompt["code"]: prompt for prompt in found}.values())
