"""Result: what a path leads to. Rule 1: a section is hidden only when an answer rules it out."""

from dataclasses import dataclass
from datetime import date

from .glossary import terms_in
from .guide import Guide, Prompt, Resource, Section, Source, Term, TreatmentUse
from .path import Path

PROMPTS_SHOWN = 7
PARTS = ("main", "may", "some", "trial")  # from the strongest to the weakest


def applies(ticked, answers, question_of, unsure):
    """Whether a section is shown for these answers.

    ticked: codes of the choices it is ticked for. answers: codes, at most one a question.
    question_of: code of a choice → code of its question. unsure: codes of the "not sure" choices.
    Ticked choices of one question are alternatives; of different questions, all must hold. Nothing
    ticked for a question, no answer to it, or the answer "not sure" rules nothing out.
    """
    against = rivals(answers, question_of, unsure)
    return not any(_rules_out(answer, others, ticked) for answer, others in against.items())


def rivals(answers, question_of, unsure):
    """answer → the other choices of its question, for each answer that can rule a section out."""
    return {
        answer: frozenset(code for code, of in question_of.items() if of == question_of[answer] and code != answer)
        for answer in answers
        if answer not in unsure
    }


def _rules_out(answer, others, ticked):
    return answer not in ticked and not others.isdisjoint(ticked)


@dataclass(frozen=True)
class Shown:
    """A section on a result. `situation` holds, for each question it is ticked for, the ticked Choices."""

    section: Section
    situation: tuple[tuple, ...]


@dataclass(frozen=True)
class Result:
    """What a finished path leads to, in the order of the page.

    options: sections of kind options and gap; about: kind about; urgent and outlook by kind.
    treatments: each once, with the strongest part that a shown section gives it.
    """

    guide: Guide
    path: Path
    options: tuple[Shown, ...]
    about: tuple[Shown, ...]
    urgent: tuple[Shown, ...]
    outlook: tuple[Shown, ...]
    treatments: tuple[TreatmentUse, ...]
    prompts: tuple[Prompt, ...]
    more_prompts: tuple[Prompt, ...]
    resources: tuple[Resource, ...]
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]

    @property
    def sections(self):
        return tuple(shown.section for shown in (*self.urgent, *self.options, *self.about, *self.outlook))

    @property
    def entries(self):
        """The entries whose review this page stands for."""
        return (*self.sections, *(use.treatment for use in self.treatments))

    @property
    def is_starter(self):
        """Whether anything here has not been approved by a named reviewer."""
        return any(entry.reviewed is None for entry in self.entries)

    @property
    def reviewers(self):
        """The names of those who approved what is here, without doubles."""
        return tuple(dict.fromkeys(entry.reviewed.by for entry in self.entries if entry.reviewed))

    @property
    def reviewed_on(self) -> date | None:
        """The day of the oldest approval on this page."""
        return min((entry.reviewed.on for entry in self.entries if entry.reviewed), default=None)


def result_for(guide, path):
    """The Result of a finished path. Pure: the same guide and path always give the same result."""
    question_of = {choice.code: choice.question for choice in guide.choices.values()}
    unsure = {choice.code for choice in guide.choices.values() if choice.unsure}
    sections = list(guide.sections.values())
    for answer, others in rivals(path.codes, question_of, unsure).items():
        sections = [s for s in sections if not _rules_out(answer, others, s.choices)]
    shown = {kind: [] for kind in ("options", "gap", "about", "urgent", "outlook")}
    for section in sections:
        shown[section.kind].append(Shown(section, situation_of(section, guide)))
    options = sorted(shown["options"] + shown["gap"], key=lambda s: (s.section.order, s.section.code))
    treatments = _strongest(use for s in options for use in s.section.treatments)
    prompts = _prompts(guide, {s.code for s in sections}, [use.treatment.code for use in treatments])
    return Result(
        guide=guide,
        path=path,
        options=tuple(options),
        about=tuple(shown["about"]),
        urgent=tuple(shown["urgent"]),
        outlook=tuple(shown["outlook"]),
        treatments=treatments,
        prompts=prompts[:PROMPTS_SHOWN],
        more_prompts=prompts[PROMPTS_SHOWN:],
        resources=tuple(r for r in guide.resources.values() if not r.regions),
        terms=terms_in([s.key_points + s.body for s in sections], tuple(guide.terms.values())),
        sources=tuple(dict.fromkeys(source for s in sections for source in s.sources)),
    )


def situation_of(section, guide):
    groups = []
    for question in guide.questions.values():
        ticked = tuple(choice for choice in question.choices if choice.code in section.choices)
        if ticked:
            groups.append(ticked)
    return tuple(groups)


def path_showing(section, guide):
    """The address of a path that shows this section: "not sure" wherever it is for every answer."""
    codes = []
    for question in guide.questions.values():
        ticked = [choice.code for choice in question.choices if choice.code in section.choices]
        unsure = [choice.code for choice in question.choices if choice.unsure]
        codes += (ticked or unsure)[:1]
    return "/".join(codes)


def _strongest(uses):
    best = {}
    for use in uses:
        known = best.get(use.treatment.code)
        if known is None or PARTS.index(use.part) < PARTS.index(known.part):
            best[use.treatment.code] = use
    return tuple(sorted(best.values(), key=lambda use: (PARTS.index(use.part), use.treatment.order)))


def _prompts(guide, sections, treatments):
    """Questions about this situation first, then those for everyone, then those about its treatments."""
    prompts = guide.prompts.values()
    here = [p for p in prompts if p.sections & sections]
    general = [p for p in prompts if p.is_general]
    about = [p for code in treatments for p in prompts if code in p.treatments]
    return tuple(dict.fromkeys([*here, *general, *about]))
