"""What staff look for, found in the working copy: any kind, both languages, letters folded as the
families' search folds them, numbers by their digits.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from typing import Any

from guide.edition.excerpt import Excerpt, excerpt_of
from guide.edition.plain import plain_text
from guide.edition.spelling import PART, fold, words_of
from guide.lib.telephone import dialled
from guide.lib.text import is_rich, typed
from guide.models import BY_KIND
from guide.models.names import field_in_words
from guide.publishing.working_copy import Row

LONGEST_QUERY = 200
MOST_PLACES = 2
# A number as people write it: 1 888 939-3333, (514) 787-8801, 250 $.
NUMBER = re.compile(r"\+?\(?\d(?:[\d\s().\-\u2010\u2011\u00a0\u202f]*\d)?")
NO_DIGIT = re.compile(r"\D")
LINK = re.compile(r'href="([^"]*)"')
FEWEST_DIGITS = 3


@dataclass(frozen=True)
class Place:
    """Where it stands: what the form calls the field, and the words around."""

    field: str
    language: str
    excerpt: Excerpt


@dataclass(frozen=True)
class Sought:
    """What was typed. words: folded, the last may be the beginning of one. digits: of a number."""

    words: tuple[str, ...]
    digits: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.digits)


# (field, language, words): the language is "" for a field without one.
Text = tuple[str, str, str]


@dataclass(frozen=True)
class Hit:
    """An entry that was found. texts: those that say some of it, the one that says most first."""

    row: Row
    texts: tuple[Text, ...]
    sought: Sought

    @cached_property
    def places(self) -> list[Place]:
        """The first of them, with the words around."""
        found = []
        for name, language, text in self.texts[:MOST_PLACES]:
            field = field_in_words(self.row.kind, name, language)
            found.append(Place(field, language, _around(text, self.sought)))
        return found

    @property
    def is_in_title(self) -> bool:
        """Whether its name or its code says all of it."""
        title = "title" if self.row.kind == "source" else BY_KIND[self.row.kind].PAIRS[0]
        for name, _language, text in self.texts:
            if name in ("code", title) and _has_all(self.sought, [text]):
                return True
        return False


def read_query(query: str) -> Sought:
    """What somebody typed: a number where it holds nothing but digits and what stands between."""
    query = typed(query[:LONGEST_QUERY])
    number = NUMBER.fullmatch(query)
    digits = _digits_of(query) if number else _digits_of(dialled(query))
    if len(digits) >= FEWEST_DIGITS:
        return Sought((), digits)
    words = [fold(part) for part in PART.findall(query)]
    return Sought(tuple(word for word in words if word))


def find(sought: Sought, rows: Iterable[Row]) -> list[Hit]:
    """The entries that have all of it, those that have it in their name first."""
    if sought.is_empty:
        return []
    found = []
    for row in rows:
        texts = _texts_of(row)
        if _has_all(sought, [text for _name, _language, text in texts]):
            found.append(_hit(row, texts, sought))
    return sorted(found, key=lambda hit: not hit.is_in_title)


def _texts_of(row: Row) -> list[Text]:
    """(field, language, words) of all that an entry says, its code and its note included."""
    found = [("code", "", row.code), ("note", "", row.note)]
    for name, value in row.content.items():
        found += _texts_in(name, value)
    return [one for one in found if one[2]]


def _texts_in(name: str, value: Any) -> Iterator[Text]:
    if isinstance(value, str):
        yield name, "", value
    elif isinstance(value, dict):
        for language, text in value.items():
            yield name, language, _plain(text)
    elif isinstance(value, list):
        for part in value:
            yield name, "", " ".join(map(str, _values(part)))


def _values(part: Any) -> list[Any]:
    return [value for value in part.values() if value] if isinstance(part, dict) else [part]


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    """The words of a text, and where its links lead."""
    if not is_rich(text):
        return text
    return "\n".join([plain_text(text), *map(unescape, LINK.findall(text))])


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """Every word folded, each behind a space: a query's words are looked for as beginnings."""
    return " " + " ".join([_fold(part) for part in PART.findall(text)])


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> str:
    """The digits of each number of a text, one a line; those of a number in letters too."""
    found = []
    for number in [*NUMBER.findall(text), dialled(text)]:
        digits = _digits_of(number)
        found.append(f"1{digits}" if len(digits) == 10 else digits)
    return "\n".join(found)


def _digits_of(text: str) -> str:
    """Without the 1 before a number of ten digits, which one writes or leaves out."""
    digits = NO_DIGIT.sub("", text)
    if len(digits) == 11:
        return digits.removeprefix("1")
    return digits


def _has_all(sought: Sought, texts: list[str]) -> bool:
    if sought.digits:
        return any(sought.digits in _numbers(text) for text in texts)
    # No word reaches from one text into the next.
    everything = "\n".join([_folded(text) for text in texts])
    return all(f" {word}" in everything for word in sought.words)


def _hit(row: Row, texts: list[Text], sought: Sought) -> Hit:
    """The texts that hold something of what was typed, those with most of it first."""

    def count(text: Text) -> int:
        return _count(text[2], sought)

    said = [text for text in texts if count(text)]
    said.sort(key=count, reverse=True)
    return Hit(row, tuple(said), sought)


def _count(text: str, sought: Sought) -> int:
    """How much of what was typed stands in a text."""
    if sought.digits:
        return int(sought.digits in _numbers(text))
    folded = _folded(text)
    together = f" {' '.join(sought.words)}" in folded
    return sum(f" {word}" in folded for word in sought.words) + together


def _around(text: str, sought: Sought) -> Excerpt:
    """The words around, what was looked for marked."""
    if sought.digits:
        return _around_number(text, sought.digits)
    beginnings = sought.words
    met = {word for word, _start, _end in words_of(text, _fold) if word.startswith(beginnings)}
    return excerpt_of(text, met, _fold)


def _around_number(text: str, digits: str) -> Excerpt:
    for number in NUMBER.finditer(text):
        if digits in _digits_of(number.group()):
            before = text[: number.start()][-80:]
            after = text[number.end() :][:80]
            pieces = ((before, False), (number.group(), True), (after, False))
            return tuple(piece for piece in pieces if piece[0])
    return ((text[:160], True),)
