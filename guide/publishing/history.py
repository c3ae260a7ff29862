"""History: keep each saved form of an entry, and bring an old one back."""

from django.conf import settings
from django.db import transaction

from guide.lib.text import says_the_same
from guide.models import EntryVersion, Remark


@transaction.atomic
def keep(entry, *, by, translation_checked=False, translated_in_part=False):
    """Record what was just saved, raise the version, and note who edited the words.

    Every way to save calls this after the last link is written. Nothing new to keep: nothing
    happens.
    translation_checked: the editor says that the languages agree although only one of them changed.
    translated_in_part: some of one language's words were translated; the others are as old as
    before. Returns the newest EntryVersion.
    """
    entry = type(entry).objects.with_links().get(pk=entry.pk)
    last = EntryVersion.objects.of(entry).order_by("-version").first()
    content = entry.content()
    is_new = (
        last is None or last.at < entry.created
    )  # an entry of this code may have been deleted before
    if not is_new and last.content != content and says_the_same(last.content, content):
        _put_in_form(entry, last, content)
    edited = is_new or last.content != content
    if not edited and last.note == entry.note and not translation_checked:
        return last
    number = max(entry.version, last.version) + 1 if last else entry.version
    changed = _words_changed(entry, content, last, number)
    if translation_checked:
        changed = dict.fromkeys(changed, number)
    elif translated_in_part and last:
        changed = last.words_changed
    changed_too = {"edited_by": by} if edited else {}
    if is_new:
        # What was said of this code before stands, also where the entry was deleted and written
        # again.
        changed_too["objected"] = Remark.objects.of(entry).objections().exists()
    type(entry).objects.filter(pk=entry.pk).update(version=number, **changed_too)
    return EntryVersion.objects.create(
        kind=entry.kind_name(),
        code=entry.code,
        version=number,
        content=content,
        digest=entry.digest(),
        words_changed=changed,
        note=entry.note,
        by=by,
    )


def _put_in_form(entry, last, content):
    """A text that was saved before there was the normal form of texts is in it now, and says the
    same.

    Nobody edited anything: what was signed, asked or said of the old form stands for the new one.
    """
    digest = entry.digest()
    Remark.objects.filter(kind=last.kind, code=last.code, digest=last.digest).update(digest=digest)
    approved = type(entry).objects.filter(pk=entry.pk, approved_digest=last.digest)
    approved.exclude(approved_digest="").update(approved_digest=digest)
    last.content, last.digest = content, digest
    last.save(update_fields=["content", "digest"])


def older_language(words_changed):
    """The language whose words are older than those of another; None where all are of one age."""
    oldest = min(words_changed, key=words_changed.get, default=None)
    return oldest if oldest and words_changed[oldest] < max(words_changed.values()) else None


def _words_changed(entry, content, last, number):
    languages = [code for code, _ in settings.LANGUAGES]
    if last is None:
        return dict.fromkeys(languages, number)
    now, then = entry.whole(content), entry.whole(last.content)
    return {
        language: number
        if not all(
            says_the_same(now[name][language], (then.get(name) or {}).get(language))
            for name in entry.PAIRS
        )
        else last.words_changed.get(language, number)
        for language in languages
    }
