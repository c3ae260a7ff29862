"""How hard a text is to read: a school grade for English, an ease score for French.

Both formulas look at two things only, the length of sentences and the length of words. They say
nothing of whether a text is clear or right; they find the paragraphs to look at again.

Words are what stands between spaces ("l’équipe" and "follow-up" are one word each). A sentence ends
at . ! ? … or at the end of a line. Text without any word has no grade: the functions return None.
`except_words` are medical names that a text cannot do without: each word of such a name, and of its
plural in s, counts as two syllables at most.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from guide.edition.plain import plain_text

from .syllables import syllables_en, syllables_fr

WORD = re.compile(r"[^\W_]+(?:[-’'.·][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[»”’\")\s]*(?:\s|$)|\n")
NO_NAMES = re.compile(r"(?!)")
MOST_SYLLABLES_OF_A_NAME = 2


@dataclass(frozen=True)
class Count:
    """How many words, sentences and syllables a text has; there is at least one word."""

    words: int
    sentences: int
    syllables: int


def flesch_kincaid_grade(text: str, except_words: Iterable[str] = ()) -> float | None:
    """The school grade that an English text asks for: lower is easier, 6 is our aim. None without
    words.

    Kincaid, Fishburne, Rogers and Chissom, “Derivation of new readability formulas (Automated
    Readability Index, Fog Count and Flesch Reading Ease formula) for Navy enlisted personnel”,
    Research Branch Report 8-75, Naval Technical Training Command, 1975.
    """
    found = _count(text, syllables_en, except_words)
    if found is None:
        return None
    by_sentences = 0.39 * found.words / found.sentences
    by_words = 11.8 * found.syllables / found.words
    return by_sentences + by_words - 15.59


def kandel_moles(text: str, except_words: Iterable[str] = ()) -> float | None:
    """How easy a French text is: higher is easier, 60 is our aim. None without words.

    Kandel et Moles, « Application de l’indice de Flesch à la langue française », Cahiers d’études
    de radio-télévision, no 19, 1958, p. 253-274.
    """
    found = _count(text, syllables_fr, except_words)
    if found is None:
        return None
    by_sentences = 1.015 * found.words / found.sentences
    by_words = 73.6 * found.syllables / found.words
    return 207 - by_sentences - by_words


def grade(text: str, language: str, except_words: Iterable[str] = ()) -> float | None:
    """The measure of that language ("en": school grade, "fr": ease); None without words, and for a
    language that has no measure here.
    """
    if language == "en":
        return flesch_kincaid_grade(text, except_words)
    if language == "fr":
        return kandel_moles(text, except_words)
    return None


def grade_html(html: str, language: str, except_words: Iterable[str] = ()) -> float | None:
    """The same for rich text, in which list items and headings are sentences of their own."""
    return grade(plain_text(html), language, except_words)


def _count(text: str, syllables: Callable[[str], int], except_words: Iterable[str]) -> Count | None:
    """None where there is no word."""
    places_of_names = _places_of_names(text, except_words)
    words = 0
    length = 0
    for word in WORD.finditer(text):
        words += 1
        of_word = syllables(word.group())
        if not places_of_names.isdisjoint(range(*word.span())):
            of_word = min(of_word, MOST_SYLLABLES_OF_A_NAME)
        length += of_word
    if not words:
        return None
    sentences = [part for part in SENTENCE_END.split(text) if WORD.search(part)]
    return Count(words, len(sentences), length)


def _places_of_names(text: str, names: Iterable[str]) -> set[int]:
    """The places in the text of every letter that belongs to one of these names."""
    places: set[int] = set()
    for name in _pattern(_longest_first(names)).finditer(text):
        places.update(range(*name.span()))
    return places


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    """So that a name is found whole, although a shorter one begins it."""
    tidy = {" ".join(name.split()) for name in names}
    tidy.discard("")
    return tuple(sorted(tidy, key=len, reverse=True))


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    if not names:
        return NO_NAMES
    # Whatever white space stands between the words of a name.
    spaced = [re.escape(name).replace(r"\ ", r"\s+") for name in names]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})s?(?!\w)", re.IGNORECASE)
