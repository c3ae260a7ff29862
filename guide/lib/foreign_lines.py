"""Lines of plain text, as a PDF viewer or a mail puts them on the clipboard → paragraphs and
points.

A viewer ends a line where the page ends it. A line that goes on with a small letter is joined to
the one before; others stay lines of their own, since nobody can tell a telephone list from a
sentence.
"""

import re
from html import escape

BULLET = re.compile(r"\s*[•·▪◦‣●○–—*\uf0b7-]\s+(?=\S)")
NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+(?=\S)")
GOES_ON = re.compile(r"[a-zà-öø-ÿœ(]")


def html_of_lines(text: str) -> str:
    """HTML in the guide's tags: <p>, and <ul> or <ol> where lines begin with a sign or a number."""
    blocks: list[tuple[str, str]] = []  # (tag of the list, or "p"; words)
    is_after_gap = True
    for line in text.splitlines():
        if not line.strip():
            is_after_gap = True
            continue
        kind, words = _read(line)
        if kind == "p" and blocks and not is_after_gap and GOES_ON.match(words):
            tag, before = blocks.pop()
            joint = "" if before.endswith("-") else " "
            blocks.append((tag, f"{before}{joint}{words}"))
        else:
            blocks.append((kind, words))
        is_after_gap = False
    return _written(blocks)


def _read(line: str) -> tuple[str, str]:
    for kind, mark in (("ul", BULLET), ("ol", NUMBER)):
        found = mark.match(line)
        if found:
            return kind, line[found.end() :].strip()
    return "p", line.strip()


def _written(blocks: list[tuple[str, str]]) -> str:
    pieces = []
    open_list = ""
    for kind, words in blocks:
        wanted = "" if kind == "p" else kind
        if wanted != open_list:
            pieces += [f"</{open_list}>"] if open_list else []
            pieces += [f"<{wanted}>"] if wanted else []
            open_list = wanted
        tag = "li" if wanted else "p"
        pieces.append(f"<{tag}>{escape(words, quote=False)}</{tag}>")
    pieces += [f"</{open_list}>"] if open_list else []
    return "".join(pieces)
