"""What stands on the sheet of a path: the rules by which an edition's entries apply to the answers,
as of version 1.
"""

from dataclasses import dataclass

from .tiers import in_one_box

QUESTIONS_PRINTED = 7
# The kinds of section that this version prints; a kind that came later is not on its sheets.
KINDS = ("options", "gap", "about", "urgent", "outlook")
PARTS = ("main", "may", "some", "trial")  # from the strongest to the weakest


@dataclass(frozen=True)
class Shown:
    """A section on a sheet.

    `situation`: for each question that it is ticked for, the list of the ticked choices.
    """

    section: dict
    situation: list


@dataclass(frozen=True)
class Result:
    """What a path leads to, in the order of the paper; entries are plain data, as `reader.read`
    gives them.

    answers: the choices, in the order of the questions. options: sections of kind options and gap.
    urgent: what the boxes of whom to call say; tiers: the sections that this comes from.
    treatments: uses ({"treatment", "part", "source"}), each treatment once, with its strongest
    part.
    """

    words: dict
    answers: list
    options: list
    about: list
    urgent: list
    outlook: list
    treatments: list
    prompts: list
    tiers: list

    @property
    def is_unsure(self):
        return any(choice["unsure"] for choice in self.answers)

    @property
    def entries(self):
        """The entries whose review the sheet stands for."""
        shown = [*self.tiers, *self.options, *self.about, *self.outlook]
        treatments = [self.words["treatment"][use["treatment"]] for use in self.treatments]
        return [one.section for one in shown] + treatments

    @property
    def reviews(self):
        """[{"by", "on"}] of the entries that a named reviewer approved."""
        return [entry["reviewed"] for entry in self.entries if entry["reviewed"]]


def result_for(words: dict, codes) -> Result:
    """The Result of a finished path. codes: one choice for each question, in any order."""
    answers = in_order(words, codes)
    sections = [
        section
        for section in words["section"].values()
        if section["kind"] in KINDS and _applies(section, answers, words)
    ]
    shown = {kind: [] for kind in KINDS}
    for section in sections:
        shown[section["kind"]].append(Shown(section, _situation_of(section, words)))
    options = shown["options"] + shown["gap"]
    options.sort(key=lambda one: (one.section["order"], one.section["code"]))
    treatments = _strongest(options, words)
    return Result(
        words=words,
        answers=answers,
        options=options,
        about=shown["about"],
        urgent=[
            Shown(section, _situation_of(section, words))
            for section in in_one_box([one.section for one in shown["urgent"]])
        ],
        tiers=shown["urgent"],
        outlook=shown["outlook"],
        treatments=treatments,
        prompts=_prompts(words, sections, treatments)[:QUESTIONS_PRINTED],
    )


def in_order(words: dict, codes) -> list:
    """The choices of these codes, in the order of their questions."""
    questions = list(words["question"])
    answers = [words["choice"][code] for code in codes]
    return sorted(answers, key=lambda choice: questions.index(choice["question"]))


def _applies(section, answers, words):
    return not any(_rules_out(answer, section, words) for answer in answers)


def _rules_out(answer, section, words):
    """An answer rules a section out that is ticked for other choices of its question alone; "not
    sure" rules nothing out."""
    ticked = section["choices"]
    if answer["unsure"] or answer["code"] in ticked:
        return False
    return any(
        words["choice"][code]["question"] == answer["question"]
        for code in ticked
        if code in words["choice"]
    )


def _situation_of(section, words):
    groups = []
    for question in words["question"]:
        choices = [choice for choice in words["choice"].values() if choice["question"] == question]
        ticked = [choice for choice in choices if choice["code"] in section["choices"]]
        if ticked:
            groups.append(ticked)
    return groups


def _strongest(options, words):
    best = {}
    for one in options:
        for use in one.section["treatments"]:
            known = best.get(use["treatment"])
            if known is None or PARTS.index(use["part"]) < PARTS.index(known["part"]):
                best[use["treatment"]] = use

    def place(use):
        return PARTS.index(use["part"]), words["treatment"][use["treatment"]]["order"]

    return sorted(best.values(), key=place)


def _prompts(words, sections, treatments):
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
