"""Every text of the working copy in two languages: what goes into a translator's spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from guide.lib.text import normal_text
from guide.models import ENTRY_MODELS, Entry, content_digest
from guide.models.fields import RichTextField

from .markdown import to_cell

# (kind, code, field): what a text is found by.
TextKey = tuple[str, str, str]


@dataclass(frozen=True)
class Text:
    """One text of one entry, in the language it is translated from and the language it is
    translated to, as both stand in their cells.
    """

    kind: str
    code: str
    field: str
    original: str
    translation: str

    @property
    def key(self) -> TextKey:
        return (self.kind, self.code, self.field)

    @property
    def mark(self) -> str:
        """Tells whether the guide's own text has changed since the file went out."""
        return content_digest([*self.key, self.original, self.translation])[:16]


def original_language(to: str) -> str:
    """The language that texts are translated from, where `to` is the translator's."""
    return next(code for code, _name in settings.LANGUAGES if code != to)


def texts(to: str = "fr", *, only_missing: bool = False, kind: str = "") -> list[Text]:
    """All Texts with something to translate, withdrawn entries left out, sources last.

    to: the language of the translator. only_missing: only those without a translation. kind: only
    those of one kind of entry.
    """
    found = []
    for entry, name in pairs(kind):
        text = text_of(entry, name, to)
        if only_missing and text.translation:
            continue
        if text.original or text.translation:
            found.append(text)
    return found


def pairs(kind: str = "") -> Iterator[tuple[Entry, str]]:
    """Every pair of fields of the working copy, as (entry, name of the pair)."""
    models_in_order = sorted(ENTRY_MODELS, key=lambda model: model.kind_name() == "source")
    for model in models_in_order:
        if kind in ("", model.kind_name()):
            for entry in model.objects.filter(withdrawn=False):
                for name in entry.PAIRS:
                    yield entry, name


def text_of(entry: Entry, name: str, to: str) -> Text:
    """One pair as it goes out."""
    original, translation = both(entry, name, to)
    if is_rich(type(entry), name, to):
        original = to_cell(original)
        translation = to_cell(translation)
    return Text(entry.kind_name(), entry.code, name, original, translation)


def both(entry: Entry, name: str, to: str) -> tuple[str, str]:
    """A pair's text in the language it is translated from, and in the translator's."""
    original = normal_text(getattr(entry, f"{name}_{original_language(to)}"))
    translation = normal_text(getattr(entry, f"{name}_{to}"))
    return original, translation


def field_of(model: type[Entry], name: str, language: str) -> object:
    return model._meta.get_field(f"{name}_{language}")


def is_rich(model: type[Entry], name: str, language: str) -> bool:
    return isinstance(field_of(model, name, language), RichTextField)
