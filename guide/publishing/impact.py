"""Which pages of families read differently, from one Guide to another of the same language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from django.utils import translation

from guide.edition.glossary import terms_in
from guide.edition.guide import (
    Entry,
    Guide,
    Prompt,
    Resource,
    Section,
    Source,
    Treatment,
    TreatmentUse,
)
from guide.edition.path import NotAPath, Path, all_paths, read_finished_path
from guide.edition.result import Result, result_for, situation_of
from guide.edition.telling import told_by_points
from guide.labels import CONFIDENCE, PARTS, SERVICE_LANGUAGES
from guide.lib.content import Key
from guide.lib.days import day_in_words
from guide.lib.regions import REGIONS
from guide.lib.text import normal_rich_text, says_the_same

from .reading_form import reading_form

# kind of entry → where a Guide holds those of it that are read on results.
NAMES = {
    "section": "sections",
    "treatment": "treatments",
    "prompt": "prompts",
    "resource": "resources",
    "term": "terms",
    "source": "sources",
    "choice": "choices",
    "question": "questions",
}


@dataclass(frozen=True)
class PageText:
    """What is read on a page: each entry on it, its title, and its words piece by piece."""

    entries: frozenset[Key]
    title: str
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.pieces)


@dataclass(frozen=True)
class PageChange:
    """`kind` is result or treatment; `address` is high/one-place or surgery.

    before, after: None where there is no such page.
    """

    kind: str
    address: str
    before: PageText | None
    after: PageText | None

    @property
    def title(self) -> str:
        page = self.after or self.before
        return page.title if page else ""


_of_results: WeakKeyDictionary[Guide, Mapping[str, PageText]] = WeakKeyDictionary()


def results(guide: Guide) -> Mapping[str, PageText]:
    """{address: what is read there} of every result of a Guide, worked out once and dropped with
    it.
    """
    if guide not in _of_results:
        _of_results[guide] = {path.address: _result(guide, path) for path in all_paths(guide)}
    return _of_results[guide]


def treatments(guide: Guide) -> dict[str, PageText]:
    """{code: what is read there} of every treatment's page."""
    return {code: _treatment(guide, one) for code, one in guide.treatments.items()}


def page_at(guide: Guide, kind: str, address: str) -> PageText | None:
    """What is read on one page; None where there is no such page."""
    if kind == "treatment":
        return treatments(guide).get(address)
    try:
        return _result(guide, read_finished_path(guide, address))
    except NotAPath:
        return None


def page_changes(old: Guide | None, new: Guide) -> list[PageChange]:
    """What differs between two Guides, page by page; old is None before the first edition."""
    old_results = results(old) if old else {}
    old_treatments = treatments(old) if old else {}
    new_treatments = treatments(new)
    every_treatment = dict.fromkeys([*new_treatments, *old_treatments])
    return [
        *_changes("result", changed_results(old, new), old_results, results(new)),
        *_changes("treatment", every_treatment, old_treatments, new_treatments),
    ]


def _changes(
    kind: str,
    addresses: Iterable[str],
    before: Mapping[str, PageText],
    after: Mapping[str, PageText],
) -> list[PageChange]:
    found = []
    for address in addresses:
        old = before.get(address)
        new = after.get(address)
        if old and new and says_the_same(old.pieces, new.pieces):
            continue
        found.append(PageChange(kind, address, old, new))
    return found


def changed_results(old: Guide | None, new: Guide) -> list[str]:
    """The addresses of the results on which an entry came, went or reads differently, those of
    `new` first.

    Every other page says the same, so nobody has to compare it, or set its sheet again.
    """
    before = results(old) if old else {}
    after = results(new)
    changed = _changed_entries(old, new) if old else set()
    found = []
    for address in dict.fromkeys([*after, *before]):
        had = before[address].entries if address in before else frozenset()
        has = after[address].entries if address in after else frozenset()
        if had != has or not has.isdisjoint(changed):
            found.append(address)
    return found


def _changed_entries(old: Guide, new: Guide) -> set[Key]:
    """The entries that both Guides have, and that differ."""
    found = set()
    for kind, name in NAMES.items():
        before = getattr(old, name)
        for code, entry in getattr(new, name).items():
            if code in before and before[code] != entry:
                found.add((kind, code))
    return found


def paths_with(guide: Guide, kind: str, code: str) -> list[str]:
    """The addresses of the results that this entry is read on."""
    found = []
    for address, page in results(guide).items():
        if (kind, code) in page.entries:
            found.append(address)
    return found


def treatments_with(guide: Guide, kind: str, code: str) -> list[str]:
    """The codes of the treatments on whose page this entry is read."""
    found = []
    for treatment in guide.treatments.values():
        if (kind, code) in entries_of_treatment(guide, treatment):
            found.append(treatment.code)
    return found


def entries_of_result(guide: Guide, path: Path) -> set[Key]:
    """Each entry on the result of this path."""
    return _entries_of(guide, result_for(guide, path))


def _entries_of(guide: Guide, result: Result) -> set[Key]:
    answers = result.path.answers
    questions = [guide.questions[choice.question] for choice in answers]
    return {
        *_keys("section", result.sections),
        *_keys("treatment", [use.treatment for use in result.cards]),
        *_keys("prompt", result.prompts),
        *_keys("resource", result.resources),
        *_keys("term", result.terms),
        *_keys("source", result.sources),
        *_keys("choice", answers),
        *_keys("question", questions),
    }


def entries_of_treatment(guide: Guide, treatment: Treatment) -> set[Key]:
    """Each entry on the page of this treatment."""
    found = {
        ("treatment", treatment.code),
        *_keys("source", treatment.sources),
        *_keys("prompt", _prompts_about(guide, treatment)),
        *_keys("term", terms_in(_rich_texts(treatment), guide.terms.values())),
    }
    for section, use in _uses(guide, treatment):
        found.add(("section", section.code))
        found |= {("choice", choice) for choice in section.choices}
        if use.source:
            found.add(("source", use.source.code))
    return found


def _keys(kind: str, entries: Iterable[Entry]) -> set[Key]:
    return {(kind, entry.code) for entry in entries}


def _uses(guide: Guide, treatment: Treatment) -> list[tuple[Section, TreatmentUse]]:
    """Where sections speak of this treatment."""
    found = []
    for section in guide.sections.values():
        for use in section.treatments:
            if use.treatment.code == treatment.code:
                found.append((section, use))
    return found


def _prompts_about(guide: Guide, treatment: Treatment) -> list[Prompt]:
    return [prompt for prompt in guide.prompts.values() if treatment.code in prompt.treatments]


def _rich_texts(treatment: Treatment) -> tuple[str, ...]:
    return (treatment.what, treatment.expect, treatment.side_effects, treatment.call)


def _result(guide: Guide, path: Path) -> PageText:
    result = result_for(guide, path)
    title = ", ".join(choice.short for choice in path.answers)
    with translation.override(guide.language):
        pieces = _pieces_of_result(guide, result)
    return _page(_entries_of(guide, result), title, pieces)


def _pieces_of_result(guide: Guide, result: Result) -> list[str]:
    pieces = []
    for choice in result.path.answers:
        pieces.append(f"{guide.questions[choice.question].short}: {choice.label}")
    points_alone = {section.code for section in told_by_points(result)}
    for section in result.sections:
        points = _plain(section.key_points)
        if section.code in points_alone:
            pieces.append(points)
        else:
            pieces += [section.title, points, _plain(section.body)]
        for use in section.treatments:
            pieces.append(f"{use.treatment.name} ({PARTS[use.part]})")
    for use in result.cards:
        summary = "" if points_alone else use.treatment.summary
        pieces.append(f"{use.treatment.name}: {summary}")
    for prompt in result.prompts:
        pieces.append(prompt.text)
    for resource in result.resources:
        pieces.append(_resource(resource))
    for term in result.terms:
        pieces.append(f"{term.name}: {term.definition}")
    for source in result.sources:
        pieces.append(_source(source))
    return pieces


def _page(entries: set[Key], title: str, pieces: list[str]) -> PageText:
    return PageText(frozenset(entries), title, tuple(piece for piece in pieces if piece))


@lru_cache(maxsize=1024)
def _plain(html: str) -> str:
    """As staff read it. An older edition may have what nobody sees; a section stands on many
    results.
    """
    return reading_form(normal_rich_text(html))


def _treatment(guide: Guide, treatment: Treatment) -> PageText:
    with translation.override(guide.language):
        pieces = _pieces_of_treatment(guide, treatment)
    return _page(entries_of_treatment(guide, treatment), treatment.name, pieces)


def _pieces_of_treatment(guide: Guide, treatment: Treatment) -> list[str]:
    pieces = [treatment.name, treatment.also_called, treatment.summary, treatment.drawing]
    for text in _rich_texts(treatment):
        pieces.append(_plain(text))
    for section, use in _uses(guide, treatment):
        pieces.append(f"{section.title}: {PARTS[use.part]} ({_situation(guide, section)})")
    for prompt in _prompts_about(guide, treatment):
        pieces.append(prompt.text)
    for source in treatment.sources:
        pieces.append(_source(source))
    return pieces


def _situation(guide: Guide, section: Section) -> str:
    """The choices that a section is for: “High / Not sure; One place”."""
    groups = []
    for choices in situation_of(section, guide):
        groups.append(" / ".join(choice.short for choice in choices))
    return "; ".join(groups)


def _source(source: Source) -> str:
    return f"{source.title}, {source.publisher} {source.address}"


def _resource(resource: Resource) -> str:
    """What it offers, how to reach it, for whom it is and how sure that is."""
    said = [resource.name, resource.offers, resource.phone, resource.hours]
    said += [resource.text_line, resource.email, resource.address, resource.how_to]
    said += [str(SERVICE_LANGUAGES[code]) for code in resource.languages]
    said += [str(REGIONS[code]) for code in resource.regions]
    if resource.confidence != "seen":
        said.append(str(CONFIDENCE[resource.confidence]))
    for day in (resource.checked_on, resource.funded_until):
        if day:
            said.append(day_in_words(day))
    said += [resource.checked_by, resource.seen_on]
    return " ".join(said)
