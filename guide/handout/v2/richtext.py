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
