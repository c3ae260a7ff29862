"""A public page as staff read it before they sign: block by block, English beside French."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from guide.lib.content import Content, Key
from guide.lib.days import day_in_words
from guide.models import Edition
from guide.models.names import field_in_words, kind_in_words
from guide.publishing.by_page import is_signed, is_whole
from guide.publishing.changes import FieldChange, field_changes, is_change
from guide.publishing.compile import as_published
from guide.publishing.public_pages import SHOWN
from guide.publishing.references import names_in
from guide.publishing.states import STATES
from guide.publishing.values import Names
from guide.publishing.working_copy import Row

UNSEEN = ("order", "withdrawn")  # said only where it differs from what families have


@dataclass(frozen=True)
class Part:
    """A field in one language, or without one. is_change: families read something else there."""

    field: FieldChange
    is_change: bool


@dataclass(frozen=True)
class Line:
    """A field: its name, and its words in each language."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Block:
    """One entry as it stands in the working copy. read: the fields of the family's page; below:
    those that it does not show and that are signed all the same. rests_on: the sources that it
    names.
    """

    row: Row
    state: str
    read: tuple[Line, ...]
    below: tuple[Line, ...]
    rests_on: tuple[Row, ...]
    is_signed: bool
    why_not: str = ""
    is_ticked: bool = False

    @property
    def title(self) -> str:
        """Its kind and its name."""
        kind = capfirst(kind_in_words(self.row.kind))
        return _("%(kind)s: %(title)s") % {"kind": kind, "title": self.row.title}

    @property
    def words(self) -> int:
        """How many there are to read, in the language that has more of them."""
        return self.row.words


def blocks(
    rows: Collection[Row],
    beside: Iterable[Row],
    last: Edition | None,
    against: Mapping[Key, str],
    ticked: Collection[Key],
) -> list[Block]:
    """beside: the words and sources of the page. last: the newest edition. against: {entry: why
    this reader may not sign it}.
    """
    sources = {row.code: row for row in beside if row.kind == "source"}
    published = {(row.kind, row.code): as_published(last, row.kind, row.code) for row in rows}
    contents = [(row.kind, row.content) for row in rows]
    contents += [(kind, content) for (kind, _code), content in published.items()]
    names = names_in(contents)
    labels: dict[tuple[str, str], str] = {}
    found = []
    for row in rows:
        before = published[row.kind, row.code]
        lines = _lines(row, before, names, labels)
        found.append(_block(row, lines, sources, before, against, ticked))
    return found


def _block(row, lines, sources, published, against, ticked):
    key = row.kind, row.code
    on_page = SHOWN.get(row.kind, ())
    signed = is_signed(row)
    why_not = "" if signed else against.get(key, "")
    if not (signed or why_not or is_whole(row)):
        why_not = _("Some of its words are missing in one language.")
    return Block(
        row=row,
        state=_state(row, published),
        read=tuple(lines[name] for name in on_page if name in lines),
        below=tuple(line for name, line in lines.items() if name not in on_page),
        rests_on=tuple(sources[code] for code in _sources_of(row) if code in sources),
        is_signed=signed,
        why_not=why_not,
        is_ticked=key in ticked and not signed and not why_not,
    )


def _sources_of(row: Row) -> list[str]:
    named = list(row.content.get("sources", ()))
    if row.kind == "section":
        named += [use["source"] for use in row.content["treatments"] if use["source"]]
    return list(dict.fromkeys(named))


def _state(row: Row, published: Content | None) -> str:
    if is_signed(row):
        return _("signed by %(name)s on %(day)s") % {
            "name": row.reviewer_name,
            "day": day_in_words(localdate(row.approved_at)),
        }
    if row.state == "objected":
        return str(STATES["objected"])
    if published is None:
        return _("new, nobody signed")
    if is_change(published, row.content):
        return _("changed, nobody signed")
    return _("nobody signed")


def _lines(
    row: Row, published: Content | None, names: Names, labels: dict[tuple[str, str], str]
) -> dict[str, Line]:
    """{name of a field: its Line}, of the fields that say something.

    labels: what fields of a kind are called, as far as this page has asked already.
    """
    whole = {}
    for one in field_changes(row.kind, {}, row.content, names):
        whole[one.name, one.language] = one
    changed = {}
    if published is not None:
        for one in field_changes(row.kind, published, row.content, names):
            changed[one.name, one.language] = one
    parts: dict[str, list[Part]] = {}
    for name, language in dict.fromkeys([*whole, *changed]):
        is_changed = (name, language) in changed
        if name in UNSEEN and not is_changed:
            continue
        one = changed[name, language] if is_changed else whole[name, language]
        parts.setdefault(name, []).append(Part(one, is_changed))
    lines = {}
    for name, found in parts.items():
        if (row.kind, name) not in labels:
            labels[row.kind, name] = field_in_words(row.kind, name)
        lines[name] = Line(labels[row.kind, name], _in_order(found))
    return lines


def _in_order(parts: list[Part]) -> tuple[Part, ...]:
    """English first."""
    return tuple(sorted(parts, key=lambda part: part.field.language))
