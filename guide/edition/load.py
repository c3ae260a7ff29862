"""An edition's JSON → a Guide in one language."""

from dataclasses import MISSING, fields
from datetime import date
from types import MappingProxyType

from . import guide as parts
from .guide import FORMAT, Guide, Html, Review

# What an edition says in a field that it leaves out, where the field's class has no default of its own.
EMPTY = {
    str: "",
    Html: Html(""),
    bool: False,
    date | None: None,
    tuple[str, ...]: (),
    frozenset[str]: frozenset(),
}


class UnknownFormat(ValueError):
    """The content was written by a version of the guide that this one cannot read."""


def load_guide(content, *, language, number, digest, published, note="", is_draft=False):
    """Build the Guide of one language.

    content: {"format": 1, "entries": {kind: {code: {field: value or {language: value}}}}}.
    Raises UnknownFormat for another format, KeyError for a dangling link (publishing refuses both).
    """
    if content.get("format") != FORMAT:
        raise UnknownFormat(f"format {content.get('format')!r} is not {FORMAT}")
    about = {"number": number, "digest": digest, "published": published, "note": note}
    entries = _entries(_Shelf(content["entries"], language))
    return Guide(**about, language=language, content=content, is_draft=is_draft, **entries)


def _entries(shelf):
    """Everything that a Guide holds by code, each kind loaded after what it links to."""
    sources, choices = shelf.load(parts.Source), shelf.load(parts.Choice)
    linked = {"sources": lambda code, row: tuple(sources[source] for source in row["sources"])}
    treatments = shelf.load(parts.Treatment, **linked)
    uses = {"treatments": lambda code, row: tuple(_use(use, treatments, sources) for use in row["treatments"])}
    return {
        "organisation": shelf.load(parts.Organisation)["organisation"],
        "questions": shelf.load(parts.Question, choices=lambda code, row: _choices_of(code, choices)),
        "choices": choices,
        "sections": shelf.load(parts.Section, **uses, **linked),
        "treatments": treatments,
        "prompts": shelf.load(parts.Prompt),
        "resources": shelf.load(parts.Resource, **linked),
        "terms": shelf.load(parts.Term),
        "sources": sources,
        "wards": shelf.load(parts.Ward),
    }


def _use(use, treatments, sources):
    return parts.TreatmentUse(
        treatments[use["treatment"]], use["part"], sources[use["source"]] if use["source"] else None
    )


def _choices_of(question, choices):
    return tuple(choice for choice in choices.values() if choice.question == question)


class _Shelf:
    """Reads the rows of one language and turns each into its frozen class by the class's own annotations."""

    def __init__(self, rows, language):
        self.rows = rows
        self.language = language

    def load(self, cls, **links):
        rows = self.rows.get(cls.__name__.lower(), {})
        made = [self._make(cls, code, row, links) for code, row in rows.items()]
        made.sort(key=lambda entry: (entry.order, entry.code))
        return MappingProxyType({entry.code: entry for entry in made})

    def _make(self, cls, code, row, links):
        values = {"code": code, "reviewed": _review(row.get("reviewed"))}
        for field in fields(cls):
            name = field.name
            if name in values or (name not in row and _came_later(field)):
                continue
            if name in links:
                values[name] = links[name](code, row)
            else:
                values[name] = self._value(row[name], field.type) if name in row else EMPTY[field.type]
        return cls(**values)

    def _value(self, value, kind):
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


def _came_later(field):
    """Whether an edition may leave this field out: its class then says what nothing is."""
    return field.default is not MISSING or field.default_factory is not MISSING


def _review(data):
    return Review(data["by"], date.fromisoformat(data["on"])) if data else None
