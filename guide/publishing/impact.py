"""Which pages of families read differently, from one Guide to another of the same language."""

from dataclasses import dataclass

from guide.edition.glossary import terms_in
from guide.edition.path import all_paths
from guide.edition.plain import plain_text
from guide.edition.result import result_for, situation_of


@dataclass(frozen=True)
class PageChange:
    """`kind` is result or treatment; `address` is high/one-place or surgery. Empty text: there is no such page."""

    kind: str
    address: str
    title: str
    before: str
    after: str


def page_changes(old, new):
    """The PageChanges between two Guides; old may be None before the first edition."""
    found = []
    for kind in ("result", "treatment"):
        before, after = page_text(old, kind) if old else {}, page_text(new, kind)
        for address in dict.fromkeys([*after, *before]):
            was, now = before.get(address, ("", "")), after.get(address, ("", ""))
            if was[1] != now[1]:
                found.append(PageChange(kind, address, now[0] or was[0], was[1], now[1]))
    return found


def page_text(guide, kind):
    """{address: (title, all its words)} of every result or treatment page."""
    return _results(guide) if kind == "result" else _treatments(guide)


def paths_with(guide, kind, code):
    """The addresses of the results that this entry is read on."""
    return [path.address for path in all_paths(guide) if (kind, code) in _entries_on(guide, path)]


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
    return {(kind, entry.code) for kind, entries in parts for entry in entries}


def treatments_with(guide, kind, code):
    """The codes of the treatments on whose page this entry is read."""
    return [treatment.code for treatment in guide.treatments.values() if (kind, code) in _entries_of(guide, treatment)]


def _entries_of(guide, treatment):
    uses = [(s, use) for s in guide.sections.values() for use in s.treatments if use.treatment == treatment]
    texts = (treatment.what, treatment.expect, treatment.side_effects, treatment.call)
    parts = (
        ("treatment", [treatment]),
        ("section", [section for section, _ in uses]),
        ("source", [*treatment.sources, *(use.source for _, use in uses if use.source)]),
        ("prompt", [prompt for prompt in guide.prompts.values() if treatment.code in prompt.treatments]),
        ("term", terms_in(texts, guide.terms.values())),
        ("choice", [guide.choices[choice] for section, _ in uses for choice in section.choices]),
    )
    return {(kind, entry.code) for kind, entries in parts for entry in entries}


def _results(guide):
    return {path.address: _result(guide, path) for path in all_paths(guide)}


def _result(guide, path):
    result = result_for(guide, path)
    lines = [f"{guide.questions[choice.question].short}: {choice.label}" for choice in path.answers]
    for section in result.sections:
        lines += [section.title, plain_text(section.key_points), plain_text(section.body)]
        lines += [f"{use.treatment.name} ({use.part})" for use in section.treatments]
    lines += [f"{use.treatment.name}: {use.treatment.summary}" for use in result.treatments]
    lines += [prompt.text for prompt in (*result.prompts, *result.more_prompts)]
    lines += [" ".join((r.name, r.offers, r.phone, r.text_line, r.address, r.how_to)) for r in result.resources]
    lines += [f"{term.name}: {term.definition}" for term in result.terms]
    lines += [f"{source.title}, {source.publisher} {source.address}" for source in result.sources]
    return ", ".join(choice.short for choice in path.answers), "\n".join(line for line in lines if line)


def _treatments(guide):
    return {code: (treatment.name, _treatment(guide, treatment)) for code, treatment in guide.treatments.items()}


def _treatment(guide, treatment):
    rich = (treatment.what, treatment.expect, treatment.side_effects, treatment.call)
    lines = [treatment.name, treatment.also_called, treatment.summary, *map(plain_text, rich)]
    for section in guide.sections.values():
        situation = "; ".join(" / ".join(c.short for c in group) for group in situation_of(section, guide))
        lines += [
            f"{section.title}: {use.part} ({situation})" for use in section.treatments if use.treatment == treatment
        ]
    lines += [prompt.text for prompt in guide.prompts.values() if treatment.code in prompt.treatments]
    lines += [f"{source.title}, {source.publisher} {source.address}" for source in treatment.sources]
    return "\n".join(line for line in lines if line)
