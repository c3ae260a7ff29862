"""What stands on the sheet of a path, as of version 2.

What applies is as in version 1; besides, every kind of section is told, each tier of whom to call
stands alone, and, where an answer is open, each treatment is told with the situations that it is
named for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from guide.handout.v1.reader import Entry, Words
from guide.handout.v1.result import Shown, Use, in_order
from guide.handout.v1.result import _applies as applies
from guide.handout.v1.result import _prompts as prompts_for
from guide.handout.v1.result import _shown as shown_of
from guide.handout.v1.result import _strongest as strongest

KINDS = (
    "options",
    "gap",
    "about",
    "urgent",
    "outlook",
    "humanity",
    "next",
    "comfort",
    "card",
)
TIERS = ("emergency", "team", "nobody-answers", "")
MOST_QUESTIONS = 6


@dataclass(frozen=True)
class Result:
    """What a path leads to; entries are plain data, as `read` gives them.

    answers: the choices, in the order of the questions. options: sections of kind options and gap.
    find_out: about sections that are for an open answer of this path. urgent: the tiers, in their
    order. card: the words of the fever card. treatments: uses, each treatment once, with its
    strongest part: those of the options first, then those that only other sections name, as on the
    screen. uses: all that the sections say of treatments. prompts: all that apply.
    """

    words: Words
    answers: list[Entry]
    options: list[Shown]
    find_out: list[Shown]
    about: list[Shown]
    urgent: list[Shown]
    outlook: list[Shown]
    card: list[Shown]
    treatments: list[Use]
    uses: list[Use]
    prompts: list[Entry]

    @property
    def codes(self) -> list[str]:
        return [choice["code"] for choice in self.answers]

    @property
    def is_open(self) -> bool:
        return any(choice["unsure"] for choice in self.answers)

    def entries(self, *, of_sheet: bool, of_card: bool) -> list[Entry]:
        """The entries whose review this paper stands for: the sheet, the fever card, or both."""
        found = [one.section for one in self.urgent]
        if of_card:
            found += [one.section for one in self.card]
        if of_sheet:
            told = [*self.options, *self.find_out, *self.about, *self.outlook]
            found += [one.section for one in told]
            found += [self.words["treatment"][use["treatment"]] for use in self.treatments]
        return found


def result_for(words: Words, codes: Iterable[str]) -> Result:
    """The Result of a finished path. codes: one choice for each question, in any order."""
    answers = in_order(words, codes)
    sections = []
    for section in words["section"].values():
        if section["kind"] in KINDS and applies(section, answers, words):
            sections.append(section)
    options = _own_first(_of_kinds(sections, words, "options", "gap"), answers)
    about = _of_kinds(sections, words, "about", "humanity", "next", "comfort")
    urgent = _of_kinds(sections, words, "urgent")
    urgent.sort(key=lambda one: TIERS.index(one.section["tier"]))
    of_options = strongest(options, words)
    return Result(
        words=words,
        answers=answers,
        options=_own_first(options, answers),
        find_out=[one for one in about if _is_for_not_sure(one, answers)],
        about=[one for one in about if not _is_for_not_sure(one, answers)],
        urgent=urgent,
        outlook=_of_kinds(sections, words, "outlook"),
        card=_of_kinds(sections, words, "card"),
        treatments=of_options + _named_besides(sections, of_options, words),
        uses=[use for section in sections for use in section["treatments"]],
        prompts=prompts_for(words, sections, of_options),
    )


def _own_first(options: list[Shown], answers: list[Entry]) -> list[Shown]:
    """What is for these answers alone stands before what is for others too, as on the screen: where
    the child's answer joins two places, the one plan for both comes before what is said of each.
    """
    own: list[Shown] = []
    shared: list[Shown] = []
    for one in options:
        is_own = all(len(group) == 1 and group[0] in answers for group in one.situation)
        (own if is_own else shared).append(one)
    return own + shared


def _named_besides(sections: list[Entry], of_options: list[Use], words: Words) -> list[Use]:
    """The uses of treatments that no section of the options names, in the editors' order."""
    told = {use["treatment"] for use in of_options}
    named = strongest([shown_of(section, words) for section in sections], words)
    besides = [use for use in named if use["treatment"] not in told]
    treatments = words["treatment"]
    return sorted(besides, key=lambda use: treatments[use["treatment"]]["order"])


def _is_for_not_sure(one: Shown, answers: list[Entry]) -> bool:
    for answer in answers:
        if answer["unsure"] and any(answer in group for group in one.situation):
            return True
    return False


def _of_kinds(sections: list[Entry], words: Words, *kinds: str) -> list[Shown]:
    return [shown_of(section, words) for section in sections if section["kind"] in kinds]
