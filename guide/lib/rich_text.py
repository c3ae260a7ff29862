"""The normal form of rich text, tag by tag: no recursion, so that lists may stand in lists as deep
as they like.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from .characters import normal_characters
from .markup import read

LISTS = ("ul", "ol")
BLOCKS = ("p", "h3", "h4", "li", "aside", *LISTS)
INLINE = ("strong", "em", "a")
VOID = ("br", "hr", "img")
SPACE = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
ATTRIBUTE = re.compile(r'\s([a-z-]+="[^"]*")')
# The editor writes it on every numbered list; it is what a list is without it.
SAYS_NOTHING = 'data-type="decimal"'


@dataclass
class Token:
    """`what` is start, end, void (a line break) or words; `text` as it is written, of words as they
    are read.
    """

    what: str
    tag: str
    text: str

    def is_edge(self, what: str, tags: Iterable[str]) -> bool:
        return self.what == what and self.tag in tags


@dataclass
class _Open:
    """An element that is not ended yet: where it begins in what is written, and what stands in
    it.
    """

    tag: str
    start: int
    is_seen: bool = False
    children: list[tuple[str, int, int]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Tokens of which every start has its end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Token] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.found.append(Token("void", tag, f"<{tag}>"))
            return
        self.open.append(tag)
        self.found.append(Token("start", tag, _start_tag(tag, self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open:
            self._end(self.open.pop())
            if self.found[-1].tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1].what == "words":
            self.found[-1].text += data
        else:
            self.found.append(Token("words", "", data))

    def close(self) -> None:
        super().close()
        while self.open:
            self._end(self.open.pop())

    def _end(self, tag: str) -> None:
        self.found.append(Token("end", tag, f"</{tag}>"))


def normal_html(html: str) -> str:
    """See `text.normal_rich_text`. html: as the sanitiser leaves it."""
    normal = _once(html)
    while normal != html:  # what goes may leave an empty thing behind; each time it is shorter
        html = normal
        normal = _once(html)
    return normal


def _once(html: str) -> str:
    reader = _Reader()
    read(reader, html)
    return _written(_without_empty(_with_normal_words(reader.found)))


def _start_tag(tag: str, written: str) -> str:
    attributes = sorted(ATTRIBUTE.findall(written))
    if SAYS_NOTHING in attributes:
        attributes.remove(SAYS_NOTHING)
    elif len(attributes) < 2:
        return written
    return f"<{' '.join([tag, *attributes])}>"


def _with_normal_words(tokens: list[Token]) -> list[Token]:
    """Characters in their normal form, white space as a browser shows it: none at the edges of a
    block, else one space.

    Between blocks a line end may stand, or nothing.
    """
    made: list[Token] = []
    inside: list[str] = []
    after_space = True
    for place, token in enumerate(tokens):
        if token.is_edge("start", BLOCKS) or token.is_edge("end", BLOCKS):
            _trim(made)
            after_space = True
        elif token.what == "void":
            after_space = True
        if token.what == "start":
            inside.append(token.tag)
        elif token.what == "end":
            inside.pop()
        if token.what != "words":
            made.append(token)
            continue
        words = _words(token.text, inside, made, tokens[place + 1 : place + 2], after_space)
        if words:
            made.append(Token("words", "", words))
            after_space = words.endswith((" ", "\n"))
    return made


def _words(
    text: str, inside: list[str], before: list[Token], after: list[Token], after_space: bool
) -> str:
    text = SPACE.sub(_one_space, normal_characters(text))
    is_in_block = any(tag in BLOCKS for tag in inside) and inside[-1] not in LISTS
    if not text.strip(" \n") and not is_in_block and _is_gap(inside, before, after):
        return "\n" if "\n" in text else ""
    text = text.replace("\n", " ")
    return text.lstrip(" ") if is_in_block and after_space else text


def _one_space(space: re.Match[str]) -> str:
    """In place of several: a line end where there was one among them."""
    return "\n" if "\n" in space[0] else " "


def _is_gap(inside: list[str], before: list[Token], after: list[Token]) -> bool:
    """Whether white space stands between blocks, or between the points of a list."""
    if inside:
        return inside[-1] in LISTS
    follows_a_block = not before or before[-1].is_edge("end", BLOCKS)
    a_block_follows = not after or after[0].is_edge("start", BLOCKS)
    return follows_a_block or a_block_follows


def _trim(made: list[Token]) -> None:
    """No space at the end of a block, nor of words before a block in it."""
    for place in range(len(made) - 1, -1, -1):
        token = made[place]
        if token.what == "words" and token.text != "\n":
            token.text = token.text.rstrip(" ")
            if not token.text:
                del made[place]
                continue
            return
        if token.what in ("void", "words") or token.tag in BLOCKS:
            return


def _without_empty(tokens: list[Token]) -> list[Token]:
    """Without elements that hold no visible character, and with the lone paragraph of a point
    unwrapped.
    """
    made: list[Token | None] = []  # None where something went
    is_after_empty = False
    stack = [_Open("", 0)]
    for token in tokens:
        if token.text == "\n" and (is_after_empty or not made):
            continue
        is_after_empty = False
        if token.what == "start":
            stack.append(_Open(token.tag, len(made)))
            made.append(token)
        elif token.what == "end":
            is_after_empty = _end(stack, made, token)
        else:
            stack[-1].is_seen |= token.what == "words" and bool(token.text.strip())
            stack[-1].children.append((token.what, len(made), len(made)))
            made.append(token)
    return [token for token in made if token] if stack[0].is_seen else []


def _end(stack: list[_Open], made: list[Token | None], token: Token) -> bool:
    """End the innermost element. Returns whether a block went because it was empty."""
    element = stack.pop()
    if not element.is_seen and element.tag in INLINE:
        made[element.start] = (
            None  # the space between two words stays, the emphasis of nothing goes
        )
        stack[-1].children += element.children
        return False
    if not element.is_seen and element.tag in BLOCKS:
        del made[element.start :]
        return True
    if element.tag == "li":
        _unwrap_lone_paragraph(element, made)
    stack[-1].is_seen |= element.is_seen
    stack[-1].children.append((element.tag, element.start, len(made)))
    made.append(token)
    return False


def _unwrap_lone_paragraph(point: _Open, made: list[Token | None]) -> None:
    """<li><p>x</p></li> → <li>x</li>: the editor writes the first, files the second, and they say
    the same.
    """
    first, *others = point.children
    if first[0] == "p" and all(child[0] in LISTS for child in others):
        made[first[1]] = made[first[2]] = None


def _written(tokens: list[Token]) -> str:
    pieces = []
    for token in tokens:
        pieces.append(_escaped(token.text) if token.what == "words" else token.text)
    return "".join(pieces).strip(" \n")


def _escaped(words: str) -> str:
    return escape(words, quote=False).replace("\xa0", "&nbsp;")
