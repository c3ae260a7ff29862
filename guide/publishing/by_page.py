"""Read a page and sign what stood open on it, in one act: each entry with its own digest."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from guide.lib.content import Key
from guide.models import BY_KIND, Entry

from .languages import LANGUAGES
from .refused import Refused
from .working_copy import Row

# What signs one entry, held, as it was read; it raises Refused with the reason.
Act = Callable[[Entry], None]
# What a person reads with care in one sitting; more is signed in several acts.
MOST_ENTRIES = 25
MOST_WORDS = 1500
SIGNED = ("approved", "withdrawn")


@dataclass
class Outcome:
    """What came of one act: the titles of what is signed, and (title, why not) of the others."""

    signed: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def is_signed(row: Row) -> bool:
    """Whether a named person signed the words as they stand."""
    return row.state in SIGNED and row.reviewer_name != ""


def is_whole(row: Row) -> bool:
    """Whether all of its words are there in both languages."""
    content = BY_KIND[row.kind].whole(row.content)
    for name in BY_KIND[row.kind].PAIRS:
        filled = [bool(content[name][language].strip()) for language in LANGUAGES]
        needed = name in BY_KIND[row.kind].REQUIRED or any(filled)
        if needed and not all(filled):
            return False
    return True


def one_act(rows: Iterable[Row]) -> set[Key]:
    """The first of these rows that can be signed together, in their order; one always can."""
    taken: set[Key] = set()
    words = 0
    for row in rows:
        words += row.words
        is_full = len(taken) == MOST_ENTRIES or words > MOST_WORDS
        if taken and is_full:
            break
        taken.add((row.kind, row.code))
    return taken


def too_much(rows: Iterable[Row]) -> str:
    """Why these cannot be signed in one act; "" where they can."""
    asked = list(rows)
    words = sum(row.words for row in asked)
    if len(asked) <= 1 or (len(asked) <= MOST_ENTRIES and words <= MOST_WORDS):
        return ""
    return _(
        "These are %(entries)s entries and %(words)s words. At most %(most)s entries and "
        "%(most_words)s words are signed at once: untick some, sign, then read on."
    ) % {
        "entries": len(asked),
        "words": words,
        "most": MOST_ENTRIES,
        "most_words": MOST_WORDS,
    }


def sign(
    read: Mapping[Key, Row],
    asked: Mapping[Key, str],
    act: Act,
) -> Outcome:
    """Sign each of these as it was read, or say by name why not.

    read: what stands on the page, all of its words. asked: {entry: digest of what was read}. act:
    what signs one of them. Raises Refused where it is too much for one act.
    """
    if said := too_much(read[key] for key in asked if key in read):
        raise Refused(said)
    outcome = Outcome()
    for key, digest in asked.items():
        row = read.get(key)
        if row is None:
            outcome.refused.append((" ".join(key), _("It does not stand on this page.")))
        elif said := _sign_one(row, digest, act):
            outcome.refused.append((row.title, said))
        else:
            outcome.signed.append(row.title)
    return outcome


def _sign_one(row: Row, digest: str, act: Act) -> str:
    """Why it could not be signed; "" once it is."""
    try:
        with transaction.atomic():
            _sign_as_read(row, digest, act)
    except Refused as refused:
        return str(refused)
    return ""


def _sign_as_read(row: Row, digest: str, act: Act) -> None:
    if not is_whole(row):
        raise Refused(_("Some of its words are missing in one language."))
    entry = BY_KIND[row.kind].objects.with_links().locked().filter(code=row.code).first()
    if entry is None:
        raise Refused(_("It was deleted in the meantime."))
    if entry.digest() != digest:
        raise Refused(_("It was changed after you opened the page. Read it again, then sign."))
    if entry.is_approved() and entry.reviewer_name:
        raise Refused(_("It is signed already, by %s.") % entry.reviewer_name)
    act(entry)
