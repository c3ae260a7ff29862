"""What differs between two contents of the guide: entries, fields, and the pages that families
read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guide.lib.content import BESIDE, Content, Entries, GuideContent
from guide.lib.facts import facts_that_differ
from guide.lib.text import is_rich, says_the_same
from guide.models import BY_KIND
from guide.models.names import field_in_words

from .diff import diff_html
from .facts import Both, facts_in_another_order
from .languages import LANGUAGES
from .reading_form import as_typed, reading_form
from .values import Names, told_apart, value_as_kept, value_in_words

ONE_DAY = timedelta(days=1)
TYPED = "\\"


@dataclass(frozen=True)
class FieldChange:
    """A field of an entry of this kind. `language` is "" for a field without one; before and after
    are as staff read them: rich text in its reading form.
    """

    kind: str
    name: str
    language: str
    before: str
    after: str

    @property
    def label(self) -> str:
        return field_in_words(self.kind, self.name, self.language)

    @property
    def diff(self) -> SafeString:
        return diff_html(self.before, self.after)

    @property
    def facts(self) -> Both:
        """(those that go, those that come): numbers, doses, telephone numbers, link targets."""
        return facts_that_differ(self.before, self.after)

    @property
    def moved(self) -> Both:
        """The same where they change places: (as they stood, as they stand)."""
        return facts_in_another_order(self.before, self.after)

    @property
    def changes_a_fact(self) -> bool:
        return any((*self.facts, *self.moved))

    @property
    def has_typed_signs(self) -> bool:
        """Whether a mark was typed that would say something else here."""
        return TYPED in self.before or TYPED in self.after


@dataclass(frozen=True)
class Change:
    """One entry that comes in ("added"), goes out ("removed") or reads differently ("changed")."""

    kind: str
    code: str
    title: str
    what: str
    fields: tuple[FieldChange, ...]


def changes(old: GuideContent, new: GuideContent) -> list[Change]:
    """The Changes from one content of the guide to another, by kind and code."""
    found = []
    names = names_of(old["entries"], new["entries"])
    for kind in BY_KIND:
        before = old["entries"].get(kind, {})
        after = new["entries"].get(kind, {})
        for code in sorted(before.keys() | after.keys()):
            had = before.get(code)
            has = after.get(code)
            if is_change(had, has):
                found.append(change_of(kind, code, had, has, names))
    return found


def names_of(*contents: Entries) -> Names:
    """The names of all entries of these contents; of one that is in several, the last's."""
    found = {}
    for entries in contents:
        for kind, by_code in entries.items():
            for code, content in by_code.items():
                found[kind, code] = title_of(kind, code, content)
    return told_apart(found.items())


def is_change(had: Content | None, has: Content | None) -> bool:
    """Whether two contents of one entry (None stands for "not there") differ in anything that
    anybody has to look at.

    A text in its normal form says what it said before. And the day of one approval was once taken
    in UTC, so that in the evening it was tomorrow's. Both put right are no change: they go out with
    the next edition and need nobody. Nor is a newer check of a service, see `service_checks`.
    """
    if had is None or has is None:
        return had is not has
    if not _is_same_review(had.get("reviewed"), has.get("reviewed")):
        return True
    return not says_the_same(without_review(had), without_review(has))


def without_review(content: Content) -> Content:
    """What an edition says of an entry, without who reviewed or checked it, and when."""
    return {name: value for name, value in content.items() if name not in BESIDE}


def _is_same_review(had: dict[str, str] | None, has: dict[str, str] | None) -> bool:
    if not had or not has:
        return had == has
    if had["by"] != has["by"]:
        return False
    apart = date.fromisoformat(had["on"]) - date.fromisoformat(has["on"])
    return abs(apart) <= ONE_DAY


def change_of(
    kind: str, code: str, had: Content | None, has: Content | None, names: Names
) -> Change:
    """The Change of one entry; None stands for "not there". names: of the entries that it names."""
    if had is None:
        what = "added"
    elif has is None:
        what = "removed"
    else:
        what = "changed"
    title = title_of(kind, code, has or had or {})
    fields = tuple(field_changes(kind, had or {}, has or {}, names))
    return Change(kind, code, title, what, fields)


def title_of(kind: str, code: str, content: Content) -> str:
    """An entry's name from its content, in the language that is read; in English where it has none
    there, and its code where it has none at all.
    """
    if kind == "source":
        return content.get("title") or code
    name = content.get(BY_KIND[kind].PAIRS[0], {})
    return name.get(get_language()) or name.get("en") or code


def field_changes(kind: str, had: Content, has: Content, names: Names) -> Iterator[FieldChange]:
    """What differs between two contents of one entry of this kind. names: of the entries that it
    names.
    """
    for name in dict.fromkeys([*has, *had]):
        old = had.get(name)
        new = has.get(name)
        says_nothing = not had and (name == "order" or not new)
        if says_nothing or says_the_same(old, new):
            continue
        if isinstance(old or new, dict) and name not in BESIDE:
            yield from _changes_of_pair(kind, name, old or {}, new or {})
        else:
            was = value_in_words(kind, name, old, names)
            now = value_in_words(kind, name, new, names)
            if was == now:
                was, now = value_as_kept(old), value_as_kept(new)
            yield FieldChange(kind, name, "", was, now)


def _changes_of_pair(
    kind: str, name: str, old: dict[str, str], new: dict[str, str]
) -> Iterator[FieldChange]:
    for language in LANGUAGES:
        was = old.get(language, "")
        now = new.get(language, "")
        if not says_the_same(was, now):
            yield FieldChange(kind, name, language, *comparable(was, now))


def comparable(was: str, now: str) -> tuple[str, str]:
    """Two texts as staff compare them: rich text in its reading form, which says all that is
    signed; as it is written where even that is the same.
    """
    if not is_rich(was) and not is_rich(now):
        return as_typed(was), as_typed(now)
    forms = (reading_form(was), reading_form(now))
    return forms if forms[0] != forms[1] else (was, now)
