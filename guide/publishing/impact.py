"""Which pages of families read differently, from one Guide to another of the same language."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from guide.edition.glossary import terms_in
from guide.edition.guide import Entry, Guide, Prompt, Section, Source, Treatment, TreatmentUse
from guide.edition.path import NotAPath, Path, all_paths, read_finished_path
from guide.edition.result import result_for, situation_of
from guide.lib.content import Key
from guide.lib.text import says_the_same

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

# The title of a page, and all its words; both empty where there is no such page.
PageText = tuple[str, str]
NO_PAGE: PageText = ("", "")


@dataclass(frozen=True)
class PageChange:
    """`kind` is result or treatment; `address` is high/one-place or surgery.

    Empty text: there is no such page.
    """

    kind: str
    address: str
    title: str
    before: str
    after: str


def page_changes(old: Guide | None, new: Guide) -> list[PageChange]:
    """What differs between two Guides, page by page; old is None before the first edition."""
    addresses = changed_results(old, new)
    results = _changes("result", addresses, _results(old, addresses), _results(new, addresses))
    before = page_text(old, "treatment") if old else {}
    after = page_text(new, "treatment")
    return results + _changes("treatment", dict.fromkeys([*after, *before]), before, after)


def _changes(
    kind: str,
    addresses: Iterable[str],
    before: Mapping[str, PageText],
    after: Mapping[str, PageText],
) -> list[PageChange]:
    found = []
    for address in addresses:
        old_title, old_text = before.get(address, NO_PAGE)
        title, text = after.get(address, NO_PAGE)
        if not says_the_same(old_text, text):
            found.append(PageChange(kind, address, title or old_title, old_text, text))
    return found


def changed_results(old: Guide | None, new: Guide) -> list[str]:
    """The addresses of the results on which an entry came, went or reads differently, those of
    `new` first.

    Every other page says the same, so nobody has to compare it, or set its sheet again.
    """
    before = entries_of_results(old) if old else {}
    after = entries_of_results(new)
    changed = _changed_entries(old, new) if old else set()
    found = []
    for address in dict.fromkeys([*after, *before]):
        had = before.get(address, set())
        has = after.get(address, set())
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


def entries_of_results(guide: Guide) -> dict[str, set[Key]]:
    """{address of a result: each entry on it}"""
    return {path.address: entries_of_result(guide, path) for path in all_paths(guide)}


def page_text(guide: Guide, kind: str) -> dict[str, PageText]:
    """{address: its text} of every result or treatment page."""
    if kind == "treatment":
        return _treatments(guide)
    return _results(guide, [path.address for path in all_paths(guide)])


def text_of_page(guide: Guide, kind: str, address: str) -> PageText:
    """The text of one page; empty where there is no such page."""
    pages = _results(guide, [address]) if kind == "result" else _treatments(guide)
    return pages.get(address, NO_PAGE)


def paths_with(guide: Guide, kind: str, code: str) -> list[str]:
    """The addresses of the results that this entry is read on."""
    on_results = entries_of_results(guide).items()
    return [address for address, entries in on_results if (kind, code) in entries]


def treatments_with(guide: Guide, kind: str, code: str) -> list[str]:
    """The codes of the treatments on whose page this entry is read."""
    found = []
    for treatment in guide.treatments.values():
        if (kind, code) in entries_of_treatment(guide, treatment):
            found.append(treatment.code)
    return found


def entries_of_result(guide: Guide, path: Path) -> set[Key]:
    """Each entry on the result of this path."""
    result = result_for(guide, path)
    questions = [guide.questions[choice.question] for choice in path.answers]
    return {
        *_keys("section", result.sections),
        *_keys("treatment", [use.treatment for use in result.cards]),
        *_keys("prompt", result.prompts),
        *_keys("resource", result.resources),
        *_keys("term", result.terms),
        *_keys("source", result.sources),
        *_keys("choice", path.answers),
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
            if use.treatment == treatment:
                found.append((section, use))
    return found


def _prompts_about(guide: Guide, treatment: Treatment) -> list[Prompt]:
    return [prompt for prompt in guide.prompts.values() if treatment.code in prompt.treatments]


def _rich_texts(treatment: Treatment) -> tuple[str, ...]:
    return (treatment.what, treatment.expect, treatment.side_effects, treatment.call)


def _results(guide: Guide | None, addresses: Iterable[str]) -> dict[str, PageText]:
    """{address: its text} of those of these addresses that are results of this Guide."""
    if guide is None:
        return {}
    found = {}
    for address in addresses:
        with suppress(NotAPath):
            found[address] = _result(guide, read_finished_path(guide, address))
    return found


def _result(guide: Guide, path: Path) -> PageText:
    result = result_for(guide, path)
    lines = []
    for choice in path.answers:
        lines.append(f"{guide.questions[choice.question].short}: {choice.label}")
    for section in result.sections:
        lines += [section.title, _plain(section.key_points), _plain(section.body)]
        lines += [f"{use.treatment.name} ({use.part})" for use in section.treatments]
    lines += [f"{use.treatment.name}: {use.treatment.summary}" for use in result.cards]
    lines += [prompt.text for prompt in result.prompts]
    for resource in result.resources:
        how_to_reach = (
            *(resource.phone, resource.hours, resource.text_line),
            *(resource.address, resource.how_to),
        )
        lines.append(" ".join((resource.name, resource.offers, *how_to_reach)))
    lines += [f"{term.name}: {term.definition}" for term in result.terms]
    lines += [_source(source) for source in result.sources]
    title = ", ".join(choice.short for choice in path.answers)
    return title, _joined(lines)


@lru_cache(maxsize=1024)
def _plain(html: str) -> str:
    """A section stands on many results."""
    return reading_form(html)


def _treatments(guide: Guide) -> dict[str, PageText]:
    found = {}
    for code, treatment in guide.treatments.items():
        found[code] = (treatment.name, _treatment(guide, treatment))
    return found


def _treatment(guide: Guide, treatment: Treatment) -> str:
    lines = [treatment.name, treatment.also_called, treatment.summary]
    lines += [_plain(text) for text in _rich_texts(treatment)]
    for section, use in _uses(guide, treatment):
        lines.append(f"{section.title}: {use.part} ({_situation(guide, section)})")
    lines += [prompt.text for prompt in _prompts_about(guide, treatment)]
    lines += [_source(source) for source in treatment.sources]
    return _joined(lines)


def _situation(guide: Guide, section: Section) -> str:
    """The choices that a section is for: “High / Not sure; One place”."""
    groups = []
    for choices in situation_of(section, guide):
        groups.append(" / ".join(choice.short for choice in choices))
    return "; ".join(groups)


def _source(source: Source) -> str:
    return f"{source.title}, {source.publisher} {source.address}"


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)
