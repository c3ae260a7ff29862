"""What goes out with an edition: a basket of approved changes, each looked at and chosen.

What is left out stays as families read it. What was taken back by going back to an earlier edition
is held: it stays out until somebody puts it into a basket by hand.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from guide.lib.content import Content, Entries, GuideContent, Key
from guide.lib.text import says_the_same
from guide.models import BY_KIND, Edition, Remark, content_digest

from .changes import Change, change_of, is_change, names_of, title_of, without_review
from .checks import new_problems
from .compile import NOTHING
from .references import links_of
from .refused import Problem
from .service_checks import with_checks, without_check
from .values import Names
from .working_copy import read_quickly

# The kinds of entry that decide for which answers something is said.
COVERING = ("question", "choice", "section")


@dataclass(frozen=True)
class Item:
    """One entry that would read differently, come in or go out.

    before, content: with who reviewed it; None where it is not there. needs: other items of the
    same basket that this one names and families do not have yet. taken_back: the number of the
    edition that took these very words back by going back, 0 where none did. names: of the entries
    that it names.
    """

    kind: str
    code: str
    before: Content | None
    content: Content | None
    needs: tuple[Key, ...] = ()
    taken_back: int = 0
    names: Names = field(default_factory=dict)

    @property
    def is_held(self) -> bool:
        """Whether it stays out until somebody puts it into a basket by hand."""
        return self.taken_back > 0

    @property
    def key(self) -> Key:
        return self.kind, self.code

    @property
    def name(self) -> str:
        """As a form sends it."""
        return f"{self.kind}:{self.code}"

    @property
    def title(self) -> str:
        return title_of(self.kind, self.code, self.content or self.before or {})

    @property
    def digest(self) -> str:
        """Of what goes out, to the letter; a newer check of a service makes it no other."""
        content = self.content and without_check(self.content)
        return content_digest([self.kind, self.code, content])

    @property
    def change(self) -> Change:
        return change_of(self.kind, self.code, self.before, self.content, self.names)


def items(last: Edition | None, compiled: GuideContent) -> list[Item]:
    """Every approved change. compiled: what `compile_next(last)` says."""
    before = _content_of(last)["entries"]
    after = compiled["entries"]
    changed = _changed(before, after)
    held = _held(last.number, last.digest) if last else {}
    names = names_of(before, after)
    found = []
    for kind, code in changed:
        old = before.get(kind, {}).get(code)
        new = after.get(kind, {}).get(code)
        needs = _needs(kind, new, before, changed)
        taken_back = 0
        if (kind, code) in held and _reads_the_same(held[kind, code].words, new):
            taken_back = held[kind, code].since
        found.append(Item(kind, code, old, new, needs, taken_back, names))
    return found


def going_out(offered: Iterable[Item], ticked: Collection[Key] | None) -> set[Key]:
    """Which of these changes go out. ticked: those that were; None for all but what is held."""
    if ticked is None:
        return {item.key for item in offered if not item.is_held}
    return {item.key for item in offered if item.key in ticked}


def next_content(
    last: Edition | None, compiled: GuideContent, ticked: Collection[Key]
) -> GuideContent:
    """The content of the next edition with these changes alone.

    A difference that is no change (a text in its normal form, the day of an approval put right, a
    newer check of a service) goes out with every edition.
    """
    return with_checks(_next_words(last, compiled, ticked))


def _next_words(
    last: Edition | None, compiled: GuideContent, ticked: Collection[Key]
) -> GuideContent:
    """The same, with the checks of services as they happen to be in it."""
    before = _content_of(last)["entries"]
    entries = {kind: dict(of_kind) for kind, of_kind in compiled["entries"].items()}
    for item in items(last, compiled):
        if item.key in ticked:
            continue
        published = before.get(item.kind, {}).get(item.code)
        if published is None:
            entries[item.kind].pop(item.code, None)
        else:
            entries[item.kind][item.code] = published
    return {"format": compiled["format"], "entries": entries}


def ticked_at_first(
    last: Edition | None, compiled: GuideContent, planned: Collection[Key] = ()
) -> set[Key]:
    """What is ticked before a publisher looks: every change but those that are held, those that are
    planned for later, and those that would break the guide, or leave answers without a word about
    them. So one entry that is not ready blocks nothing else.
    """
    offered = items(last, compiled)
    ticked = {item.key for item in offered if not item.is_held and item.key not in planned}
    while ticked:
        breaking: set[Key] = set()
        stopping = _stopping(last, compiled, ticked)
        for problem in stopping:
            concerned = {(problem.kind, problem.code), problem.about}
            breaking |= concerned & ticked
        if last and stopping and not breaking:
            breaking = _uncovering(last, compiled, ticked, len(stopping))
        if not breaking:
            return ticked
        ticked -= breaking
    return ticked


def _stopping(
    last: Edition | None, compiled: GuideContent, ticked: Collection[Key]
) -> list[Problem]:
    content = _next_words(last, compiled, ticked)
    return new_problems(content, last.content if last else None)


def _uncovering(last: Edition, compiled: GuideContent, ticked: set[Key], stopping: int) -> set[Key]:
    """The changes that leave answers without a word about them: each without which fewer are left
    so, or else all that could.

    stopping: how many problems there are with all that is ticked.
    """
    could = {key for key in ticked if key[0] in COVERING}
    found = set()
    for key in could:
        if len(_stopping(last, compiled, ticked - {key})) < stopping:
            found.add(key)
    return found or could


def undone_corrections(edition: Edition, last: Edition) -> list[Item]:
    """What corrections since `edition` put right, and going back to it would make wrong again."""
    corrected = set()
    later = Edition.objects.filter(number__gt=edition.number, number__lte=last.number)
    for one in later.filter(nature=Edition.Nature.CORRECTION):
        corrected |= _corrected_by(one)
    found = []
    for kind, code in sorted(corrected):
        now = last.content["entries"].get(kind, {}).get(code)
        then = edition.content["entries"].get(kind, {}).get(code)
        if is_change(now, then):
            found.append(Item(kind, code, now, then))
    return found


def objected_to(edition: Edition, last: Edition) -> list[Item]:
    """What going back to `edition` would bring back although somebody asked for changes of exactly
    these words, and that stands.
    """
    said = Remark.objects.objections().values_list("kind", "code", "digest")
    digests = {(kind, code, digest) for kind, code, digest in said}
    written = {(row.kind, row.code): row.content for row in read_quickly() if row.objected}
    found = []
    for kind, code in _changed(last.content["entries"], edition.content["entries"]):
        then = _entry(edition, (kind, code))
        if then is None:
            continue
        digest = content_digest([kind, code, without_review(then)])
        now = written.get((kind, code))
        is_written = now is not None and says_the_same(now, without_review(then))
        if (kind, code, digest) in digests or is_written:
            found.append(Item(kind, code, _entry(last, (kind, code)), then))
    return found


def earlier_content(edition: Edition, last: Edition, kept: Iterable[Key]) -> GuideContent:
    """The content of an earlier edition, but of these entries what families read now."""
    entries = {kind: dict(of_kind) for kind, of_kind in edition.content["entries"].items()}
    for kind, code in kept:
        now = last.content["entries"].get(kind, {}).get(code)
        if now is None:
            entries.get(kind, {}).pop(code, None)
        else:
            entries.setdefault(kind, {})[code] = now
    return with_checks({"format": edition.content["format"], "entries": entries})


def _corrected_by(edition: Edition) -> set[Key]:
    """The entries that a correction put right; where it does not say which, all that it changed."""
    if edition.corrections:
        return {(kind, code) for kind, code in edition.corrections}
    before = Edition.objects.filter(number__lt=edition.number).first()
    return set(_changed(_content_of(before)["entries"], edition.content["entries"]))


def _changed(before: Entries, after: Entries) -> list[Key]:
    """The entries that come, go or read differently, by kind and code."""
    found = []
    for kind in BY_KIND:
        had = before.get(kind, {})
        has = after.get(kind, {})
        for code in sorted(had.keys() | has.keys()):
            if is_change(had.get(code), has.get(code)):
                found.append((kind, code))
    return found


@dataclass(frozen=True)
class _HeldWords:
    """Words that were taken back (None: that the entry was gone), by the edition `since`."""

    words: Content | None
    since: int


@lru_cache(maxsize=4)
def _held(number: int, digest: str) -> dict[Key, _HeldWords]:
    """What was taken back and has not gone out since, at the edition of this number and digest.

    Read from the editions alone: nothing else remembers it, so nothing can disagree with it.
    """
    held: dict[Key, _HeldWords] = {}
    before = None
    for edition in Edition.objects.filter(number__lte=number).order_by("number").iterator():
        for key in list(held):
            if _reads_the_same(held[key].words, _entry(edition, key)):
                del held[key]
        if edition.restores_id and before:
            for key in _changed(before.content["entries"], edition.content["entries"]):
                held[key] = _HeldWords(_entry(before, key), edition.number)
        before = edition
    return held


def _entry(edition: Edition, key: Key) -> Content | None:
    kind, code = key
    content: Content | None = edition.content["entries"].get(kind, {}).get(code)
    return content


def _reads_the_same(one: Content | None, other: Content | None) -> bool:
    """Who signed the words, and when, aside; and whether they are in their normal form."""
    if one is None or other is None:
        return one is other
    return says_the_same(without_review(one), without_review(other))


def _needs(
    kind: str, content: Content | None, published: dict[str, Any], changed: Collection[Key]
) -> tuple[Key, ...]:
    if content is None:
        return ()
    needed = []
    for target, code in links_of(BY_KIND[kind], content):
        if code and (target, code) in changed and code not in published.get(target, {}):
            needed.append((target, code))
    return tuple(dict.fromkeys(needed))


def _content_of(edition: Edition | None) -> GuideContent:
    content: GuideContent = edition.content if edition else NOTHING
    return content
