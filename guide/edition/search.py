"""Search: the sections, treatments, words and resources of an edition that speak of something.

Pure: the same guide and query always give the same answer, and nothing about a query is kept.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from weakref import WeakKeyDictionary

from guide.lib.text import normal_text, typed

from .excerpt import Excerpt, excerpt_of
from .guide import Entry, Guide
from .plain import plain_text
from .spelling import PART, Vocabulary, fold, words_of

LONGEST_QUERY = 200
MOST_WORDS = 12
SHOWN = 20
WEIGHTS = {"title": 8, "also": 6, "said": 4, "text": 1}
# How well a word fits: written just like this, or as its beginning, or only with a slip of
# spelling.
EXACT, BEGINNING, NEAR = 1, 0.75, 0.5
# Said so often that they tell nothing; asked alone, they are looked for all the same.
# fmt: off
COMMON = {
    "a", "an", "and", "are", "at", "be", "can", "do", "doe", "for", "how", "i", "in", "is",
    "it", "my", "of", "on", "or", "the", "thi", "to", "what", "when", "with", "about", "au",
    "aux", "ce", "d", "dan", "de", "des", "du", "elle", "en", "est", "et", "il", "l", "la",
    "le", "les", "ma", "me", "mes", "mon", "ou", "par", "pour", "qu", "que", "quand", "qui",
    "s", "sur", "un", "une",
}
# fmt: on


@dataclass(frozen=True)
class Found:
    """An entry that was found, and the sentence that says so; no sentence where it is about the
    outlook.
    """

    kind: str
    entry: Entry
    title: str
    excerpt: Excerpt


# (typed, words meant) where the spelling was near only.
ReadAs = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Answer:
    """The best `found` of `count` entries."""

    found: tuple[Found, ...] = ()
    count: int = 0
    read_as: ReadAs = ()


@dataclass(frozen=True)
class _Page:
    """What is searched of an entry.

    Text about the outlook is found, but never shown in an excerpt unasked.
    """

    kind: str
    entry: Entry
    title: str
    also: str
    text: str
    said: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class _Match:
    """The words of the edition that one typed word may stand for, the likeliest first, and how well
    they fit.
    """

    words: list[str]
    quality: float


class Index:
    """word → page → how much the word weighs there, for one Guide."""

    def __init__(self, guide: Guide):
        self.pages = tuple(_in_normal_form(page) for page in _pages(guide))
        self.weights: dict[str, dict[int, int]] = defaultdict(dict)
        self.as_written: dict[str, str] = {}
        self._fold = lru_cache(None)(fold)  # of the edition's own words, never of a query
        for number, page in enumerate(self.pages):
            for name, weight in WEIGHTS.items():
                self._add(number, getattr(page, name), weight)
        self.vocabulary = Vocabulary(self.weights)

    def _add(self, number: int, text: str, weight: int) -> None:
        for word, start, end in words_of(text, self._fold):
            known = self.weights[word].get(number, 0)
            self.weights[word][number] = max(weight, known)
            self.as_written.setdefault(word, text[start:end])

    def search(self, query: str) -> Answer:
        """The entries with the most of these words, those with the words in the title first."""
        asked = _asked(typed(query[:LONGEST_QUERY]))
        matches = {word: self._match(word) for word in asked}
        ranked = self._ranked(list(matches.values()))
        sought = {word for match in matches.values() for word in match.words}
        return Answer(
            found=tuple(self._found(self.pages[number], sought) for number in ranked[:SHOWN]),
            count=len(ranked),
            read_as=self._read_as(asked, matches),
        )

    def _ranked(self, matches: list[_Match]) -> list[int]:
        """Numbers of the pages that hold the most of what was typed, the best first."""
        scores: dict[int, float] = defaultdict(float)
        titles: dict[int, int] = defaultdict(int)
        hits: dict[int, int] = defaultdict(int)
        for match in matches:
            for number, (weight, rarity) in self._best(match).items():
                scores[number] += weight * rarity
                titles[number] += weight >= WEIGHTS["title"] * match.quality
                hits[number] += 1
        most = max(hits.values(), default=0)
        with_most = [number for number in hits if hits[number] == most]
        return sorted(with_most, key=lambda number: (-titles[number], -scores[number], number))

    def _match(self, word: str) -> _Match:
        """Itself and its continuations, or else the nearest spellings."""
        continued = list(self.vocabulary.beginning_with(word))
        if continued:
            return _Match(continued, EXACT)
        return _Match(self.vocabulary.near(word), NEAR)

    def _best(self, match: _Match) -> dict[int, tuple[float, float]]:
        """page → (best weight, rarity of that word), over the words that one typed word may stand
        for.
        """
        best: dict[int, tuple[float, float]] = {}
        for word in match.words:
            rarity = log(1 + len(self.pages) / len(self.weights[word]))
            fit = match.quality if word == match.words[0] else match.quality * BEGINNING
            for number, weight in self.weights[word].items():
                best[number] = max(best.get(number, (0, 0)), (weight * fit, rarity))
        return best

    def _read_as(self, typed: dict[str, str], matches: dict[str, _Match]) -> ReadAs:
        """What was meant by each word that is near only, in the edition's own spelling."""
        read_as = []
        for word, match in matches.items():
            if match.words and match.quality == NEAR:
                meant = dict.fromkeys(self.as_written[near] for near in match.words)
                read_as.append((typed[word], tuple(meant)))
        return tuple(read_as)

    def _found(self, page: _Page, sought: set[str]) -> Found:
        excerpt = () if page.quiet else excerpt_of(page.text, sought, self._fold)
        return Found(kind=page.kind, entry=page.entry, title=page.title, excerpt=excerpt)


_indexes: WeakKeyDictionary[Guide, Index] = WeakKeyDictionary()


def index_of(guide: Guide) -> Index:
    """The Index of a Guide, made once and dropped with it."""
    if guide not in _indexes:
        _indexes[guide] = Index(guide)
    return _indexes[guide]


def _asked(query: str) -> dict[str, str]:
    """folded word → as typed, without the words that everybody says."""
    said: dict[str, str] = {}
    for part in PART.finditer(query):
        folded = fold(part.group())
        if folded:
            said.setdefault(folded, part.group())
    telling = {word: written for word, written in said.items() if word not in COMMON}
    return dict(list((telling or said).items())[:MOST_WORDS])


def _in_normal_form(page: _Page) -> _Page:
    """An older edition may hold characters that nobody sees, which no query has."""
    return replace(
        page,
        title=normal_text(page.title),
        also=normal_text(page.also),
        said=normal_text(page.said),
        text=normal_text(page.text),
    )


def _pages(guide: Guide) -> Iterator[_Page]:
    for treatment in guide.treatments.values():
        parts = (treatment.what, treatment.expect, treatment.side_effects, treatment.call)
        text = "\n".join((treatment.summary, *map(plain_text, parts)))
        said = "\n".join(treatment.said)
        yield _Page("treatment", treatment, treatment.name, treatment.also_called, text, said)
    for section in guide.sections.values():
        text = plain_text(section.key_points + section.body)
        said, quiet = "\n".join(section.said), section.kind == "outlook"
        yield _Page("section", section, section.title, "", text, said, quiet)
    for term in guide.terms.values():
        forms, said = "\n".join(term.forms), "\n".join(term.said)
        yield _Page("term", term, term.name, forms, term.definition, said)
    for resource in guide.resources.values():
        text = f"{resource.offers}\n{resource.how_to}"
        also, said = f"{resource.phone}\n{resource.address}", "\n".join(resource.said)
        yield _Page("resource", resource, resource.name, also, text, said)
