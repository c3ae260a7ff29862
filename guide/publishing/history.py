"""History: keep each saved form of an entry, and bring an old one back."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guide.lib.content import Content
from guide.lib.text import says_the_same
from guide.models import Entry, EntryVersion, Remark

from .languages import LANGUAGES

# {language: version in which its words last changed}
WordsChanged = Mapping[str, int]


@transaction.atomic
def keep(
    entry: Entry,
    *,
    by: User | None,
    translation_checked: bool = False,
    translated_in_part: bool = False,
) -> EntryVersion:
    """Record what was just saved, raise the version, and note who edited the words.

    Every way to save calls this after the last link is written. Nothing new to keep: nothing
    happens.
    translation_checked: the editor says that the languages agree although only one of them changed.
    translated_in_part: some of one language's words were translated; the others are as old as
    before. Returns the newest EntryVersion.
    """
    entry = type(entry).objects.with_links().get(pk=entry.pk)
    content = entry.content()
    last = EntryVersion.objects.of(entry).order_by("-version").first()
    # Another entry of this code may have been there before, and been deleted.
    is_new = last is None or last.at < entry.created
    if last and not is_new and last.content != content and says_the_same(last.content, content):
        _put_in_form(entry, last, content)
    is_edited = last is None or is_new or last.content != content
    if last and not is_edited and last.note == entry.note and not translation_checked:
        return last
    number = max(entry.version, last.version) + 1 if last else entry.version
    words_changed = _words_changed(entry, content, last, number)
    if translation_checked:
        words_changed = dict.fromkeys(words_changed, number)
    elif translated_in_part and last:
        words_changed = last.words_changed
    _note_on_entry(entry, number, by, is_edited=is_edited, is_new=is_new)
    return EntryVersion.objects.create(
        kind=entry.kind_name(),
        code=entry.code,
        version=number,
        content=content,
        digest=entry.digest(),
        words_changed=words_changed,
        note=entry.note,
        by=by,
    )


def note_deleted(entry: Entry) -> None:
    """It is about to be deleted: for a while its last version can be brought back."""
    newest = EntryVersion.objects.of(entry).order_by("-version").first()
    if newest:
        newest.deleted_at = timezone.now()
        newest.save(update_fields=["deleted_at"])


def _note_on_entry(
    entry: Entry, number: int, by: User | None, *, is_edited: bool, is_new: bool
) -> None:
    """Not by `save`, which would be one more form to keep."""
    values: dict[str, Any] = {"version": number}
    if is_edited:
        values["edited_by"] = by
    if is_new:
        # What was said of this code before stands, also where the entry was deleted and written
        # again.
        values["objected"] = Remark.objects.of(entry).objections().exists()
    type(entry).objects.filter(pk=entry.pk).update(**values)


def _put_in_form(entry: Entry, last: EntryVersion, content: Content) -> None:
    """A text that was saved before there was the normal form of texts is in it now, and says the
    same.

    Nobody edited anything: what was signed, asked or said of the old form stands for the new one.
    """
    digest = entry.digest()
    Remark.objects.filter(kind=last.kind, code=last.code, digest=last.digest).update(digest=digest)
    approved = type(entry).objects.filter(pk=entry.pk, approved_digest=last.digest)
    approved.exclude(approved_digest="").update(approved_digest=digest)
    last.content = content
    last.digest = digest
    last.save(update_fields=["content", "digest"])


def older_language(words_changed: WordsChanged) -> str | None:
    """The language whose words are older than those of another; None where all are of one age."""
    if not words_changed:
        return None
    oldest = min(words_changed, key=words_changed.__getitem__)
    return oldest if words_changed[oldest] < max(words_changed.values()) else None


def _words_changed(
    entry: Entry, content: Content, last: EntryVersion | None, number: int
) -> WordsChanged:
    """number: the version that is being kept; `last` is the one before."""
    if last is None:
        return dict.fromkeys(LANGUAGES, number)
    found = {}
    for language in LANGUAGES:
        if _says_another(entry, content, last.content, language):
            found[language] = number
        else:
            found[language] = last.words_changed.get(language, number)
    return found


def _says_another(entry: Entry, content: Content, before: Content, language: str) -> bool:
    """Whether any words in this language changed."""
    now = entry.whole(content)
    then = entry.whole(before)
    for name in entry.PAIRS:
        words_before = (then.get(name) or {}).get(language)
        if not says_the_same(now[name][language], words_before):
            return True
    return False
