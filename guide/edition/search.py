"""Search: the sections, treatments, words and resources of an edition that speak of something.

Pure: the same guide and query always give the same answer, and nothing about a query is kept.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import log
from weakref import WeakKeyDictionary

from .excerpt import excerpt_of
from .guide import Entry
from .plain import plain_text
from .spelling import PART, Vocabulary, fold, words_of

LONGEST_QUERY = 200
MOST_WORDS = 12
SHOWN = 20
WEIGHTS = {"title": 8, "also": 6, "text": 1}
# How well a word fits: written just like this, or as its beginning, or only with a slip of spelling.
EXACT, BEGINNING, NEAR = 1, 0.75, 0.5
# Said so often that they tell nothing; asked alone, they are looked for all the same.
COMMON = {"a", "an", "and", "are", "at", "be", "can", "do", "doe", "for", "how", "i", "in", "is", "it", "my", "of"}
COMMON |= {"on", "or", "the", "thi", "to", "what", "when", "with", "about"}
COMMON |= {"au", "aux", "ce", "d", "dan", "de", "des", "du", "elle", "en", "est", "et", "il", "l", "la", "le", "les"}
COMMON |= {"ma", "me", "mes", "mon", "on", "ou", "par", "pour", "qu", "que", "quand", "qui", "s", "sur", "un", "une"}


@dataclass(frozen=True)
class Found:
    """An entry that was found. `excerpt` is a tuple of (text, whether it is a word that was looked for)."""

    kind: str
    entry: Entry
    title: str
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Answer:
    """The best `found` of `count`; `read_as` are (typed, words meant) where the spelling was near only."""

    found: tuple[Found, ...] = ()
    count: int = 0
    read_as: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class _Page:
    """What is searched of an entry. Text about the outlook is found, but never shown in an excerpt unasked."""

    kind: str
    entry: Entry
    title: str
    also: str
    text: str
    quiet: bool = False


class Index:
    """word → entry → how much the word weighs there, for one Guide."""

    def __init__(self, guide):
        self.pages = tuple(_pages(guide))
        self.weights = defaultdict(dict)
        self.as_written = {}
        self._fold = lru_cache(None)(fold)  # of the edition's own words, never of a query
        for number, page in enumerate(self.pages):
            for name, weight in WEIGHTS.items():
                text = getattr(page, name)
                for word, start, end in words_of(text, self._fold):
                    there = self.weights[word]
                    there[number] = max(weight, there.get(number, 0))
                    self.as_written.setdefault(word, text[start:end])
        self.vocabulary = Vocabulary(self.weights)

    def search(self, query):
        """The entries with the most of these words, those with the words in the title first."""
        typed = _asked(query)
        matches = {word: self._matches(word) for word in typed}
        scores, titles, hits = defaultdict(float), defaultdict(int), defaultdict(int)
        for words, quality in matches.values():
            for number, (weight, rarity) in self._best(words, quality).items():
                scores[number] += weight * rarity
                titles[number] += weight >= WEIGHTS["title"] * quality
                hits[number] += 1
        most = max(hits.values(), default=0)
        ranked = sorted((n for n in hits if hits[n] == most), key=lambda n: (-titles[n], -scores[n], n))
        sought = {word for words, _ in matches.values() for word in words}
        return Answer(
            found=tuple(self._found(self.pages[number], sought) for number in ranked[:SHOWN]),
            count=len(ranked),
            read_as=tuple(
                (typed[word], tuple(dict.fromkeys(self.as_written[near] for near in words)))
                for word, (words, quality) in matches.items()
                if words and quality == NEAR
            ),
        )

    def _matches(self, word):
        """(words of the edition, how well they fit): itself and its continuations, or else the nearest spellings."""
        continued = list(self.vocabulary.beginning_with(word))
        return (continued, EXACT) if continued else (self.vocabulary.near(word), NEAR)

    def _best(self, words, quality):
        """entry → (best weight, rarity of that word), over the words that one typed word may stand for."""
        best = {}
        for word in words:
            rarity = log(1 + len(self.pages) / len(self.weights[word]))
            fit = quality if word == words[0] else quality * BEGINNING
            for number, weight in self.weights[word].items():
                best[number] = max(best.get(number, (0, 0)), (weight * fit, rarity))
        return best

    def _found(self, page, sought):
        excerpt = () if page.quiet else excerpt_of(page.text, sought, self._fold)
        return Found(kind=page.kind, entry=page.entry, title=page.title, excerpt=excerpt)


_indexes = WeakKeyDictionary()


def index_of(guide):
    """The Index of a Guide, made once and dropped with it."""
    if guide not in _indexes:
        _indexes[guide] = Index(guide)
    return _indexes[guide]


def _asked(query):
    """folded word → as typed, without the words that everybody says."""
    parts = [part.group() for part in PART.finditer(query[:LONGEST_QUERY])]
    typed = {fold(part): part for part in reversed(parts) if fold(part)}
    telling = {word: part for word, part in typed.items() if word not in COMMON} or typed
    return dict(list(reversed(telling.items()))[:MOST_WORDS])


def _pages(guide):
    for treatment in guide.treatments.values():
        parts = (treatment.what, treatment.expect, treatment.side_effects, treatment.call)
        text = "\n".join((treatment.summary, *map(plain_text, parts)))
        yield _Page("treatment", treatment, treatment.name, treatment.also_called, text)
    for section in guide.sections.values():
        text = plain_text(section.key_points + section.body)
        yield _Page("section", section, section.title, "", text, quiet=section.kind == "outlook")
    for term in guide.terms.values():
        yield _Page("term", term, term.name, "\n".join(term.forms), term.definition)
    for resource in guide.resources.values():
        text = f"{resource.offers}\n{resource.how_to}"
        yield _Page("resource", resource, resource.name, f"{resource.phone}\n{resource.address}", text)
