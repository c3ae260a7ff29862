"""Who may sign an entry's exact content, and why somebody may not."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from guide.models import Entry, EntryVersion, Remark, content_digest
from guide.roles import APPROVE, name_of

from .compile import as_published, last_edition
from .four_eyes import authors_of, since_approval
from .working_copy import Row, row_of

Key = tuple[str, str]


def why_not(entry: Entry, by) -> str:
    """Why this person may not sign the entry as it stands, in a sentence; "" where nothing stands
    against it.
    """
    if said := why_nobody(entry):
        return said
    if settings.FOUR_EYES and by.pk in authors_since_approval(entry):
        return _("You edited this since it was approved last, so someone else has to approve it.")
    return ""


def why_not_by_link(entry: Entry, by, name: str) -> str:
    """The same for a clinician of this name who was invited `by` a colleague."""
    return why_nobody(entry) or why_not_invited(entry, by, name)


def why_not_invited(entry: Entry, by, name: str) -> str:
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
    authors = get_user_model().objects.filter(pk__in=authors_since_approval(entry))
    if any(author.pk == by.pk for author in authors):
        return _("Whoever sent this link edited the text, so someone else has to invite.")
    if any(is_named(author, name) for author in authors):
        return _("%s edited this text, so someone else has to approve it.") % name
    return ""


def why_nobody(entry: Entry) -> str:
    """Why nobody may sign this entry now."""
    if entry.objected:
        return _(
            "Somebody asked for changes. Until that is taken back or answered, nobody can "
            "approve this text."
        )
    if Remark.objects.of(entry).by_link().exists():
        return _(
            "A comment that came by a review link waits for an answer. Until then nobody can "
            "approve this text."
        )
    return ""


def signers(entry: Entry) -> list:
    """The colleagues who can sign this entry, or invite somebody who does: who may approve and
    edited none of it.
    """
    authors = authors_since_approval(entry) if settings.FOUR_EYES else ()
    people = get_user_model().objects.with_perm(APPROVE).filter(is_staff=True)
    return list(people.exclude(pk__in=authors).order_by("first_name", "last_name", "username"))


def authors_since_approval(entry: Entry) -> set[int]:
    """The ids of those whose words stand in the entry since it was approved last."""
    [authors] = authors_by_entry([row_of(entry)]).values()
    return authors


def authors_by_entry(rows: Iterable[Row]) -> dict[Key, set[int]]:
    """The same for many entries at once, by kind and code."""
    rows = {(row.kind, row.code): row for row in rows}
    versions, said, last = _versions(rows), _digests_said(rows), last_edition()
    return {
        key: _authors(row, versions[key], said[key], _published_digest(last, *key))
        for key, row in rows.items()
    }


def _authors(row, versions, said, published):
    approved = {row.approved_digest, published} - said[Remark.Nature.NEEDS_CHANGES]
    before, later = since_approval(versions, approved | said[Remark.Nature.APPROVED])
    authors = authors_of(before, later)
    kept = versions[-1]["digest"] if versions else ""
    if row.digest not in (kept, row.approved_digest) and row.edited_by_id:
        authors.add(row.edited_by_id)  # saved by a way that keeps no history
    return authors


def is_named(user, name: str) -> bool:
    """Whether this could be the name of this colleague: all words of it, with or without a title
    before them.
    """
    words = _words(name)
    return _words(name_of(user)) <= words or user.get_username().casefold() in words


def _words(name):
    return set(unicodedata.normalize("NFKC", name).casefold().replace(".", " ").split())


def _versions(keys: Iterable[Key]):
    rows = EntryVersion.objects.filter(code__in={code for _kind, code in keys}).order_by("version")
    found = defaultdict(list)
    for version in rows.values("kind", "code", "content", "digest", "by"):
        found[version["kind"], version["code"]].append(version)
    return found


def _digests_said(keys: Iterable[Key]):
    """{key: {"approved": digests, "needs-changes": digests}}, each digest where the newest word
    about it puts it.
    """
    natures = [Remark.Nature.APPROVED, Remark.Nature.NEEDS_CHANGES]
    said = Remark.objects.filter(
        nature__in=natures, code__in={code for _kind, code in keys}
    ).order_by("at", "id")
    newest = {}
    for kind, code, digest, nature in said.values_list("kind", "code", "digest", "nature"):
        newest[kind, code, digest] = nature
    found = defaultdict(lambda: {nature: set() for nature in natures})
    for (kind, code, digest), nature in newest.items():
        found[kind, code][nature].add(digest)
    return found


def _published_digest(last, kind, code):
    content = as_published(last, kind, code)
    return content_digest([kind, code, content]) if content else ""
