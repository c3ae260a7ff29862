"""What stands on a sheet, line by line, as plain words: so that two sheets can be compared in the
reader's words.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from guide.edition.plain import plain_text

# A field of a printed entry: what it is called, and its lines.
Lines = dict[str, list[str]]

# What names or places an entry, and says nothing of its own.
UNTOLD = ("code", "part", "source", "short", "situation", "kind", "tier", "page", "team", "logo")
# What says how its words stand on paper: the same words again, and how many there are.
OF_THE_LOOKS = ("run_in", "letters", "pieces")
LINK = re.compile(r'<a\b[^<>]*\bhref="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
NO_SIGN = re.compile(r"[\W_]+")


def lines_of_printed(entry: Mapping[str, Any]) -> Lines:
    """{field: its lines} of an entry as a sheet holds it: texts, and blocks of a rich text."""
    found: Lines = {}
    for name, value in entry.items():
        if name in UNTOLD or name in OF_THE_LOOKS:
            continue
        if isinstance(value, str):
            found[name] = _lines(value)
        elif _is_blocks(value):
            found[name] = _lines("\n".join(_block(block) for block in value))
    return found


def reads_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two forms of a printed entry differ in nothing but how the same words look."""
    lines = lines_of_printed(one)
    if lines != lines_of_printed(other):
        return False
    names = (one.keys() | other.keys()) - lines.keys() - set(OF_THE_LOOKS)
    return all(one.get(name) == other.get(name) for name in names)


def lines_of_content(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, line) of an entry's content. Words in a language have the field "", since a sheet may
    print a text under another name than that of its field.
    """
    for name, value in content.items():
        if isinstance(value, str):
            yield from ((name, line) for line in _lines(value))
        elif isinstance(value, dict):
            for text in value.values():
                plain = plain_text(LINK.sub(_link_of_content, text))
                yield from (("", line) for line in plain.split("\n"))


def _is_blocks(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(block, dict) and "kind" in block for block in value
    )


def _block(block: Mapping[str, Any]) -> str:
    """A paragraph or a heading, or the points of a list, each on a line."""
    if "inline" in block:
        return _inline(block["inline"])
    points = []
    for item in block["items"]:
        points += [_block(inner) for inner in item]
    return "\n".join(points)


def _inline(nodes: list[dict[str, Any]]) -> str:
    words = ""
    for node in nodes:
        if node["kind"] == "words":
            words += node["text"]
        elif node["kind"] == "break":
            words += "\n"
        elif "to" in node:
            words += _link(_inline(node["inline"]), node["to"])
        else:
            words += _inline(node["inline"])
    return words


def _link_of_content(link: re.Match[str]) -> str:
    return _link(link[2], unescape(link[1]))


def _link(words: str, target: str) -> str:
    """The words, and where they lead where that is more than they say."""
    scheme, _colon, address = target.partition(":")
    shown = address if scheme in ("tel", "mailto") else target
    said = NO_SIGN.sub("", words).casefold()
    leads = NO_SIGN.sub("", shown).casefold()
    if said and (said in leads or leads in said):
        return words
    return f"{words} ({shown})"


def _lines(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [line for line in lines if line]
