"""Which pages of families read differently, from one Guide to another of the same language."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from guide.edition.glossary import terms_in
from guide.edition.guide import Guide
from guide.edition.path import NotAPath, all_paths, read_finished_path
from guide.edition.result import result_for, situation_of
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


def _changes(kind, addresses, before, after):
    found = []
    for address in addresses:
        old_title, old_text = before.get(address, ("", ""))
        title, text = after.get(address, ("", ""))
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


def _changed_entries(old: Guide, new: Guide) -> set[tuple[str, str]]:
    """(kind, code) of the entries that both Guides have, and that differ."""
    found = set()
    for kind, name in NAMES.items():
        before = getattr(old, name)
        for code, entry in getattr(new, name).items():
            if code in before and before[code] != entry:
                found.add((kind, code))
    return found


def entries_of_results(guide: Guide) -> dict[str, set[tuple[str, str]]]:
    """{address of a result: (kind, code) of each entry on it}"""
    return {path.address: _entries_on(guide, path) for path in all_paths(guide)}


def page_text(guide: Guide, kind: str) -> dict[str, tuple[str, str]]:
    """{address: (title, all its words)} of every result or treatment page."""
    if kind == "treatment":
        return _treatments(guide)
    return _results(guide, [path.address for path in all_paths(guide)])


def text_of_page(guide: Guide, kind: str, address: str) -> tuple[str, str]:
    """(title, all its words) of one page; empty where there is no such page."""
    pages = _results(guide, [address]) if kind == "result" else _treatments(guide)
    return pages.get(address, ("", ""))


def paths_with(guide: Guide, kind: str, code: str) -> list[str]:
    """The addresses of the results that this entry is read on."""
    return [
        address for address, on_page in entries_of_results(guide).items() if (kind, code) in on_page
    ]


def _entries_on(guide, path):
    result = result_for(guide, path)
    parts = (
        ("section", result.sections),
        ("treatment", [use.treatment for use in result.treatments]),
        ("prompt", (*result.prompts, *result.more_prompts)),
        ("resource", result.resources),
        ("term", result.terms),
        ("source", result.sources),
        ("choice", path.answers),
        ("question", [guide.questions[choice.question] for choice in path.answers]),
    )
    found = set()
    for kind, entries in parts:
        found |= {(kind, entry.code) for entry in entries}
    return found


def treatments_with(guide, kind, code):
    """The codes of the treatments on whose page this entry is read."""
    return [
        treatment.code
        for treatment in guide.treatments.values()
        if (kind, code) in _entries_of(guide, treatment)
    ]


def _entries_of(guide, treatment):
    uses = [
        (s, use)
        for s in guide.sections.values()
        for use in s.treatments
        if use.treatment == treatment
    ]
    texts = (treatment.what, treatment.expect, treatment.side_effects, treatment.call)
    parts = (
        ("treatment", [treatment]),
        ("section", [section for section, _ in uses]),
        ("source", [*treatment.sources, *(use.source for _, use in uses if use.source)]),
        (
            "prompt",
            [prompt for prompt in guide.prompts.values() if treatment.code in prompt.treatments],
        ),
        ("term", terms_in(texts, guide.terms.values())),
        ("choice", [guide.choices[choice] for section, _ in uses for choice in section.choices]),
    )
    return {(kind, entry.code) for kind, entries in parts for entry in entries}


def _results(guide, addresses):
    """{address: (title, all its words)} of those of these addresses that are results of this
    Guide.
    """
    if guide is None:
        return {}
    found = {}
    for address in addresses:
        with suppress(NotAPath):
            found[address] = _result(guide, read_finished_path(guide, address))
    return found


def _result(guide, path):
    result = result_for(guide, path)
    lines = [f"{guide.questions[choice.question].short}: {choice.label}" for choice in path.answers]
    for section in result.sections:
        lines += [section.title, _plain(section.key_points), _plain(section.body)]
        lines += [f"{use.treatment.name} ({use.part})" for use in section.treatments]
    lines += [f"{use.treatment.name}: {use.treatment.summary}" for use in result.treatments]
    lines += [prompt.text for prompt in (*result.prompts, *result.more_prompts)]
    lines += [
        " ".join((r.name, r.offers, r.phone, r.text_line, r.address, r.how_to))
        for r in result.resources
    ]
    lines += [f"{term.name}: {term.definition}" for term in result.terms]
    lines += [f"{source.title}, {source.publisher} {source.address}" for source in result.sources]
    return ", ".join(choice.short for choice in path.answers), "\n".join(
        line for line in lines if line
    )


@lru_cache(maxsize=1024)
def _plain(html):
    """A section stands on many results."""
    return reading_form(html)


def _treatments(guide):
    return {
        code: (treatment.name, _treatment(guide, treatment))
        for code, treatment in guide.treatments.items()
    }


def _treatment(guide, treatment):
    rich = (treatment.what, treatment.expect, treatment.side_effects, treatment.call)
    lines = [treatment.name, treatment.also_called, treatment.summary, *map(_plain, rich)]
    for section in guide.sections.values():
        situation = "; ".join(
            " / ".join(c.short for c in group) for group in situation_of(section, guide)
        )
        lines += [
            f"{section.title}: {use.part} ({situation})"
            for use in section.treatments
            if use.treatment == treatment
        ]
    lines += [
        prompt.text for prompt in guide.prompts.values() if treatment.code in prompt.treatments
    ]
    lines += [
        f"{source.title}, {source.publisher} {source.address}" for source in treatment.sources
    ]
    return "\n".join(line for line in lines if line)
