"""A rich text point by point, and the headings in it."""

import re
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

from django.utils.safestring import SafeString

from guide.lib.markup import read

from .guide import Html
from .plain import plain_text

# A meaning or an example, said in brackets after a word.
IN_BRACKETS = re.compile(r" \([^()<>]{12,}\)")
LISTS = ("ul", "ol")
POINTS = ("li", "p", "h3", "h4")
HEADINGS = ("h3", "h4")
ALONE = ("br",)


@lru_cache(maxsize=2048)
def points_of(html: str) -> tuple[Html, ...]:
    """Each point of the lists, each paragraph and each heading of a text, whole, in order.

    What stands in a point, as a list of its own, stays in it.
    """
    return tuple(text for _tag, text in _pieces(html))


def said_once(point: Html, said: set[str]) -> Html:
    """A point without what stood in brackets, word for word, in one before it. `said` is what
    stood there, and grows.
    """
    for brackets in IN_BRACKETS.findall(point):
        if brackets in said:
            point = SafeString(point.replace(brackets, ""))
        said.add(brackets)
    return point


@lru_cache(maxsize=1024)
def headings_of(html: str) -> tuple[str, ...]:
    """The words of each heading, in order."""
    headings = [text for tag, text in _pieces(html) if tag in HEADINGS]
    return tuple([plain_text(text) for text in headings])


@lru_cache(maxsize=2048)
def words_in(html: str) -> int:
    return len(plain_text(html).split())


def _pieces(html: str) -> list[tuple[str, Html]]:
    reader = _Pieces()
    read(reader, html)
    reader.end_piece()
    return reader.found


class _Pieces(HTMLParser):
    """(its tag, what stands in it) of each point; "" is the tag of words outside of any."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, Html]] = []
        self._tag = ""
        self._depth = 0
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth == 0 and tag in (*LISTS, *POINTS):
            self.end_piece()
            if tag in POINTS:
                self._tag = tag
                self._depth = 1
            return
        if self._depth and tag not in ALONE:
            self._depth += 1
        self._text += self.get_starttag_text() or ""

    def handle_endtag(self, tag: str) -> None:
        if self._depth == 1 or (self._depth == 0 and tag in LISTS):
            self.end_piece()
            return
        self._depth = max(0, self._depth - 1)
        self._text += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self._text += escape(data, quote=False)

    def end_piece(self) -> None:
        """What was read so far is one point, unless it says nothing."""
        if plain_text(self._text):
            self.found.append((self._tag, SafeString(self._text.strip())))
        self._tag = ""
        self._depth = 0
        self._text = ""
