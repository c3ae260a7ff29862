"""Search: the entries of an edition, and the places around them, that speak of something.

Pure: the same guide and query always give the same answer, and nothing about a query is kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import Any
from weakref import WeakKeyDictionary

from guide.lib.text import typed

from .excerpt import Excerpt, excerpt_of
from .guide import Guide
from .heavy_questions import led_gently
from .searchable import Page, Place, pages_of
from .spelling import PART, Vocabulary, fold, words_of
from .stems import stem

LONGEST_QUERY = 200
MOST_WORDS = 12
SHOWN = 20
WEIGHTS = {"title": 8, "also": 6, "said": 4, "text": 1}
# How well a word fits: written just like this, or another form of it, or as its beginning, or only
# with a slip of spelling.
EXACT, FORM, BEGINNING, NEAR = 1, 0.9, 0.75, 0.5
# Said so often that they tell nothing; asked alone, they are looked for all the same.
# fmt: off
COMMON = {
    "a", "am", "an", "and", "any", "are", "at", "baby", "be", "can", "child", "children", "could",
    "daughter", "did", "do", "doe", "for", "get", "had", "has", "have", "he", "her", "his", "how",
    "i", "in", "is", "it", "kid", "m", "me", "my", "of", "on", "or", "our", "s", "she", "should",
    "son", "that", "the", "their", "them", "there", "they", "thi", "to", "t", "we", "what", "when",
    "will", "with", "would", "you", "your", "about",
    "ai", "au", "aux", "avec", "avez", "avoir", "bebe", "c", "ce", "comment", "d", "dan", "de",
    "des", "doi", "du", "elle", "en", "enfant", "est", "et", "etre", "faire", "fai", "fait",
    "faut", "fille", "fil", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "ma", "mes",
    "mon", "n", "ne", "no", "notre", "nou", "ou", "par", "pour", "qu", "quand", "que",
    "quel", "quelle", "quoi", "qui", "sa", "se", "ses", "si", "sont", "sur", "un", "une", "va",
    "vai", "vo", "votre", "vou", "y",
}
# fmt: on


@dataclass(frozen=True)
class Found:
    """What was found, and the sentence that says so; no sentence where it is about the outlook, or
    where the title says it all.
    """

    kind: str
    entry: Any
    title: str
    excerpt: Excerpt
    quiet: bool = False


# (typed, words meant) where the spelling was near only.
ReadAs = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Answer:
    """The best `found` of `count`. is_heavy: somebody asks whether their child will live."""

    found: tuple[Found, ...] = ()
    count: int = 0
    read_as: ReadAs = ()
    is_heavy: bool = False


@dataclass(frozen=True)
class _Match:
    """The words of the edition that one typed word may stand for, and how well each fits."""

    fits: dict[str, float]

    @property
    def is_near_only(self) -> bool:
        return bool(self.fits) and max(self.fits.values()) == NEAR


@dataclass(frozen=True)
class _Line:
    """All words of a line of what people say, folded, and the stems of the telling ones."""

    words: frozenset[str]
    stems: frozenset[str]


@dataclass
class _Score:
    """What is counted of one page: typed words that it has, those in its title, their weight."""

    hits: int = 0
    titles: int = 0
    weight: float = field(default=0.0)


class Index:
    """word → page → how much the word weighs there, for one Guide and the places around it."""

    def __init__(self, guide: Guide, places: Iterable[Place] = ()):
        self.language = guide.language
        self.pages = pages_of(guide, places)
        self.weights: dict[str, dict[int, int]] = defaultdict(dict)
        self.as_written: dict[str, str] = {}
        self._fold = lru_cache(None)(fold)  # of the edition's own words, never of a query
        for number, page in enumerate(self.pages):
            self._add(number, page.title, WEIGHTS["title"])
            self._add(number, page.also, WEIGHTS["also"])
            self._add(number, page.text, WEIGHTS["text"])
            self._add(number, "\n".join(page.said), WEIGHTS["said"])
        self.vocabulary = Vocabulary(self.weights)
        self.by_stem: dict[str, list[str]] = defaultdict(list)
        for word in self.weights:
            self.by_stem[stem(word, self.language)].append(word)
        self.said: list[list[_Line]] = []
        self.titles: list[_Line] = []
        for page in self.pages:
            self.said.append([self._line(line) for line in page.said])
            self.titles.append(self._line(page.title))

    def _add(self, number: int, text: str, weight: int) -> None:
        for word, start, end in words_of(text, self._fold):
            known = self.weights[word].get(number, 0)
            self.weights[word][number] = max(weight, known)
            self.as_written.setdefault(word, text[start:end])

    def _line(self, line: str) -> _Line:
        stems = (stem(word, self.language) for word in _asked(line))
        return _Line(frozenset(_folded(line)), frozenset(stems))

    def search(self, query: str) -> Answer:
        """What was said as somebody typed it comes first, then what has the most of these words.

        A heavy question leads gently: see `led_gently`.
        """
        asked = _asked(typed(query[:LONGEST_QUERY]))
        matches = {word: self._match(word) for word in asked}
        stems = self._stems_meant(matches)
        words = set(_folded(typed(query[:LONGEST_QUERY])))
        spoken = self._spoken(words, stems)
        named = self._named(words, stems)
        ranked = self._ranked(list(matches.values()), spoken, named)
        ranked, is_heavy = led_gently(self.pages, ranked, spoken)
        sought = {word for match in matches.values() for word in match.fits}
        return Answer(
            found=tuple(self._found(self.pages[number], sought) for number in ranked[:SHOWN]),
            count=len(ranked),
            read_as=self._read_as(asked, matches),
            is_heavy=is_heavy,
        )

    def _stems_meant(self, matches: dict[str, _Match]) -> set[str]:
        """Of each typed word, and of what a misspelled one stands for; not of continuations."""
        stems = {stem(word, self.language) for word in matches}
        for match in matches.values():
            if match.is_near_only:
                stems |= {stem(word, self.language) for word in match.fits}
        return stems

    def _spoken(self, words: set[str], stems: set[str]) -> dict[int, float]:
        """page → how much of its longest line of what people say stands wholly in the query."""
        spoken: dict[int, float] = {}
        for number, lines in enumerate(self.said):
            longest = max((_said(line, words, stems) for line in lines), default=0)
            if longest:
                spoken[number] = longest
        return spoken

    def _named(self, words: set[str], stems: set[str]) -> dict[int, float]:
        """page → how much its whole title is, where it stands in the query."""
        named: dict[int, float] = {}
        for number, title in enumerate(self.titles):
            if said := _said(title, words, stems):
                named[number] = said
        return named

    def _ranked(
        self, matches: list[_Match], spoken: dict[int, float], named: dict[int, float]
    ) -> list[int]:
        """Numbers of the pages that were spoken of, or hold the most of what was typed, the best
        first.
        """
        scores = self._scores(matches)
        most = max((score.hits for score in scores.values()), default=0)
        chosen = {n for n, score in scores.items() if score.hits == most or n in spoken}
        if most < len(matches):  # nothing says all of it: what is called by its name comes too
            chosen |= scores.keys() & named.keys()

        def place(number: int) -> tuple[float, ...]:
            score = scores[number]
            page = self.pages[number]
            said = spoken.get(number, 0)
            is_urgent = page.urgent and said > 0
            is_service = page.kind == "resource" and said > 0
            best = max(said, named.get(number, 0))
            return (-best, not is_urgent, is_service, -score.titles, -score.weight, number)

        return sorted(chosen, key=place)

    def _scores(self, matches: list[_Match]) -> dict[int, _Score]:
        scores: dict[int, _Score] = defaultdict(_Score)
        for match in matches:
            quality = max(match.fits.values(), default=0)
            for number, (weight, rarity) in self._best(match).items():
                score = scores[number]
                score.hits += 1
                score.titles += weight >= WEIGHTS["title"] * quality
                score.weight += weight * rarity
        return scores

    def _match(self, word: str) -> _Match:
        """Itself and its other forms, its continuations, or else the nearest spellings."""
        fits: dict[str, float] = dict.fromkeys(self.vocabulary.beginning_with(word), BEGINNING)
        for form in self.by_stem.get(stem(word, self.language), ()):
            fits[form] = FORM
        if word in self.weights:
            fits[word] = EXACT
        elif fits and FORM not in fits.values():
            fits[next(iter(fits))] = EXACT  # the beginning of a word, as one types it
        return _Match(fits or dict.fromkeys(self.vocabulary.near(word), NEAR))

    def _best(self, match: _Match) -> dict[int, tuple[float, float]]:
        """page → (best weight, rarity of that word), over the words that one typed word may stand
        for.
        """
        best: dict[int, tuple[float, float]] = {}
        for word, fit in match.fits.items():
            pages = self.weights[word]
            rarity = log(1 + len(self.pages) / len(pages))
            for number, weight in pages.items():
                known = best.get(number, (0, 0))
                best[number] = max(known, (weight * fit, rarity))
        return best

    def _read_as(self, typed: dict[str, str], matches: dict[str, _Match]) -> ReadAs:
        """What was meant by each word that is near only, in the edition's own spelling."""
        read_as = []
        for word, match in matches.items():
            if match.is_near_only:
                meant = dict.fromkeys(self.as_written[near] for near in match.fits)
                read_as.append((typed[word], tuple(meant)))
        return tuple(read_as)

    def _found(self, page: Page, sought: set[str]) -> Found:
        is_told = page.quiet or page.kind in ("place", "prompt")
        return Found(
            kind=page.kind,
            entry=page.entry,
            title=page.shown,
            excerpt=() if is_told else excerpt_of(page.text, sought, self._fold),
            quiet=page.quiet,
        )


PlacesOf = Callable[[Guide], Iterable[Place]]
_indexes: WeakKeyDictionary[Guide, dict[PlacesOf, Index]] = WeakKeyDictionary()


def without_places(guide: Guide) -> Iterable[Place]:
    return ()


def index_of(guide: Guide, places_of: PlacesOf = without_places) -> Index:
    """The Index of a Guide and of the places around it, made once and dropped with the Guide."""
    known = _indexes.setdefault(guide, {})
    if places_of not in known:
        known[places_of] = Index(guide, places_of(guide))
    return known[places_of]


def _said(line: _Line, words: set[str], stems: set[str]) -> float:
    """How many telling words the line has, where all of them were typed; else 0.

    A line that was typed to the letter (has died) outweighs another form of it (die), and a longer
    one a shorter.
    """
    if not line.stems or not line.stems <= stems:
        return 0
    just_so = 0.5 + min(len(line.words), 4) / 10
    return len(line.stems) + (just_so if line.words <= words else 0)


def _folded(query: str) -> dict[str, str]:
    """folded word → as typed."""
    said: dict[str, str] = {}
    for part in PART.finditer(query):
        folded = fold(part.group())
        if folded:
            said.setdefault(folded, part.group())
    return said


def _asked(query: str) -> dict[str, str]:
    """The same without the words that everybody says."""
    said = _folded(query)
    telling = {word: written for word, written in said.items() if word not in COMMON}
    return dict(list((telling or said).items())[:MOST_WORDS])
