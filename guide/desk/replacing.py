"""One word or number replaced wherever the working copy says it: each place told before, then made
as an edit of each entry, which waits for review like any other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from guide.handout.printable import is_read, why_not_printable
from guide.lib.content import Content
from guide.lib.telephone import dialled
from guide.lib.text import is_rich, normal_line
from guide.models import BY_KIND, Entry
from guide.models.fields import LineField, LinesField, RichTextField, WebAddressField
from guide.publishing.audit import record
from guide.publishing.working_copy import Row
from guide.publishing.write import write_entry

LONGEST = 200
FEWEST_DIGITS = 7
# Said by whoever checked or saw, on that day; and codes of other systems. Not words of the guide.
NOT_WORDS = ("checked_by", "seen_on", "record_codes")
TAG = re.compile(r"(<[^<>]*>)")
HREF = re.compile(r'(?<=href=")[^"]*(?=")')
BETWEEN = r"[\s.()\-\u2010\u2011\u00a0\u202f]*"
# What looks the same to whoever types: a blank, an apostrophe, a hyphen.
TWINS = {" ": "[ \u00a0\u202f]+", "'": "['’]", "’": "['’]", "-": "[-\u2010\u2011]"}


class NotReplaceable(ValueError):
    """What was typed cannot be looked for, or put there; the message is a sentence."""


@dataclass(frozen=True)
class Wanted:
    """Replace `old` by `new`. any_case: whatever capitals it has; a first capital stays one."""

    old: str
    new: str
    any_case: bool = False

    @property
    def digits(self) -> str:
        """Of a telephone number, which is found however it is written; "" of words."""
        digits = re.sub(r"\D", "", self.old)
        is_number = re.fullmatch(r"\+?[\d\s.()\-\u2010\u2011]+", self.old) is not None
        if not is_number or len(digits) < FEWEST_DIGITS:
            return ""
        return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


@dataclass(frozen=True)
class Place:
    """One text that would read otherwise. why_not: why it stays as it is, as a sentence."""

    kind: str
    code: str
    field: str
    language: str
    before: str
    after: str
    why_not: str = ""

    @property
    def name(self) -> str:
        """As a form sends it."""
        return f"{self.kind}:{self.code}:{self.field}:{self.language}"


def read_wanted(old: str, new: str, *, any_case: bool = False) -> Wanted:
    """What was typed, in its normal form. Raises NotReplaceable."""
    wanted = Wanted(normal_line(old)[:LONGEST], normal_line(new)[:LONGEST], any_case)
    if len(wanted.old) < 2:
        raise NotReplaceable(_("Type at least two letters or digits to be replaced."))
    if wanted.old == wanted.new:
        raise NotReplaceable(_("Both are the same: nothing would change."))
    if wanted.digits and not dialled(wanted.new):
        said = _("“%s” is not surely one telephone number, so it cannot stand in the place of one.")
        raise NotReplaceable(said % wanted.new)
    return wanted


def places_of(wanted: Wanted, rows: Iterable[Row]) -> list[Place]:
    """Every text of the working copy that says it, by entry; what would not be accepted, with the
    reason.
    """
    found = []
    for row in rows:
        model = BY_KIND[row.kind]
        whole = model.whole(row.content)
        for name, language in _texts_of(model):
            text = whole[name][language] if language else whole[name]
            if text:
                found += _places_in(wanted, row, name, language, text)
    return found


def _texts_of(model: type[Entry]) -> Iterator[tuple[str, str]]:
    """(field, language) of all words of a kind; the language is "" for a field without one."""
    for name in model.PAIRS:
        yield from ((name, language) for language in ("en", "fr"))
    for name in model.PLAIN:
        field = model._meta.get_field(name)
        is_text = isinstance(field, LineField | LinesField | WebAddressField)
        if name == "email" or (is_text and not field.choices and name not in NOT_WORDS):
            yield name, ""


def _places_in(wanted: Wanted, row: Row, name: str, language: str, text: str) -> Iterator[Place]:
    pattern = _pattern(wanted)
    after = replaced(text, wanted)
    why_not = ""
    if after == text:
        if not (is_rich(text) and pattern.search(_words(text))):
            return
        why_not = _("It stands partly in a link or in stressed words: change it by hand.")
    else:
        why_not = _why_not(row.kind, name, language, after)
    yield Place(row.kind, row.code, name, language, text, after, why_not)


def _why_not(kind: str, name: str, language: str, text: str) -> str:
    """What the entry's form would say against this text; "" where it takes it."""
    field = BY_KIND[kind]._meta.get_field(f"{name}_{language}" if language else name)
    longest = getattr(field, "max_length", None)
    if longest and not isinstance(field, RichTextField) and len(text) > longest:
        return _("It would be longer than %s characters.") % longest
    if not text.strip() and language and name in BY_KIND[kind].REQUIRED:
        return _("Nothing would be left of it.")
    return why_not_printable(text) if is_read(kind, name) else ""


def replaced(text: str, wanted: Wanted) -> str:
    """The text with `new` in every place of `old`: in its words, and where its links lead."""
    pattern = _pattern(wanted)
    if not is_rich(text):
        return pattern.sub(lambda found: _new(found, wanted), text)
    parts = TAG.split(text)
    for place, part in enumerate(parts):
        if part.startswith("<"):
            parts[place] = HREF.sub(lambda found: _address(found.group(), wanted), part)
            continue
        words = unescape(part)
        # Where nothing is replaced, the text stays as it was written, entities and all.
        if pattern.search(words):
            changed = pattern.sub(lambda found: _new(found, wanted), words)
            parts[place] = escape(changed, quote=False)
    return "".join(parts)


def _address(address: str, wanted: Wanted) -> str:
    """Where a link leads: a number's link calls the new one, an address is another."""
    plain = unescape(address)
    if wanted.digits:
        if plain.startswith("tel:") and _pattern(wanted).fullmatch(plain.removeprefix("tel:")):
            return f"tel:{dialled(wanted.new)}"
        return address
    is_part_of_an_address = " " not in wanted.old and re.search(r"[./@]", wanted.old)
    if not is_part_of_an_address:
        return address
    return escape(_pattern(wanted).sub(lambda found: wanted.new, plain))


def _pattern(wanted: Wanted) -> re.Pattern[str]:
    if wanted.digits:
        return _pattern_of_number(wanted.digits)
    return _pattern_of_words(wanted.old, any_case=wanted.any_case)


def _pattern_of_number(digits: str) -> re.Pattern[str]:
    """A telephone number however it is parted, but never a piece of a longer one."""
    # Before ten digits the 1 of the country may be written or left out.
    country = rf"(?:\+?1{BETWEEN})?" if len(digits) == 10 else r"\+?"
    number = BETWEEN.join(digits)
    return re.compile(rf"(?<![\d+]){country}\(?{number}(?!\d)")


def _pattern_of_words(words: str, *, any_case: bool) -> re.Pattern[str]:
    """Whole words: “scan” is not found in “scans”."""
    letters = []
    for letter in words:
        letters.append(TWINS.get(letter) or re.escape(letter))
    begin = r"(?<!\w)" if words[0].isalnum() else ""
    end = r"(?!\w)" if words[-1].isalnum() else ""
    flags = re.IGNORECASE if any_case else 0
    return re.compile(f"{begin}{''.join(letters)}{end}", flags)


def _new(found: re.Match[str], wanted: Wanted) -> str:
    if wanted.any_case and found.group()[:1].isupper():
        return wanted.new[:1].upper() + wanted.new[1:]
    return wanted.new


def _words(html: str) -> str:
    return unescape(TAG.sub("", html))


def replace_in_entry(
    kind: str, code: str, seen: str, names: set[str], wanted: Wanted, by: User
) -> Entry:
    """Make the edit of one entry in the ticked places (`Place.name`); returns the entry.

    seen: the digest of the content that was looked at. Raises NotReplaceable where it says
    something else by now, UnreadableContent where a form would refuse it. Nothing is approved.
    """
    with transaction.atomic():
        entry = BY_KIND[kind].objects.with_links().locked().filter(code=code).first()
        if entry is None or entry.digest() != seen:
            raise NotReplaceable(_("Somebody changed it in the meantime. Look at it again."))
        whole = entry.whole(entry.content())
        changed: Content = {}
        for name, language in _texts_of(BY_KIND[kind]):
            if f"{kind}:{code}:{name}:{language}" not in names:
                continue
            if language:
                pair = changed.setdefault(name, dict(whole[name]))
                pair[language] = replaced(pair[language], wanted)
            else:
                changed[name] = replaced(whole[name], wanted)
        written = write_entry(kind, code, changed, by=by, check=True)
        record(by, "replaced", written, old=wanted.old, new=wanted.new)
        return written
