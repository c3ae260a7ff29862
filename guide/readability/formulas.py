"""How hard a text is to read: a school grade for English, an ease score for French.

Both formulas look at two things only, the length of sentences and the length of words. They say
nothing of whether a text is clear or right; they find the paragraphs to look at again.

Words are what stands between spaces ("l’équipe" and "follow-up" are one word each). A sentence ends
at . ! ? … or at the end of a line. Text without any word has no grade: the functions return None.
`except_words` are medical names that a text cannot do without: each word of such a name, and of its
plural in s, counts as two syllables at most.
"""

import re
from functools import lru_cache

from guide.edition.plain import plain_text

from .syllables import syllables_en, syllables_fr

WORD = re.compile(r"[^\W_]+(?:[-’'.·][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[»”’\")\s]*(?:\s|$)|\n")


def flesch_kincaid_grade(text, except_words=()):
    """The school grade that an English text asks for: lower is easier, 6 is our aim. None without
    words.

    Kincaid, Fishburne, Rogers and Chissom, “Derivation of new readability formulas (Automated
    Readability Index, Fog Count and Flesch Reading Ease formula) for Navy enlisted personnel”,
    Research Branch Report 8-75, Naval Technical Training Command, 1975.
    """
    found = _count(text, syllables_en, except_words)
    return found and 0.39 * found[0] / found[1] + 11.8 * found[2] / found[0] - 15.59


def kandel_moles(text, except_words=()):
    """How easy a French text is: higher is easier, 60 is our aim. None without words.

    Kandel et Moles, « Application de l’indice de Flesch à la langue française », Cahiers d’études
    de radio-télévision, no 19, 1958, p. 253-274.
    """
    found = _count(text, syllables_fr, except_words)
    return found and 207 - 1.015 * found[0] / found[1] - 73.6 * found[2] / found[0]


def grade(text, language, except_words=()):
    """The measure of that language; None without words, and for a language that has no measure
    here.
    """
    measure = {"en": flesch_kincaid_grade, "fr": kandel_moles}.get(language)
    return measure(text, except_words) if measure else None


def grade_html(html, language, except_words=()):
    """The same for rich text, in which list items and headings are sentences of their own."""
    return grade(plain_text(html), language, except_words)


def _count(text, syllables, except_words):
    """(words, sentences, syllables), or None where there is no word."""
    excepted = {
        place for name in _names(except_words).finditer(text) for place in range(*name.span())
    }
    words = list(WORD.finditer(text))
    if not words:
        return None
    lengths = [
        (syllables(word.group()), not excepted.isdisjoint(range(*word.span()))) for word in words
    ]
    sentences = sum(1 for part in SENTENCE_END.split(text) if WORD.search(part))
    return (
        len(words),
        sentences,
        sum(min(length, 2) if named else length for length, named in lengths),
    )


def _names(except_words):
    return _pattern(
        tuple(sorted({" ".join(name.split()) for name in except_words if name.strip()}, key=len))
    )


@lru_cache(maxsize=8)
def _pattern(names):
    spaced = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in reversed(names))
    return re.compile(rf"(?<!\w)(?:{spaced})s?(?!\w)" if names else r"(?!)", re.IGNORECASE)
