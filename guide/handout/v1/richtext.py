"""Sanitised HTML → nodes for the handout's template.

Text stays text: nothing in it can become markup.
"""

import re
from functools import lru_cache
from html.parser import HTMLParser

INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "link"}
LISTS = {"ul": "list", "ol": "enum"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
VOID = ("br", "hr", "img")


@lru_cache(maxsize=512)
def nodes(html):
    """Blocks as plain data: {"kind": "text", "inline": […]}, {"kind": "heading", "level": 1,
    "inline": […]}, {"kind": "list" or "enum", "items": [[block, …], …]}.

    Levels count from 1 and never skip one, since the outline that a screen reader reads may not.
    Remembered, so nobody may change what comes back.
    """
    reader = _Tree()
    reader.feed(html)
    reader.close()
    return _with_levels(_blocks(reader.root))


class _Tree(HTMLParser):
    """(tag, attributes, children) of each element; an end tag closes the nearest open element of
    its name.
    """

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = []
        self.open = [("", self.root)]

    def handle_starttag(self, tag, attrs):
        children = []
        self.open[-1][1].append((tag, dict(attrs), children))
        if tag not in VOID:
            self.open.append((tag, children))

    def handle_endtag(self, tag):
        names = [name for name, _ in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data):
        self.open[-1][1].append(data)


def _blocks(children):
    made, loose = [], []
    for child in children:
        if isinstance(child, str) or child[0] in INLINE or child[0] in VOID:
            loose.append(child)
            continue
        made += _paragraph(loose)
        loose = []
        made += _block(*child)
    return made + _paragraph(loose)


def _block(tag, attrs, children):
    if tag in LISTS:
        items = [
            _blocks(child[2] if child[0] == "li" else [child]) for child in children if _says(child)
        ]
        return [{"kind": LISTS[tag], "items": items}] if items else []
    if tag in HEADINGS:
        return [block | {"kind": "heading", "level": int(tag[1])} for block in _paragraph(children)]
    return _blocks(children)


def _paragraph(children):
    inline = _inline(children)
    while inline and (inline[0]["kind"] == "break" or not inline[0].get("text", "x").strip()):
        inline = inline[1:]
    return [{"kind": "text", "inline": inline}] if any(_says(child) for child in children) else []


def _inline(children):
    made = []
    for child in children:
        if isinstance(child, str):
            made.append({"kind": "words", "text": re.sub(r"[ \t\r\n\f]+", " ", child)})
        elif child[0] == "br":
            made.append({"kind": "break"})
        elif child[0] in INLINE and _says(child):
            to = {"to": child[1].get("href") or ""} if child[0] == "a" else {}
            made.append({"kind": INLINE[child[0]], "inline": _inline(child[2])} | to)
        else:
            made += _inline(child[2])
    return made


def _says(child):
    """Whether any word stands in it."""
    return (
        bool(child.strip()) if isinstance(child, str) else any(_says(inner) for inner in child[2])
    )


def _with_levels(blocks):
    depth, top = (
        0,
        min((block["level"] for block in blocks if block["kind"] == "heading"), default=1),
    )
    for block in blocks:
        if block["kind"] == "heading":
            depth = min(block["level"] - top + 1, depth + 1)
            block["level"] = depth
    return blocks
