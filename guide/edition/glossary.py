"""Words explained where they stand: finds the glossary's terms in a text and marks the first use of
each.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from weakref import WeakKeyDictionary

from django.utils.html import escape
from django.utils.safestring import SafeString

from .guide import Guide, Term

TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
NAME_OF_TAG = re.compile(r"</?(\w+)")
UNTOUCHED = ("a", "h3", "h4")  # a link or a heading is not turned into a button
# A browser may break a line on either side of a button: what belongs to the word ("l’", "(", ",")
# is kept with it, unless the word is so long that it may need two lines itself.
BELONGING = re.compile(
    r"((?:[«(“](?:\u00a0|&nbsp;)?|\b\w{1,6}’)*)"
    r"(<button [^>]*>[^<]{1,22}</button>)(<span popover .*?</span>)"
    r"((?:(?:\u00a0|&nbsp;)?[,.;:!?…»”)])*)"
)

_of_sections: WeakKeyDictionary[Guide, Mapping[str, frozenset[str]]] = WeakKeyDictionary()


class Lexicon:
    """The forms of a glossary's Terms, as one pattern; longer forms win over shorter ones."""

    def __init__(self, terms: Iterable[Term]):
        self.by_form: dict[str, Term] = {}
        for term in terms:
            for form in (term.name, *term.forms):
                if form.strip():
                    self.by_form.setdefault(_fold(form), term)
        self.pattern = self._pattern() if self.by_form else None
        # Two editions have most of their texts in common.
        self.codes_in = lru_cache(maxsize=512)(self._codes_in)

    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.by_form, key=len, reverse=True)
        forms = [re.escape(form).replace(r"\ ", r"(?:\s|&nbsp;)+") for form in longest_first]
        # Not after "&" either: &lt; is a character, not the word "lt".
        return re.compile(rf"(?<![\w&-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)

    def _codes_in(self, html: str) -> frozenset[str]:
        """The codes of the Terms that occur in a text."""
        if self.pattern is None:
            return frozenset()
        found = set()
        for written in self.pattern.findall(_comparable(TAG.sub(" ", html))):
            found.add(self.term(written).code)
        return frozenset(found)

    def term(self, written: str) -> Term:
        """The Term of a form as the pattern has found it."""
        return self.by_form[_fold(written)]


@lru_cache(maxsize=8)
def lexicon(terms: tuple[Term, ...]) -> Lexicon:
    return Lexicon(terms)


def terms_in(texts: Iterable[str], terms: Iterable[Term]) -> tuple[Term, ...]:
    """The Terms that occur in these HTML texts, in the glossary's order."""
    terms = tuple(terms)
    words = lexicon(terms)
    found: set[str] = set()
    for text in texts:
        found |= words.codes_in(text)
    return tuple(term for term in terms if term.code in found)


def terms_of_sections(guide: Guide) -> Mapping[str, frozenset[str]]:
    """code of a section → codes of the terms in its text; worked out once a Guide, for all paths
    together.
    """
    if guide not in _of_sections:
        words = lexicon(tuple(guide.terms.values()))
        found = {}
        for section in guide.sections.values():
            found[section.code] = words.codes_in(section.key_points + section.body)
        _of_sections[guide] = found
    return _of_sections[guide]


def explain(
    html: str, terms: Iterable[Term], numbers: Iterator[int], *, skip: Collection[str] = ()
) -> tuple[SafeString, set[str]]:
    """HTML with the first use of each term as a button that opens its definition in place.

    The popover attribute does this without JavaScript; where a browser does not know it, the
    definition simply follows the word. `numbers` keep the ids unique on a page, and short: a
    long page opens a hundred meanings. Terms whose codes are in `skip` are left alone.
    Returns (SafeString, codes marked).
    """
    words = lexicon(tuple(terms))
    if words.pattern is None:
        return SafeString(html), set()
    seen = set(skip)
    marked: set[str] = set()

    def mark(match: re.Match[str]) -> str:
        term = words.term(match.group())
        if term.code in seen:
            return match.group()
        seen.add(term.code)
        marked.add(term.code)
        return _button(match.group(), term, f"w{next(numbers)}")

    pieces = []
    for text, is_open_to_marks in _pieces(html):
        pieces.append(words.pattern.sub(mark, text) if is_open_to_marks else text)
    return SafeString(BELONGING.sub(_kept_together, "".join(pieces))), marked


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """(tag or text, whether words may be marked in it), in order."""
    position = 0
    depth = 0
    for tag in TAG.finditer(html):
        yield html[position : tag.start()], depth == 0
        yield tag.group(), False
        depth += _step(tag.group())
        position = tag.end()
    yield html[position:], depth == 0


def _step(tag: str) -> int:
    """1 where a tag begins what is not touched, -1 where it ends it, 0 for any other."""
    name = NAME_OF_TAG.match(tag)
    if not name or name.group(1).lower() not in UNTOUCHED:
        return 0
    return -1 if tag.startswith("</") else 1


def _button(word: str, term: Term, name: str) -> str:
    # The brackets are for browsers that show text alone: there the meaning stands in the sentence.
    return (
        f'<button type="button" class="word" popovertarget="{name}">{word}</button>'
        f'<span popover id="{name}" class="meaning"><i> (</i><b>{escape(term.name)}</b>'
        f"<i> –</i> {escape(term.definition)}<i>)</i></span>"
    )


def _kept_together(match: re.Match[str]) -> str:
    before, button, meaning, after = match.groups()
    if not (before or after):
        return match.group()
    return f'<span class="kept">{before}{button}{after}</span>{meaning}'


def _comparable(text: str) -> str:
    return re.sub(r"(?:\s|&nbsp;)+", " ", text)


def _fold(text: str) -> str:
    return " ".join(_comparable(text).split()).casefold()
