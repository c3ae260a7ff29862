"""Every text of the working copy in two languages: what goes into a translator's spreadsheet, and
what comes back.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction

from guide.lib.text import normal_text
from guide.models import ENTRY_MODELS, content_digest
from guide.models.fields import RichTextField
from guide.publishing.actions import Refused
from guide.publishing.checks import Problem
from guide.publishing.write import UnreadableContent

from .guide_file import Report, take
from .markdown import from_cell, to_cell, unknown_tags


@dataclass(frozen=True)
class Text:
    """One text of one entry, in the language it is translated from and the language it is
    translated to.
    """

    kind: str
    code: str
    field: str
    original: str
    translation: str

    @property
    def key(self):
        return (self.kind, self.code, self.field)

    @property
    def mark(self):
        """Tells whether the guide's own text has changed since the file went out."""
        return content_digest([*self.key, self.original, self.translation])[:16]


@dataclass(frozen=True)
class Change:
    kind: str
    code: str
    field: str
    before: str
    after: str


def original_language(to):
    return next(code for code, _ in settings.LANGUAGES if code != to)


def texts(to="fr", *, only_missing=False, kind=""):
    """All Texts with something to translate, withdrawn entries left out. `to`: the language of the
    translator.

    kind: only those of one kind of entry.
    """
    models = [model for model in ENTRY_MODELS if kind in ("", model.kind_name())]
    return [
        text
        for model in sorted(
            models, key=lambda model: model.kind_name() == "source"
        )  # these come last
        for entry in model.objects.filter(withdrawn=False)
        for text in _texts_of(entry, to)
        if (text.original or text.translation) and not (only_missing and text.translation)
    ]


def _texts_of(entry, to):
    for name in entry.PAIRS:
        rich = isinstance(entry._meta.get_field(f"{name}_{to}"), RichTextField)
        pair = (
            normal_text(getattr(entry, f"{name}_{language}"))
            for language in (original_language(to), to)
        )
        yield Text(
            entry.kind_name(),
            entry.code,
            name,
            *(to_cell(value) if rich else value for value in pair),
        )


def take_back(rows, marks, to="fr", *, by=None, may=None, dry_run=False):
    """Write changed translations into the working copy. Returns [Change]; Refused names every row
    that is wrong.

    rows: (number in the file, Text). marks: {key: mark} of every row that went out. All or nothing.
    """
    now = {text.key: text for text in texts(to)}
    found = [
        *_lost_rows(rows, marks),
        *(p for number, row in rows for p in _wrong(number, row, marks, now, to)),
    ]
    if found:
        raise Refused("Nothing was imported.", found)
    changed = [row for _number, row in rows if row.translation != now[row.key].translation]
    with transaction.atomic():
        _write(changed, to, _translated_whole(now, marks), by=by, may=may)
        transaction.set_rollback(dry_run)
    return [Change(*row.key, now[row.key].translation, row.translation) for row in changed]


def _lost_rows(rows, marks):
    numbers = {}
    for number, row in rows:
        numbers.setdefault(row.key, []).append(number)
    for key in marks:
        if key not in numbers:
            yield Problem(
                *key[:2], f"The row “{' · '.join(key)}” is missing, or its name was changed."
            )
    for key, places in numbers.items():
        if len(places) > 1:
            yield Problem(
                *key[:2], f"Rows {', '.join(map(str, places))} are the same: “{' · '.join(key)}”."
            )


def _wrong(number, row, marks, now, to):
    """Problems of one row."""
    text = now.get(row.key)

    def problem(message):
        return Problem(row.kind, row.code, f"Row {number} ({' · '.join(row.key)}): {message}")

    if row.key not in marks:
        yield problem("this row did not go out. Kind, code and field have to stay as they were.")
    elif text is None:
        yield problem("the guide no longer has this text.")
    elif text.mark != marks[row.key] and row.translation != text.translation:
        yield problem("the guide’s own text was changed after this file went out. Make a new file.")
    elif row.original != text.original and text.mark == marks[row.key]:
        yield problem(
            "the original was changed. Only the translation comes back; tell the editors what to "
            "mend."
        )
    elif text.translation and not row.translation:
        yield problem("the translation is empty, but it was not.")
    elif row.translation != text.translation and (said := _bad_text(row, to)):
        yield problem(said)


def _bad_text(row, to):
    field = next(m for m in ENTRY_MODELS if m.kind_name() == row.kind)._meta.get_field(
        f"{row.field}_{to}"
    )
    if isinstance(field, RichTextField):
        unknown = unknown_tags(row.translation)
        return f"these tags are not known, or not closed: {', '.join(unknown)}." if unknown else ""
    if isinstance(field, models.CharField) and "\n" in row.translation:
        return "this has to be one line."
    if field.max_length and len(row.translation) > field.max_length:
        return f"this is longer than {field.max_length} characters."
    return ""


def _translated_whole(now, marks):
    """{(kind, code)} of the entries of which every text went out and none was changed since.

    Where the translator had all of them, the languages agree when the file is back.
    """
    in_part = {key[:2] for key, text in now.items() if marks.get(key) != text.mark}
    return {key[:2] for key in now} - in_part


def _write(changed, to, whole, *, by, may):
    contents = {}
    for row in changed:
        contents.setdefault((row.kind, row.code), {})[row.field] = row.translation
    found = []
    for model in ENTRY_MODELS:
        codes = [code for kind, code in contents if kind == model.kind_name()]
        for entry in model.objects.with_links().filter(code__in=codes):
            try:
                content = _content(entry, contents[entry.kind_name(), entry.code], to)
                is_whole = (entry.kind_name(), entry.code) in whole
                translation = {"translation_checked": is_whole, "translated_in_part": not is_whole}
                take(
                    entry.kind_name(),
                    entry.code,
                    content,
                    entry,
                    Report(),
                    by=by,
                    may=may,
                    **translation,
                )
            except UnreadableContent as error:
                found.append(Problem(entry.kind_name(), entry.code, str(error)))
    if found:
        raise Refused("Nothing was imported.", found)


def _content(entry, translations, to):
    content = {}
    for name, value in translations.items():
        rich = isinstance(entry._meta.get_field(f"{name}_{to}"), RichTextField)
        content[name] = entry.whole(entry.content())[name] | {
            to: from_cell(value) if rich else value
        }
    return content
