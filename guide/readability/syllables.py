"""Syllables of a word, in English and in French.

The hyphenation dictionaries alone count too few, since a printer breaks no single letter off
("é|quipe", "bod|y") and keeps some pairs together ("area"). Groups of vowels alone miss syllables
that touch ("create"). Each errs low where the other does not: we take the higher count, so that a
doubtful text looks harder, not easier, than it is.
"""

import re
from functools import lru_cache

from pyphen import Pyphen


@lru_cache(maxsize=20_000)
def syllables_en(word):
    return _of_parts(word, _groups_en, "en_US")


@lru_cache(maxsize=20_000)
def syllables_fr(word):
    """As spoken: a silent e at the end is not counted (ma-la-die, é-quipe, parlent)."""
    return _of_parts(re.sub(r"qu(?=[’'])", "k", word, flags=re.IGNORECASE), _groups_fr, "fr")


def _of_parts(word, groups, dictionary):
    """Parts between hyphens and apostrophes are counted one by one; a number counts as one
    syllable.
    """
    parts = [part for part in re.split(r"[\W\d_]+", word.lower()) if part]
    if len(parts) > 1:
        # l’, d’, ’s and the like have no vowel and add nothing
        return max(
            1,
            sum(
                _of_parts(part, groups, dictionary)
                for part in parts
                if re.search(groups.vowel, part)
            ),
        )
    return max([1, *(max(groups(part), _hyphens(part, dictionary)) for part in parts)])


def _hyphens(word, dictionary):
    return len(_dictionary(dictionary).positions(word)) + 1


@lru_cache
def _dictionary(name):
    return Pyphen(lang=name)


def _groups_en(word):
    """Groups of vowels, less the silent endings, plus the common pairs that are two syllables."""
    stem = re.sub(
        r"(?<=[^td])ed$|(?<![sxzcg])(?<![cs]h)(?<![^aeiou]l)es$|(?<![^aeiou]l)e$", "", word
    )
    stem = re.sub(r"(?<!l)e(?=(?:ment|less|ness|ful|ly)s?$)|(?<=^som)e|(?<=ev)e(?=ry)", "", stem)
    pairs = r"(?<![tscgx])i[aou]|(?<![qg])ua(?!r)|[aeiouy]ing|(?<=[aeiou][^aeiou])ea$|sm$"
    return len(re.findall(_groups_en.vowel, stem)) + len(re.findall(pairs, stem))


def _groups_fr(word):
    """Groups of vowels, less a silent ending; é, è and a trema begin a syllable, y between vowels
    parts two.
    """
    silent = r"(?:(?<=[qg])u)?e(?:s|nt)?$" if _is_silent_ent(word) else r"(?:(?<=[qg])u)?es?$"
    stem = re.sub(silent, "", word)
    stem = re.sub(r"(?<=[aeiouéèêâôû])y(?=[aeiouéèê])", "|", stem)
    stem = re.sub(r"é(?=[aeiouéè])", "é|", stem)
    stem = re.sub(r"(?<=[aeo])(?=[éèëï])", "|", stem)
    return len(re.findall(_groups_fr.vowel, stem))


def _is_silent_ent(word):
    """parlent, not souvent: the dictionary sets no hyphen before an ending that is not heard."""
    return word.endswith("ent") and not any(
        place >= len(word) - (5 if word.endswith("ient") else 4)
        for place in _dictionary("fr").positions(word)
    )


_groups_en.vowel = r"[aeiouyàâäéèêëîïôöùûü]+"
_groups_fr.vowel = r"[aeiouyàâäéèêëîïôöùûüÿœæ]+"
