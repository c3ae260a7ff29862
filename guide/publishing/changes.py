"""What differs between two contents of the guide: entries, fields, and the pages that families
read.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from guide.lib.text import is_rich, says_the_same
from guide.models import BY_KIND
from guide.publishing.diff import diff_html
from guide.publishing.languages import language_names

from .reading_form import facts_that_differ, reading_form


@dataclass(frozen=True)
class FieldChange:
    """`language` is "" for a field without one; before and after are as staff read them: rich text
    in its reading form.
    """

    name: str
    language: str
    before: str
    after: str

    @property
    def label(self):
        language = language_names().get(self.language)
        name = self.name.replace("_", " ").capitalize()
        return f"{name} ({language})" if language else name

    @property
    def diff(self):
        return diff_html(self.before, self.after)

    @property
    def facts(self):
        """(those that go, those that come): numbers, doses, telephone numbers, link targets."""
        return facts_that_differ(self.before, self.after)


@dataclass(frozen=True)
class Change:
    """One entry that comes in ("added"), goes out ("removed") or reads differently ("changed")."""

    kind: str
    code: str
    title: str
    what: str
    fields: tuple[FieldChange, ...]


def changes(old, new):
    """The Changes from one content of the guide to another, by kind and code."""
    before, after = old["entries"], new["entries"]
    found = []
    for kind in BY_KIND:
        had, has = before.get(kind, {}), after.get(kind, {})
        for code in sorted(had.keys() | has.keys()):
            if is_change(had.get(code), has.get(code)):
                found.append(change_of(kind, code, had.get(code), has.get(code)))
    return found


def is_change(had, has):
    """Whether two contents of one entry (None stands for "not there") differ in anything that
    anybody has to look at.

    A text in its normal form says what it said before. And the day of one approval was once taken
    in UTC, so that in the evening it was tomorrow's. Both put right are no change: they go out with
    the next edition and need nobody.
    """
    if had is None or has is None:
        return had is not has
    if not _is_same_review(had.get("reviewed"), has.get("reviewed")):
        return True
    return not says_the_same(_without_review(had), _without_review(has))


def _without_review(content):
    return {name: value for name, value in content.items() if name != "reviewed"}


def _is_same_review(had, has):
    if not had or not has or had["by"] != has["by"]:
        return had == has
    return abs(date.fromisoformat(had["on"]) - date.fromisoformat(has["on"])) <= timedelta(days=1)


def change_of(kind, code, had, has):
    """The Change of one entry; None stands for "not there"."""
    what = "added" if had is None else "removed" if has is None else "changed"
    return Change(
        kind,
        code,
        title_of(kind, code, has or had),
        what,
        tuple(field_changes(had or {}, has or {})),
    )


def title_of(kind, code, content):
    """An entry's name, from its content."""
    name = (
        content.get("title")
        if kind == "source"
        else content.get(BY_KIND[kind].PAIRS[0], {}).get("en")
    )
    return name or code


def field_changes(had, has):
    """What differs between two contents of one entry."""
    for name in dict.fromkeys([*has, *had]):
        old, new = had.get(name), has.get(name)
        says_nothing = not had and (name == "order" or not new)
        if says_nothing or says_the_same(old, new):
            continue
        if isinstance(old or new, dict) and name != "reviewed":
            for language, _ in settings.LANGUAGES:
                was, now = ((side or {}).get(language, "") for side in (old, new))
                if not says_the_same(was, now):
                    yield FieldChange(name, language, *comparable(was, now))
        else:
            yield FieldChange(name, "", _words(old), _words(new))


def comparable(was, now):
    """Two texts as staff compare them: rich text in its reading form, which says all that is
    signed; as it is written where even that is the same.
    """
    if not is_rich(was) and not is_rich(now):
        return was, now
    forms = reading_form(was), reading_form(now)
    return forms if forms[0] != forms[1] else (was, now)


def _words(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) and "treatment" in value:
        source = f", {value['source']}" if value["source"] else ""
        return f"{value['treatment']} ({value['part']}{source})"
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value)
    return str(value)
