"""An edition's JSON → a Guide in one language."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from . import guide as parts
from .guide import FORMAT, Guide, Html, Review

# What an edition says in a field that it leaves out, where the field's class has no default of its
# own.
EMPTY: Mapping[Any, Any] = {
    str: "",
    Html: Html(""),
    bool: False,
    date | None: None,
    tuple[str, ...]: (),
    frozenset[str]: frozenset(),
}

Content = Mapping[str, Any]
Row = Mapping[str, Any]
AnyEntry = TypeVar("AnyEntry", bound=parts.Entry)


class UnknownFormat(ValueError):
    """The content was written by a version of the guide that this one cannot read."""


def load_guide(
    content: Content,
    *,
    language: str,
    number: int,
    digest: str,
    published: date,
    note: str = "",
    is_draft: bool = False,
) -> Guide:
    """Build the Guide of one language.

    content: {"format": 1, "entries": {kind: {code: {field: value or {language: value}}}}}.
    Raises UnknownFormat for another format, KeyError for a dangling link (publishing refuses both).
    """
    if content.get("format") != FORMAT:
        raise UnknownFormat(f"format {content.get('format')!r} is not {FORMAT}")
    loader = EntryLoader(content["entries"], language)
    links = _Links(loader)
    every_resource = loader.load(
        parts.Resource,
        sources=links.sources_of,
        checked_on=lambda code, row: _newest_check(row)[0],
        checked_by=lambda code, row: _newest_check(row)[1],
    )
    resources, not_found = _told_apart(every_resource)
    sections = loader.load(parts.Section, treatments=links.uses_of, sources=links.sources_of)
    return Guide(
        number=number,
        digest=digest,
        published=published,
        note=note,
        language=language,
        is_draft=is_draft,
        organisation=loader.load(parts.Organisation)["organisation"],
        questions=loader.load(parts.Question, choices=links.choices_of),
        choices=links.choices,
        sections=_for_pages(sections),
        treatments=links.treatments,
        prompts=loader.load(parts.Prompt),
        resources=resources,
        not_found=not_found,
        terms=loader.load(parts.Term),
        sources=links.sources,
        wards=loader.load(parts.Ward),
    )


def _told_apart(
    every: Mapping[str, parts.Resource],
) -> tuple[Mapping[str, parts.Resource], Mapping[str, parts.Resource]]:
    """The services, and the notes on services that a place does not have."""
    services: dict[str, parts.Resource] = {}
    notes: dict[str, parts.Resource] = {}
    for code, resource in every.items():
        kind = notes if resource.not_found else services
        kind[code] = resource
    return MappingProxyType(services), MappingProxyType(notes)


def _for_pages(sections: Mapping[str, parts.Section]) -> Mapping[str, parts.Section]:
    """Without the words of the fever card: they stand on paper alone, and on no page."""
    return MappingProxyType(
        {code: section for code, section in sections.items() if section.kind != "card"}
    )


class _Links:
    """The entries that others lead to, and for each sort of link a function of (code, row) that
    follows it, as `EntryLoader.load` takes them.
    """

    def __init__(self, loader: "EntryLoader"):
        sources = {}
        for code, source in loader.load(parts.Source).items():
            sources[code] = source.as_read_in(loader.language)
        self.sources = MappingProxyType(sources)
        self.choices = loader.load(parts.Choice)
        self.treatments = loader.load(parts.Treatment, sources=self.sources_of)

    def sources_of(self, code: str, row: Row) -> tuple[parts.Source, ...]:
        return tuple(self.sources[source] for source in row["sources"])

    def choices_of(self, code: str, row: Row) -> tuple[parts.Choice, ...]:
        return tuple(choice for choice in self.choices.values() if choice.question == code)

    def uses_of(self, code: str, row: Row) -> tuple[parts.TreatmentUse, ...]:
        return tuple(self._use(use) for use in row["treatments"])

    def _use(self, use: Row) -> parts.TreatmentUse:
        source = self.sources[use["source"]] if use["source"] else None
        return parts.TreatmentUse(self.treatments[use["treatment"]], use["part"], source)


class EntryLoader:
    """Turns the rows of one language into frozen entries, by the annotations of each entry's
    class.
    """

    def __init__(self, rows: Mapping[str, Mapping[str, Row]], language: str):
        self.rows = rows
        self.language = language

    def load(
        self, cls: type[AnyEntry], **links: Callable[[str, Row], Any]
    ) -> Mapping[str, AnyEntry]:
        """code → entry, in the editors' order.

        links: field → function of (code, row) that gives its value.
        """
        rows = self.rows.get(cls.__name__.lower(), {})
        entries = [self._entry(cls, code, row, links) for code, row in rows.items()]
        entries.sort(key=lambda entry: (entry.order, entry.code))
        return MappingProxyType({entry.code: entry for entry in entries})

    def _entry(
        self,
        cls: type[AnyEntry],
        code: str,
        row: Row,
        links: Mapping[str, Callable[[str, Row], Any]],
    ) -> AnyEntry:
        values: dict[str, Any] = {"code": code, "reviewed": _review(row.get("reviewed"))}
        for field in fields(cls):
            name = field.name
            if name in values:
                continue
            if name not in row and _came_later(field):
                continue
            if name in links:
                values[name] = links[name](code, row)
            elif name in row:
                values[name] = self._value(row[name], field.type)
            else:
                values[name] = EMPTY[field.type]
        return cls(**values)

    def _value(self, value: Any, kind: Any) -> Any:
        if isinstance(value, dict):
            value = value[self.language]
        if kind is Html:
            return Html(value)
        if kind == date | None:
            return date.fromisoformat(value) if value else None
        if kind == tuple[str, ...]:
            return tuple(value.splitlines() if isinstance(value, str) else value)
        if kind == frozenset[str]:
            return frozenset(value)
        return value


def _came_later(field: Field[Any]) -> bool:
    """Whether an edition may leave this field out: its class then says what nothing is."""
    return field.default is not MISSING or field.default_factory is not MISSING


def _newest_check(service: Row) -> tuple[date | None, str]:
    """(day, who): what stands beside the signed words where that is newer than what is signed."""
    day = service.get("checked_on") or ""
    who = service.get("checked_by") or ""
    beside = service.get("checked")
    if beside and beside["on"] > day:
        day = beside["on"]
        who = beside["by"]
    checked_on = date.fromisoformat(day) if day else None
    return checked_on, who


def _review(data: Row | None) -> Review | None:
    if not data:
        return None
    return Review(data["by"], date.fromisoformat(data["on"]))
