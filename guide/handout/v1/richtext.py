"""Sanitised HTML → nodes for the handout's template.

Text stays text: nothing in it can become markup.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "link"}
LISTS = {"ul": "list", "ol": "enum"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
VOID = ("br", "hr", "img")

# {"kind", and what belongs to it}: a block or a piece of a line, as JSON can carry it.
Node = dict[str, Any]


@dataclass
class _Element:
    tag: str
    attrs: dict[str, str | None]
    children: list["_Element | str"] = field(default_factory=list)


@lru_cache(maxsize=512)
def nodes(html: str) -> list[Node]:
    """Blocks as plain data: {"kind": "text", "inline": […]}, {"kind": "heading", "level": 1,
    "inline": […]}, {"kind": "list" or "enum", "items": [[block, …], …]}.

    Levels count from 1 and never skip one, since the outline that a screen reader reads may not.
    Remembered, so nobody may change what comes back.
    """
    reader = _Tree()
    reader.feed(html)
    reader.close()
    return _with_levels(_blocks(reader.root.children))


class _Tree(HTMLParser):
    """The elements below `root`; an end tag closes the nearest open element of its name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _blocks(children: list[_Element | str]) -> list[Node]:
    made: list[Node] = []
    loose: list[_Element | str] = []
    for child in children:
        if isinstance(child, str) or child.tag in INLINE or child.tag in VOID:
            loose.append(child)
            continue
        made += _paragraph(loose)
        loose = []
        made += _block(child)
    return made + _paragraph(loose)


def _block(element: _Element) -> list[Node]:
    if element.tag in LISTS:
        return _list(element)
    if element.tag in HEADINGS:
        level = int(element.tag[1])
        heading = {"kind": "heading", "level": level}
        return [block | heading for block in _paragraph(element.children)]
    return _blocks(element.children)


def _list(element: _Element) -> list[Node]:
    items = []
    for child in element.children:
        if not _says(child):
            continue
        if isinstance(child, _Element) and child.tag == "li":
            items.append(_blocks(child.children))
        else:
            items.append(_blocks([child]))
    return [{"kind": LISTS[element.tag], "items": items}] if items else []


def _paragraph(children: list[_Element | str]) -> list[Node]:
    if not any(_says(child) for child in children):
        return []
    inline = _inline(children)
    while _is_blank(inline[0]):
        inline = inline[1:]
    return [{"kind": "text", "inline": inline}]


def _is_blank(node: Node) -> bool:
    if node["kind"] == "words":
        return not node["text"].strip()
    return bool(node["kind"] == "break")


def _inline(children: list[_Element | str]) -> list[Node]:
    made: list[Node] = []
    for child in children:
        if isinstance(child, str):
            made.append({"kind": "words", "text": re.sub(r"[ \t\r\n\f]+", " ", child)})
        elif child.tag == "br":
            made.append({"kind": "break"})
        elif child.tag in INLINE and _says(child):
            node = {"kind": INLINE[child.tag], "inline": _inline(child.children)}
            if child.tag == "a":
                node["to"] = child.attrs.get("href") or ""
            made.append(node)
        else:
            made += _inline(child.children)
    return made


def _says(child: _Element | str) -> bool:
    """Whether any word stands in it."""
    if isinstance(child, str):
        return bool(child.strip())
    return any(_says(inner) for inner in child.children)


def _with_levels(blocks: list[Node]) -> list[Node]:
    headings = [block for block in blocks if block["kind"] == "heading"]
    top = min((heading["level"] for heading in headings), default=1)
    depth = 0
    for heading in headings:
        depth = min(heading["level"] - top + 1, depth + 1)
        heading["level"] = depth
    return blocks
