"""Rich text → nodes, as in version 1; besides, what is a warning, and what leads to a page of the
guide: on paper these are words alone.
"""

import re
from functools import lru_cache

from guide.handout.v1.richtext import Node, _blocks, _Element, _Tree, _with_levels

NAMES = {"en": "Warning:", "fr": "Attention\u00a0:"}
LINK_TO_A_PAGE = re.compile(r'<a href="guide:[^"]*">(.*?)</a>', re.DOTALL)


@lru_cache(maxsize=512)
def nodes(html: str, language: str) -> list[Node]:
    """Blocks as of `v1.richtext.nodes`; those of a warning say so: {"warning": True}, and the first
    of each begins with its name.
    """
    reader = _Tree()
    reader.feed(LINK_TO_A_PAGE.sub(r"\1", html))
    reader.close()
    found: list[Node] = []
    between: list[_Element | str] = []
    for child in reader.root.children:
        if isinstance(child, _Element) and child.tag == "aside":
            found += _blocks(between) + _warning(child, language)
            between = []
        else:
            between.append(child)
    return _with_levels(found + _blocks(between))


def _warning(element: _Element, language: str) -> list[Node]:
    blocks = [block | {"warning": True} for block in _blocks(element.children)]
    if blocks and "inline" in blocks[0]:
        name: Node = {"kind": "strong", "inline": [{"kind": "words", "text": NAMES[language]}]}
        space: Node = {"kind": "words", "text": " "}
        blocks[0]["inline"] = [name, space, *blocks[0]["inline"]]
    return blocks


def letters_in(told: list[Node]) -> int:
    """How many letters stand in these blocks."""
    total = 0
    for node in told:
        total += len(node.get("text", ""))
        total += letters_in(node.get("inline", []))
        for item in node.get("items", []):
            total += letters_in(item)
    return total


def pieces_in(told: list[Node]) -> int:
    """How many paragraphs and items these blocks are: each begins a line."""
    return sum(len(node.get("items", [node])) for node in told)


MOST_RUN_IN = 260  # letters


def run_in(told: list[Node], most: int = MOST_RUN_IN) -> list[Node]:
    """What stands on the line of its heading: a text of at most so many letters, or some short
    points that are sentences each, as one; nothing where it is no such text.
    """
    items: list[list[Node]] = []
    for node in told:
        items += node.get("items", [[node]])
    if not items or letters_in(told) > most:
        return []
    found: list[Node] = []
    for item in items:
        if len(item) != 1 or item[0]["kind"] != "text" or item[0].get("warning"):
            return []
        if len(items) > 1 and not _ends(item[0]["inline"]):
            return []
        if found:
            found.append({"kind": "words", "text": " "})
        found += item[0]["inline"]
    return found


def _ends(inline: list[Node]) -> bool:
    """Whether these words end as a sentence does."""
    last: str = inline[-1].get("text", "")
    return last.strip().endswith((".", "?", "!"))
