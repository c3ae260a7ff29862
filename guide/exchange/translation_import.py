"""The translations that come back in a file: compared with what went out, and written into the
working copy.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext as _

from guide.lib.content import Content, Key
from guide.lib.numbers import grouped
from guide.models import BY_KIND, ENTRY_MODELS, Entry
from guide.models.entry import EntryQuerySet
from guide.models.fields import RichTextField
from guide.publishing.refused import Problem, Refused, said_of
from guide.publishing.write import UnreadableContent

from .entry_import import MayWrite, Report, import_entry
from .markdown import forms, from_cell, unknown_tags, wrong_marks
from .translations import Text, TextKey, both, field_of, is_rich, pairs, text_of

# {key: mark} of every text that went out in a file.
Marks = Mapping[TextKey, str]
# A row of the file that came back: its number there, and what it says.
NumberedText = tuple[int, Text]


@dataclass(frozen=True)
class Change:
    """A translation that came back another than it is in the guide, both as in their cells."""

    kind: str
    code: str
    field: str
    before: str
    after: str


def apply_translations(
    rows: list[NumberedText],
    marks: Marks,
    to: str = "fr",
    *,
    by: User | None = None,
    may: MayWrite | None = None,
    dry_run: bool = False,
) -> list[Change]:
    """Write changed translations into the working copy. Returns what changed; Refused names every
    row that is wrong.

    rows: every row of the file. marks: those that went out in it. by: who brings it back, None for
    a command. may: None where everything may be written. dry_run: only tell. All or nothing.
    """
    with transaction.atomic():
        _lock({(row.kind, row.code) for _number, row in rows})
        now = _as_they_went_out(marks, to)
        _refuse_what_is_wrong(rows, marks, now, to)
        changed = [row for _number, row in rows if row.translation != now[row.key].translation]
        _write(changed, to, _translated_whole(now, marks), by=by, may=may)
        transaction.set_rollback(dry_run)
    return [Change(*row.key, now[row.key].translation, row.translation) for row in changed]


def _lock(keys: Iterable[Key]) -> None:
    """Nobody else saves these entries between the comparison and the writing."""
    for entries in _by_kind(keys):
        list(entries.locked().order_by("pk").values_list("pk"))


def _refuse_what_is_wrong(
    rows: list[NumberedText], marks: Marks, now: Mapping[TextKey, Text], to: str
) -> None:
    found = list(_lost_rows(rows, marks))
    for number, row in rows:
        said = _what_is_wrong(row, marks, now.get(row.key), to)
        if said:
            where = _("Row %(number)s (%(name)s)") % {"number": number, "name": _name(row.key)}
            found.append(Problem(row.kind, row.code, said_of(where, said)))
    if found:
        raise Refused(_("Nothing was imported."), found)


def _as_they_went_out(marks: Marks, to: str) -> dict[TextKey, Text]:
    """Every Text of today, in those of its forms that stood in the file."""
    found = {}
    for entry, name in pairs():
        text = text_of(entry, name, to)
        if not text.original and not text.translation:
            continue
        if text.key in marks and text.mark != marks[text.key]:
            text = _other_form(text, entry, name, to, marks[text.key])
        found[text.key] = text
    return found


def _other_form(text: Text, entry: Entry, name: str, to: str, mark: str) -> Text:
    """The same Text in the form that has this mark; as it is where no form has."""
    if not is_rich(type(entry), name, to):
        return text
    original, translation = both(entry, name, to)
    for cells in product(forms(original), forms(translation)):
        other = Text(*text.key, *cells)
        if other.mark == mark:
            return other
    return text


def _lost_rows(rows: list[NumberedText], marks: Marks) -> Iterator[Problem]:
    numbers: dict[TextKey, list[int]] = {}
    for number, row in rows:
        numbers.setdefault(row.key, []).append(number)
    for key in marks:
        if key not in numbers:
            kind, code, _field = key
            said = _("The row “%(name)s” is missing, or its name was changed.")
            yield Problem(kind, code, said % {"name": _name(key)})
    for key, places in numbers.items():
        if len(places) > 1:
            kind, code, _field = key
            said = _("Rows %(numbers)s are the same: “%(name)s”.")
            numbers_of_rows = ", ".join(map(str, places))
            yield Problem(kind, code, said % {"numbers": numbers_of_rows, "name": _name(key)})


def _name(key: TextKey) -> str:
    return " · ".join(key)


def _what_is_wrong(row: Text, marks: Marks, text: Text | None, to: str) -> str:
    """Why this row cannot come back, in a sentence; "" where it can. text: the guide's own."""
    if row.key not in marks:
        return _("this row did not go out. Kind, code and field have to stay as they were.")
    if text is None:
        return _("the guide no longer has this text.")
    is_as_it_went_out = text.mark == marks[row.key]
    is_translated_anew = row.translation != text.translation
    if is_translated_anew and not is_as_it_went_out:
        return _("the guide’s own text was changed after this file went out. Make a new file.")
    if row.original != text.original and is_as_it_went_out:
        return _(
            "the original was changed. Only the translation comes back; tell the editors what to "
            "mend."
        )
    if text.translation and not row.translation:
        return _("the translation is empty, but it was not.")
    return _why_no_text(row, to) if is_translated_anew else ""


def _why_no_text(row: Text, to: str) -> str:
    field = field_of(BY_KIND[row.kind], row.field, to)
    if isinstance(field, RichTextField):
        if unknown := unknown_tags(row.translation):
            said = _("these tags are not known, or not closed: %(tags)s.")
            return said % {"tags": ", ".join(unknown)}
        as_in_original = wrong_marks(row.original)
        left = [mark for mark in wrong_marks(row.translation) if mark not in as_in_original]
        said = _("these marks are not known, or not closed: %(marks)s.")
        return said % {"marks": " ".join(left)} if left else ""
    if isinstance(field, models.CharField) and "\n" in row.translation:
        return _("this has to be one line.")
    longest = getattr(field, "max_length", None)
    if longest and len(row.translation) > longest:
        return _("this is longer than %(most)s characters.") % {"most": grouped(longest)}
    return ""


def _translated_whole(now: Mapping[TextKey, Text], marks: Marks) -> set[Key]:
    """(kind, code) of the entries of which every text went out and none was changed since.

    Where the translator had all of them, the languages agree when the file is back.
    """
    whole = set()
    in_part = set()
    for text in now.values():
        entry = (text.kind, text.code)
        whole.add(entry)
        if marks.get(text.key) != text.mark:
            in_part.add(entry)
    return whole - in_part


def _write(
    changed: Iterable[Text],
    to: str,
    whole: set[Key],
    *,
    by: User | None,
    may: MayWrite | None,
) -> None:
    by_entry: dict[Key, dict[str, str]] = {}
    for row in changed:
        by_entry.setdefault((row.kind, row.code), {})[row.field] = row.translation
    found = []
    for entry in _entries(by_entry):
        key = (entry.kind_name(), entry.code)
        try:
            import_entry(
                *key,
                _content(entry, by_entry[key], to),
                entry,
                Report(),
                by=by,
                may=may,
                translation_checked=key in whole,
                translated_in_part=key not in whole,
            )
        except UnreadableContent as error:
            found.append(Problem(*key, str(error)))
    if found:
        raise Refused(_("Nothing was imported."), found)


def _entries(keys: Iterable[Key]) -> Iterator[Entry]:
    """The entries of these (kind, code), in the order of loading."""
    for entries in _by_kind(keys):
        yield from entries.with_links()


def _by_kind(keys: Iterable[Key]) -> Iterator[EntryQuerySet]:
    """The same, a query for each kind."""
    codes: dict[str, list[str]] = {}
    for kind, code in keys:
        codes.setdefault(kind, []).append(code)
    for model in ENTRY_MODELS:
        if model.kind_name() in codes:
            yield model.objects.filter(code__in=codes[model.kind_name()])


def _content(entry: Entry, translations: Mapping[str, str], to: str) -> Content:
    """What the file says of the entry: its translated pairs, with the original as it is."""
    whole = entry.whole(entry.content())
    content = {}
    for name, cell in translations.items():
        words = from_cell(cell) if is_rich(type(entry), name, to) else cell
        content[name] = whole[name] | {to: words}
    return content
