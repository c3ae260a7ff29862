"""Result: what a path leads to. Rule 1: a section is hidden only when an answer rules it out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

from .glossary import terms_of_sections
from .guide import Choice, Entry, Guide, Prompt, Resource, Section, Source, Term, TreatmentUse
from .path import Path

PROMPTS_SHOWN = 7
# Of a section, as a result tells them apart; a gap stands among the options.
KINDS = ("options", "about", "urgent", "outlook", "humanity", "next", "comfort")
PARTS = ("main", "may", "some", "trial")  # from the strongest to the weakest

# For each question that a section is ticked for, the ticked choices.
Situation = tuple[tuple[Choice, ...], ...]

_ruled_out: WeakKeyDictionary[Guide, Mapping[str, set[str]]] = WeakKeyDictionary()


def applies(
    ticked: Collection[str],
    answers: Iterable[str],
    question_of: Mapping[str, str],
    unsure: Collection[str],
) -> bool:
    """Whether a section is shown for these answers.

    ticked: codes of the choices it is ticked for. answers: codes, at most one a question.
    question_of: code of a choice → code of its question. unsure: codes of the "not sure" choices.
    Ticked choices of one question are alternatives; of different questions, all must hold. Nothing
    ticked for a question, no answer to it, or the answer "not sure" rules nothing out.
    """
    for answer, others in rivals(answers, question_of, unsure).items():
        if _rules_out(answer, others, ticked):
            return False
    return True


def rivals(
    answers: Iterable[str], question_of: Mapping[str, str], unsure: Collection[str]
) -> dict[str, frozenset[str]]:
    """answer → the other choices of its question, for each answer that can rule a section out."""
    found = {}
    for answer in answers:
        if answer in unsure:
            continue
        question = question_of[answer]
        same_question = {choice for choice, of in question_of.items() if of == question}
        found[answer] = frozenset(same_question - {answer})
    return found


def _rules_out(answer: str, others: frozenset[str], ticked: Collection[str]) -> bool:
    return answer not in ticked and not others.isdisjoint(ticked)


@dataclass(frozen=True)
class Shown:
    """A section on a result.

    `situation` holds, for each question it is ticked for, the ticked Choices.
    """

    section: Section
    situation: Situation


@dataclass(frozen=True)
class Result:
    """What a finished path leads to, in the order of the page.

    options: sections of kind options and gap; all the others by their kind.
    treatments: each once, with the strongest part that a shown section gives it.
    cards: the same, and after them those that only the sections for everyone name.
    """

    guide: Guide
    path: Path
    options: tuple[Shown, ...]
    about: tuple[Shown, ...]
    urgent: tuple[Shown, ...]
    outlook: tuple[Shown, ...]
    humanity: tuple[Shown, ...]
    next: tuple[Shown, ...]
    comfort: tuple[Shown, ...]
    treatments: tuple[TreatmentUse, ...]
    cards: tuple[TreatmentUse, ...]
    prompts: tuple[Prompt, ...]
    resources: tuple[Resource, ...]
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        told = (*self.options, *self.next, *self.about, *self.comfort, *self.humanity)
        in_order = (*self.urgent, *told, *self.outlook)
        return tuple(shown.section for shown in in_order)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries whose review this page stands for."""
        treatments = tuple(use.treatment for use in self.cards)
        return (*self.sections, *treatments)

    @property
    def is_starter(self) -> bool:
        """Whether anything here has not been approved by a named reviewer."""
        return any(entry.reviewed is None for entry in self.entries)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """The names of those who approved what is here, without doubles."""
        names = [entry.reviewed.by for entry in self.entries if entry.reviewed]
        return tuple(dict.fromkeys(names))

    @property
    def reviewed_on(self) -> date | None:
        """The day of the oldest approval on this page."""
        days = [entry.reviewed.on for entry in self.entries if entry.reviewed]
        return min(days, default=None)


def result_for(guide: Guide, path: Path) -> Result:
    """The Result of a finished path. Pure: the same guide and path always give the same result."""
    sections = sections_for(guide, path)
    of_kind: dict[str, list[Shown]] = {kind: [] for kind in KINDS}
    for section in sections:
        kind = "options" if section.kind == "gap" else section.kind
        of_kind[kind].append(Shown(section, situation_of(section, guide)))
    uses: list[TreatmentUse] = []
    for shown in of_kind["options"]:
        uses += shown.section.treatments
    treatments = strongest(uses)
    prompts = _prompts(guide, {section.code for section in sections}, treatments)
    sources: list[Source] = []
    for section in sections:
        sources += section.sources
    return Result(
        guide=guide,
        path=path,
        options=tuple(of_kind["options"]),
        about=tuple(of_kind["about"]),
        urgent=tuple(of_kind["urgent"]),
        outlook=tuple(of_kind["outlook"]),
        humanity=tuple(of_kind["humanity"]),
        next=tuple(of_kind["next"]),
        comfort=tuple(of_kind["comfort"]),
        treatments=treatments,
        cards=cards_of(sections),
        prompts=prompts[:PROMPTS_SHOWN],
        resources=tuple(filter(_is_for_everyone, guide.resources.values())),
        terms=_terms(guide, sections),
        sources=tuple(dict.fromkeys(sources)),
    )


def sections_for(guide: Guide, path: Path) -> list[Section]:
    """The sections that no answer rules out, in the editors' order."""
    ruled_out_by = _sections_ruled_out(guide)
    ruled_out: set[str] = set()
    for answer in path.codes:
        ruled_out |= ruled_out_by[answer]
    return [section for section in guide.sections.values() if section.code not in ruled_out]


def _sections_ruled_out(guide: Guide) -> Mapping[str, set[str]]:
    """code of an answer → codes of the sections that it rules out; worked out once a Guide, for all
    paths together.
    """
    if guide not in _ruled_out:
        question_of = {choice.code: choice.question for choice in guide.choices.values()}
        unsure = {choice.code for choice in guide.choices.values() if choice.unsure}
        found: dict[str, set[str]] = {code: set() for code in guide.choices}
        for answer, others in rivals(guide.choices, question_of, unsure).items():
            for section in guide.sections.values():
                if _rules_out(answer, others, section.choices):
                    found[answer].add(section.code)
        _ruled_out[guide] = found
    return _ruled_out[guide]


def situation_of(section: Section, guide: Guide) -> Situation:
    groups = []
    for question in guide.questions.values():
        ticked = tuple(choice for choice in question.choices if choice.code in section.choices)
        if ticked:
            groups.append(ticked)
    return tuple(groups)


def path_showing(section: Section, guide: Guide) -> str:
    """The address of a path that shows this section: "not sure" wherever it is for every answer."""
    codes: list[str] = []
    for question in guide.questions.values():
        ticked = [choice.code for choice in question.choices if choice.code in section.choices]
        unsure = [choice.code for choice in question.choices if choice.unsure]
        codes += (ticked or unsure)[:1]
    return "/".join(codes)


def cards_of(sections: Iterable[Section]) -> tuple[TreatmentUse, ...]:
    """Each treatment that these sections name, once, with its strongest part: those of the options
    first, then those that only sections for everyone name, in the editors' order.
    """
    in_options: set[str] = set()
    uses: list[TreatmentUse] = []
    for section in sections:
        uses += section.treatments
        if section.kind in ("options", "gap"):
            in_options |= {use.treatment.code for use in section.treatments}
    named = strongest(uses)
    of_options = [use for use in named if use.treatment.code in in_options]
    of_others = [use for use in named if use.treatment.code not in in_options]
    return (*of_options, *sorted(of_others, key=lambda use: use.treatment.order))


def _strength(use: TreatmentUse) -> tuple[int, bool]:
    """Where two name a treatment alike, it is not named by one source alone."""
    return PARTS.index(use.part), use.source is not None


def strongest(uses: Iterable[TreatmentUse]) -> tuple[TreatmentUse, ...]:
    """Each treatment once, with its strongest part and every source that gives it that part."""
    best: dict[str, TreatmentUse] = {}
    strengths: dict[str, tuple[int, bool]] = {}
    for use in uses:
        code = use.treatment.code
        strength = _strength(use)
        if code not in best or strength < strengths[code]:
            best[code] = use
            strengths[code] = strength
        elif strength == strengths[code] and use.source:
            best[code] = replace(best[code], others=(*best[code].others, use.source))

    def place(use: TreatmentUse) -> tuple[int, int]:
        return PARTS.index(use.part), use.treatment.order

    return tuple(sorted(best.values(), key=place))


def _prompts(
    guide: Guide, sections: set[str], uses: tuple[TreatmentUse, ...]
) -> tuple[Prompt, ...]:
    """Questions about this situation first, then those for everyone, then those about its
    treatments.
    """
    prompts = guide.prompts.values()
    in_order = [prompt for prompt in prompts if prompt.sections & sections]
    in_order += [prompt for prompt in prompts if prompt.is_general]
    for use in uses:
        in_order += [prompt for prompt in prompts if use.treatment.code in prompt.treatments]
    return tuple(dict.fromkeys(in_order))


def _is_for_everyone(resource: Resource) -> bool:
    return not (resource.regions or resource.is_shown_only_where_chosen)


def _terms(guide: Guide, sections: list[Section]) -> tuple[Term, ...]:
    terms_of = terms_of_sections(guide)
    said: set[str] = set()
    for section in sections:
        said |= terms_of[section.code]
    return tuple(term for term in guide.terms.values() if term.code in said)
