"""Syllables of a word, in English and in French.

The hyphenation dictionaries alone count too few, since a printer breaks no single letter off
("é|quipe", "bod|y") and keeps some pairs together ("area"). Groups of vowels alone miss syllables
that touch ("create"). Each errs low where the other does not: we take the higher count, so that a
doubtful text looks harder, not easier, than it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pyphen import Pyphen

VOWELS_EN = re.compile("[aeiouyàâäéèêëîïôöùûü]+")
VOWELS_FR = re.compile("[aeiouyàâäéèêëîïôöùûüÿœæ]+")
BETWEEN_PARTS = re.compile(r"[\W\d_]+")

# English endings that are written and not heard: liked, takes, people; lovely, somehow, every.
SILENT_END_EN = re.compile(
    r"(?<=[^td])ed$|(?<![sxzcg])(?<![cs]h)(?<![^aeiou]l)es$|(?<![^aeiou]l)e$"
)
SILENT_INSIDE_EN = re.compile(r"(?<!l)e(?=(?:ment|less|ness|ful|ly)s?$)|(?<=^som)e|(?<=ev)e(?=ry)")
# Vowels that touch and are two syllables all the same: radiation, gradual, being, area, rhythm.
TWO_SYLLABLES_EN = re.compile(
    r"(?<![tscgx])i[aou]|(?<![qg])ua(?!r)|[aeiouy]ing|(?<=[aeiou][^aeiou])ea$|sm$"
)

SILENT_END_FR = re.compile(r"(?:(?<=[qg])u)?es?$")
SILENT_END_OF_VERB_FR = re.compile(r"(?:(?<=[qg])u)?e(?:s|nt)?$")
Y_BETWEEN_VOWELS_FR = re.compile(r"(?<=[aeiouéèêâôû])y(?=[aeiouéèê])")
ACUTE_BEFORE_VOWEL_FR = re.compile(r"é(?=[aeiouéè])")
BEFORE_ACCENT_FR = re.compile(r"(?<=[aeo])(?=[éèëï])")
QU_CUT_OFF_FR = re.compile(r"qu(?=[’'])", re.IGNORECASE)


@dataclass(frozen=True)
class _Language:
    dictionary: str  # as Pyphen calls it
    vowels: re.Pattern[str]
    groups: Callable[[str], int]


@lru_cache(maxsize=20_000)
def syllables_en(word: str) -> int:
    """How many syllables an English word has, at least 1.

    Parts between hyphens and apostrophes are counted one by one; a number counts as one.
    """
    return _syllables(word, ENGLISH)


@lru_cache(maxsize=20_000)
def syllables_fr(word: str) -> int:
    """The same in French, as spoken: a silent e at the end is not counted (ma-la-die, é-quipe,
    parlent).
    """
    return _syllables(QU_CUT_OFF_FR.sub("k", word), FRENCH)


def _syllables(word: str, language: _Language) -> int:
    parts = [part for part in BETWEEN_PARTS.split(word.lower()) if part]
    if len(parts) > 1:
        # l’, d’, ’s and the like have no vowel and add nothing
        parts = [part for part in parts if language.vowels.search(part)]
    counted = [_of_part(part, language) for part in parts]
    return max(1, sum(counted))


def _of_part(part: str, language: _Language) -> int:
    return max(1, language.groups(part), _hyphenated(part, language.dictionary))


def _hyphenated(word: str, dictionary: str) -> int:
    """How many pieces a printer may break the word into."""
    return len(_dictionary(dictionary).positions(word)) + 1


@lru_cache
def _dictionary(name: str) -> Pyphen:
    return Pyphen(lang=name)


def _groups_en(word: str) -> int:
    """Groups of vowels, less the silent endings, plus the common pairs that are two syllables."""
    heard = SILENT_END_EN.sub("", word)
    heard = SILENT_INSIDE_EN.sub("", heard)
    return len(VOWELS_EN.findall(heard)) + len(TWO_SYLLABLES_EN.findall(heard))


def _groups_fr(word: str) -> int:
    """Groups of vowels, less a silent ending; é, è and a trema begin a syllable, y between vowels
    parts two.
    """
    silent = SILENT_END_OF_VERB_FR if _ends_in_silent_ent(word) else SILENT_END_FR
    heard = silent.sub("", word)
    heard = Y_BETWEEN_VOWELS_FR.sub("|", heard)
    heard = ACUTE_BEFORE_VOWEL_FR.sub("é|", heard)
    heard = BEFORE_ACCENT_FR.sub("|", heard)
    return len(VOWELS_FR.findall(heard))


def _ends_in_silent_ent(word: str) -> bool:
    """parlent, not souvent: the dictionary sets no hyphen before an ending that is not heard."""
    if not word.endswith("ent"):
        return False
    ending = 5 if word.endswith("ient") else 4
    hyphens = _dictionary("fr").positions(word)
    return all(place < len(word) - ending for place in hyphens)


ENGLISH = _Language("en_US", VOWELS_EN, _groups_en)
FRENCH = _Language("fr", VOWELS_FR, _groups_fr)
