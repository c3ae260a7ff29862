"""Who may sign an entry's exact content, and why somebody may not."""

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
class _Said:
    """The digests of an entry's contents, each where the newest word about it puts it."""

    approved: set[str] = field(default_factory=set)
    needs_changes: set[str] = field(default_factory=set)


def why_not(entry: Entry, by: User) -> str:
    """Why this person may not sign the entry as it stands, in a sentence; "" where nothing stands
    against it.
    """
    if said := why_nobody(entry):
        return said
    if settings.FOUR_EYES and by.pk in authors_since_approval(entry):
        return _own_words()
    return ""


def obstacles(rows: Iterable[Row], by: User) -> dict[Key, str]:
    """Why this person may not sign these entries, as `why_not` says it, for many at once; those
    that nothing stands against are left out.
    """
    asked = list(rows)
    commented = set(Remark.objects.by_link().values_list("kind", "code"))
    authors = authors_by_entry(asked) if settings.FOUR_EYES else {}
    found = {}
    for row in asked:
        key = row.kind, row.code
        said = _why_nobody(row.objected, has_comment=key in commented)
        if not said and by.pk in authors.get(key, ()):
            said = _own_words()
        if said:
            found[key] = said
    return found


def _own_words() -> str:
    return _("You edited this since it was approved last, so someone else has to approve it.")


def why_not_by_link(entry: Entry, by: User, name: str) -> str:
    """The same for a clinician of this name who was invited `by` a colleague."""
    return why_nobody(entry) or why_not_invited(entry, by, name)


def why_not_invited(entry: Entry, by: User, name: str) -> str:
    """Why this colleague may not invite a clinician of this name to sign the entry, whatever stands
    open about it.
    """
    if not name.strip():
        return _(
            "This link was made for nobody by name, so nobody can sign through it. Ask for a new "
            "one."
        )
    if not settings.FOUR_EYES:
        return ""
    authors = list(User.objects.filter(pk__in=authors_since_approval(entry)))
    if by in authors:
        return _("Whoever sent this link edited the text, so someone else has to invite.")
    if any(is_named(author, name) for author in authors):
        return _("%s edited this text, so someone else has to approve it.") % name
    return ""


def why_nobody(entry: Entry) -> str:
    """Why nobody may sign this entry now; "" where somebody may."""
    by_link = Remark.objects.of(entry).by_link()
    return _why_nobody(entry.objected, has_comment=not entry.objected and by_link.exists())


def _why_nobody(objected: bool, *, has_comment: bool) -> str:
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


def signers(entry: Entry) -> list[User]:
    """The colleagues who can sign this entry, or invite somebody who does: who may approve and
    edited none of it. By name.
    """
    authors = authors_since_approval(entry) if settings.FOUR_EYES else set()
    people = User.objects.with_perm(APPROVE).filter(is_staff=True)
    return list(people.exclude(pk__in=authors).order_by("first_name", "last_name", "username"))


def authors_since_approval(entry: Entry) -> set[int]:
    """The ids of those whose words stand in the entry since it was approved last."""
    return authors_by_entry([row_of(entry)])[entry.kind_name(), entry.code]


def authors_by_entry(rows: Iterable[Row]) -> dict[Key, set[int]]:
    """The same for many entries at once."""
    by_key = {(row.kind, row.code): row for row in rows}
    codes = {code for _kind, code in by_key}
    versions = _versions(codes)
    said = _said(codes)
    last = last_edition()
    authors = {}
    for key, row in by_key.items():
        published = _published_digest(last, *key)
        authors[key] = _authors(row, versions.get(key, []), said.get(key, _Said()), published)
    return authors


def _authors(row: Row, versions: list[Version], said: _Said, published: str) -> set[int]:
    """versions: oldest first. published: the digest of what families read; "" where they do not."""
    approved = {row.approved_digest, published} - said.needs_changes
    before, later = since_approval(versions, approved | said.approved)
    authors = authors_of(before, later)
    kept = versions[-1]["digest"] if versions else ""
    if row.digest not in (kept, row.approved_digest) and row.edited_by_id:
        authors.add(row.edited_by_id)  # saved by a way that keeps no history
    return authors


def is_named(user: User, name: str) -> bool:
    """Whether this could be the name of this colleague: all words of it, with or without a title
    before them.
    """
    words = _words(name)
    return _words(name_of(user)) <= words or user.get_username().casefold() in words


def _words(name: str) -> set[str]:
    return set(unicodedata.normalize("NFKC", name).casefold().replace(".", " ").split())


def _versions(codes: Collection[str]) -> Mapping[Key, list[Version]]:
    """What was saved of each entry, oldest first."""
    kept = EntryVersion.objects.filter(code__in=codes).order_by("version")
    found: dict[Key, list[Version]] = defaultdict(list)
    for kind, code, content, digest, by in kept.values_list(
        "kind", "code", "content", "digest", "by"
    ):
        found[kind, code].append({"content": content, "digest": digest, "by": by})
    return found


def _said(codes: Collection[str]) -> Mapping[Key, _Said]:
    natures = [Remark.Nature.APPROVED, Remark.Nature.NEEDS_CHANGES]
    said = Remark.objects.filter(nature__in=natures, code__in=codes).order_by("at", "id")
    # An approval that its writer took back is none.
    said = said.exclude(nature=Remark.Nature.APPROVED, settled=Remark.Settled.TAKEN_BACK)
    newest = {}
    for kind, code, digest, nature in said.values_list("kind", "code", "digest", "nature"):
        newest[kind, code, digest] = nature
    found: dict[Key, _Said] = defaultdict(_Said)
    for (kind, code, digest), nature in newest.items():
        if nature == Remark.Nature.APPROVED:
            found[kind, code].approved.add(digest)
        else:
            found[kind, code].needs_changes.add(digest)
    return found


def _published_digest(last: Edition | None, kind: str, code: str) -> str:
    content = as_published(last, kind, code)
    return content_digest([kind, code, content]) if content else ""
