"""What staff do to let words out: approve, publish, go back."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guide.edition import current
from guide.lib.content import GuideContent, Key
from guide.models import ENTRY_MODELS, Edition, Entry, Remark
from guide.models.entry import LONGEST_REVIEWER
from guide.roles import name_of

from . import audit, basket
from .approvers import why_not_approve, why_not_approve_by_link
from .changes import changes
from .checks import new_problems
from .compile import compile_next, last_edition
from .edition_numbers import next_number
from .refused import Refused
from .remarks import remark
from .service_checks import differing_checks, words_digest

# {language: words for readers about an edition}; a language that is missing says nothing.
Note = Mapping[str, str]

APPROVAL = ["approved_digest", "approved_at", "approved_by", "reviewer_name", "review_due"]
CHANGED_SINCE = gettext_lazy("What would be published has changed since it was looked at.")
A_MOMENT = timedelta(minutes=2)
PUBLISHED_MEANWHILE = gettext_lazy(
    "Somebody else published in the meantime. Look at the changes again."
)


def approve(entry: Entry, by: User, *, review_due: date | None = None) -> None:
    """Sign the entry's exact content; any later edit voids it.

    review_due: when it has to be reviewed again; None leaves that day as it is. Raises Refused with
    the reason: see `approvers`.
    """
    if reason := why_not_approve(entry, by):
        raise Refused(reason)
    _sign(entry, by=by, name=name_of(by), review_due=review_due)
    remark(entry, by, Remark.Nature.APPROVED)
    audit.record(by, "approved", entry)


def approve_by_link(entry: Entry, name: str, invited_by: User, *, review_due: date | None) -> None:
    """Sign for a clinician without an account, who read it by a review link. Whoever invited
    answers for it.

    name: that of the person who was invited, and no other. Raises Refused with the reason: see
    `approvers`.
    """
    if entry.is_approved() and entry.reviewer_name:
        raise Refused(_("This text is approved already, by %s.") % entry.reviewer_name)
    if reason := why_not_approve_by_link(entry, invited_by, name):
        raise Refused(reason)
    _sign(entry, by=invited_by, name=name, review_due=review_due)
    remark(entry, invited_by, Remark.Nature.APPROVED, guest=name)
    audit.record(invited_by, "approved-by-link", entry, name=name)


def approve_as_starter(entry: Entry) -> None:
    """Let starter text out without a reviewer: pages then say that nobody has reviewed it."""
    _sign(entry, by=None, name="", review_due=None)


def _sign(entry: Entry, *, by: User | None, name: str, review_due: date | None) -> None:
    if len(name) > LONGEST_REVIEWER:
        said = _("The name “%(name)s…” has more than %(most)s letters, too many to be printed.")
        raise Refused(said % {"name": name[:40], "most": LONGEST_REVIEWER})
    entry.approved_digest = entry.digest()
    entry.approved_at = timezone.now()
    entry.approved_by = by
    entry.reviewer_name = name
    entry.review_due = review_due or entry.review_due
    entry.save(update_fields=APPROVAL)


def publish(
    by: User | None,
    note: Note | None = None,
    *,
    nature: str = Edition.Nature.CHANGE,
    expected: int | None = None,
    digest: str | None = None,
    ticked: Collection[Key] | None = None,
    corrections: Collection[Key] = (),
) -> Edition:
    """Check and store the next edition in one transaction. Whether `by` may publish is asked by who
    calls it: `@requires(PUBLISH)` at the desk, the plan when it goes out.

    by: the publisher, None for a command. nature: an Edition.Nature. expected: number of the
    edition that the publisher saw as the newest (0 for none); if another came in between, nothing
    is published. digest: that of all that could have gone out when the publisher looked; if it is
    another by now, nothing is published either. ticked: the changes that go out; without it all but
    what is held. corrections: those of them that put something right. Raises Refused.
    """
    with transaction.atomic():
        _lock_every_entry()
        last = last_edition()
        if expected is not None and expected != number_of(last):
            raise Refused(_published_meanwhile(last, by))
        compiled = compile_next(last)
        if digest is not None and digest != words_digest(compiled):
            raise Refused(CHANGED_SINCE)
        going = basket.going_out(basket.items(last, compiled), ticked)
        content = basket.next_content(last, compiled, going)
        if stopping := new_problems(content, last.content if last else None):
            raise Refused(_("This cannot be published yet."), stopping)
        if last and not (changes(last.content, content) or differing_checks(last.content, content)):
            raise Refused(_("Nothing has changed since the last edition."))
        corrected = sorted(going.intersection(corrections))
        if corrected:
            nature = Edition.Nature.CORRECTION
        edition = _store(content, by=by, note=note, nature=nature, corrections=corrected)
        audit.record(by, "published", edition)
        return edition


def _published_meanwhile(last: Edition | None, by: User | None) -> str:
    """A second press of the button is no colleague's work."""
    is_own = last is not None and by is not None and last.published_by == by
    if last is None or not is_own or last.published_at < timezone.now() - A_MOMENT:
        return str(PUBLISHED_MEANWHILE)
    said = _("You published this a moment ago, as edition %(number)s. Nothing was published twice.")
    return said % {"number": last.number}


def _lock_every_entry() -> None:
    """Until the edition is there nobody approves, objects or edits: what a reviewer took back a
    moment before must not go out a moment later.
    """
    for model in ENTRY_MODELS:
        list(model.objects.locked().order_by("pk").values_list("pk"))


def go_back(
    edition: Edition,
    by: User | None,
    note: Note | None = None,
    *,
    nature: str = Edition.Nature.CHANGE,
    expected: int | None = None,
    kept: Collection[Key] = (),
) -> Edition:
    """A new edition with the content of an earlier one. The working copy stays as it is, and what
    is taken back so is held: see `basket`.

    kept: entries that stay as families read them now, as what a correction put right since; what is
    objected to stays so too. The others are those of `publish`. Raises Refused.
    """
    with transaction.atomic():
        _lock_every_entry()
        last = last_edition()
        if last is None or (expected is not None and expected != last.number):
            raise Refused(PUBLISHED_MEANWHILE)
        objected = {item.key for item in basket.objected_to(edition, last)}
        content = basket.earlier_content(edition, last, objected.union(kept))
        if not changes(last.content, content):
            raise Refused(_("Families already read this content."))
        if stopping := new_problems(content, last.content):
            raise Refused(_("This edition cannot come back with these corrections kept."), stopping)
        new = _store(content, by=by, note=note, nature=nature, restores=edition)
        audit.record(by, "went-back", new, number=edition.number)
        return new


def number_of(last: Edition | None) -> int:
    """The number of the newest edition, 0 where there is none."""
    return last.number if last else 0


def _store(
    content: GuideContent,
    *,
    by: User | None,
    note: Note | None,
    nature: str,
    restores: Edition | None = None,
    corrections: Collection[Key] = (),
) -> Edition:
    note = note or {}
    edition = Edition(
        number=next_number(),
        content=content,
        nature=nature,
        corrections=[list(key) for key in corrections],
        note_en=note.get("en", ""),
        note_fr=note.get("fr", ""),
        published_at=timezone.now(),
        published_by=by,
        restores=restores,
    )
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError:
        raise Refused(
            _("Somebody else published at the same moment. Look at the changes again.")
        ) from None
    current.published()
    return edition
