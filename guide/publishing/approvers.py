"""Who may approve an entry's exact content, and why somebody may not."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from guide.lib.content import Key
from guide.models import Edition, Entry, EntryVersion, Remark, content_digest
from guide.roles import APPROVE, name_of

from .compile import as_published, last_edition
from .four_eyes import Version, authors_of, since_approval
from .working_copy import Row, row_of


@dataclass
class _Verdicts:
    """The digests of an entry's contents, each under what was said of it last."""

    approved: set[str] = field(default_factory=set)
    needs_changes: set[str] = field(default_factory=set)


def why_not_approve(entry: Entry, by: User, authors: Collection[int] | None = None) -> str:
    """Why this person may not approve the entry as it stands, in a sentence; "" where nothing
    stands against it.

    authors: what `authors_since_approval` said, where it was asked already.
    """
    if reason := why_nobody_may_approve(entry):
        return reason
    if not settings.FOUR_EYES:
        return ""
    if authors is None:
        authors = authors_since_approval(entry)
    return _wrote_some_of_it() if by.pk in authors else ""


def why_not_approve_each(rows: Iterable[Row], by: User) -> dict[Key, str]:
    """The same for many entries at once; those that nothing stands against are left out."""
    asked = list(rows)
    commented = set(Remark.objects.by_link().values_list("kind", "code"))
    authors = authors_by_entry(asked) if settings.FOUR_EYES else {}
    found = {}
    for row in asked:
        key = row.kind, row.code
        reason = _what_stands_open(row.objected, has_comment=key in commented)
        if not reason and by.pk in authors.get(key, ()):
            reason = _wrote_some_of_it()
        if reason:
            found[key] = reason
    return found


def why_not_approve_each_by_link(rows: Iterable[Row], by: User, name: str) -> dict[Key, str]:
    """The same for a clinician of this name who was invited `by` a colleague to sign these."""
    asked = list(rows)
    commented = set(Remark.objects.by_link().values_list("kind", "code"))
    written_by = authors_by_entry(asked) if settings.FOUR_EYES else {}
    colleagues = User.objects.in_bulk(set().union(*written_by.values()))
    found = {}
    for row in asked:
        key = row.kind, row.code
        authors = [colleagues[pk] for pk in written_by.get(key, ()) if pk in colleagues]
        said = _what_stands_open(row.objected, has_comment=key in commented)
        said = said or _why_not_invite_to(authors, by, name)
        if said:
            found[key] = said
    return found


def _wrote_some_of_it() -> str:
    return _("You edited this since it was approved last, so someone else has to approve it.")


def why_not_approve_by_link(entry: Entry, by: User, name: str) -> str:
    """Why a clinician of this name, who was invited `by` a colleague, may not approve the entry."""
    return why_nobody_may_approve(entry) or why_not_invite(entry, by, name)


def why_not_invite(entry: Entry, by: User, name: str) -> str:
    """Why this colleague may not invite a clinician of this name to approve the entry, whatever
    stands open about it.
    """
    if not name.strip():
        return _(
            "This link was made for nobody by name, so nobody can sign through it. Ask for a new "
            "one."
        )
    if not settings.FOUR_EYES:
        return ""
    authors = list(User.objects.filter(pk__in=authors_since_approval(entry)))
    return _why_not_invite_to(authors, by, name)


def _why_not_invite_to(authors: list[User], by: User, name: str) -> str:
    """authors: those whose words would be signed."""
    if by in authors:
        return _("Whoever sent this link edited the text, so someone else has to invite.")
    if any(may_be_called(author, name) for author in authors):
        return _("%s edited this text, so someone else has to approve it.") % name
    return ""


def why_nobody_may_approve(entry: Entry) -> str:
    """Why nobody may approve this entry now; "" where somebody may."""
    by_link = Remark.objects.of(entry).by_link()
    return _what_stands_open(entry.objected, has_comment=not entry.objected and by_link.exists())


def _what_stands_open(objected: bool, *, has_comment: bool) -> str:
    if objected:
        return _(
            "Somebody asked for changes. Until that is taken back or answered, nobody can "
            "approve this text."
        )
    if has_comment:
        return _(
            "A comment that came by a review link waits for an answer. Until then nobody can "
            "approve this text."
        )
    return ""


def who_may_approve(entry: Entry, authors: Collection[int] | None = None) -> list[User]:
    """The colleagues who may approve this entry, or invite somebody who does: they have the right
    to, and edited none of it. By name.

    authors: what `authors_since_approval` said, where it was asked already.
    """
    if not settings.FOUR_EYES:
        authors = ()
    elif authors is None:
        authors = authors_since_approval(entry)
    people = User.objects.with_perm(APPROVE).filter(is_staff=True)
    return list(people.exclude(pk__in=authors).order_by("first_name", "last_name", "username"))


def authors_since_approval(entry: Entry) -> set[int]:
    """The ids of those whose words stand in the entry since it was approved last."""
    return authors_by_entry([row_of(entry)])[entry.kind_name(), entry.code]


def authors_by_entry(rows: Iterable[Row], last: Edition | None = None) -> dict[Key, set[int]]:
    """The same for many entries at once. last: the newest edition, where it was read already."""
    by_key = {(row.kind, row.code): row for row in rows}
    codes = {code for _kind, code in by_key}
    versions = _versions_by_entry(codes)
    verdicts = _verdicts_by_entry(codes)
    last = last or last_edition()
    authors = {}
    for key, row in by_key.items():
        published = _published_digest(last, *key)
        said = verdicts.get(key, _Verdicts())
        authors[key] = _authors(row, versions.get(key, []), said, published)
    return authors


def _authors(row: Row, versions: list[Version], said: _Verdicts, published: str) -> set[int]:
    """versions: oldest first. published: the digest of what families read; "" where they do not."""
    approved = {row.approved_digest, published} - said.needs_changes
    before, later = since_approval(versions, approved | said.approved)
    authors = authors_of(before, later)
    kept = versions[-1]["digest"] if versions else ""
    if row.digest not in (kept, row.approved_digest) and row.edited_by_id:
        authors.add(row.edited_by_id)  # saved by a way that keeps no history
    return authors


def may_be_called(user: User, name: str) -> bool:
    """Whether this could be the name of this colleague: all words of it, with or without a title
    before them.
    """
    words = _words(name)
    return _words(name_of(user)) <= words or user.get_username().casefold() in words


def _words(name: str) -> set[str]:
    return set(unicodedata.normalize("NFKC", name).casefold().replace(".", " ").split())


def _versions_by_entry(codes: Collection[str]) -> Mapping[Key, list[Version]]:
    """What was saved of each entry, oldest first."""
    kept = EntryVersion.objects.filter(code__in=codes).order_by("version")
    found: dict[Key, list[Version]] = defaultdict(list)
    for kind, code, content, digest, by in kept.values_list(
        "kind", "code", "content", "digest", "by"
    ):
        found[kind, code].append({"content": content, "digest": digest, "by": by})
    return found


def _verdicts_by_entry(codes: Collection[str]) -> Mapping[Key, _Verdicts]:
    natures = [Remark.Nature.APPROVED, Remark.Nature.NEEDS_CHANGES]
    said = Remark.objects.filter(nature__in=natures, code__in=codes).order_by("at", "id")
    # An approval that its writer took back is none.
    said = said.exclude(nature=Remark.Nature.APPROVED, settled=Remark.Settled.TAKEN_BACK)
    newest = {}
    for kind, code, digest, nature in said.values_list("kind", "code", "digest", "nature"):
        newest[kind, code, digest] = nature
    found: dict[Key, _Verdicts] = defaultdict(_Verdicts)
    for (kind, code, digest), nature in newest.items():
        if nature == Remark.Nature.APPROVED:
            found[kind, code].approved.add(digest)
        else:
            found[kind, code].needs_changes.add(digest)
    return found


def _published_digest(last: Edition | None, kind: str, code: str) -> str:
    content = as_published(last, kind, code)
    return content_digest([kind, code, content]) if content else ""
