"""Rich text as a translator sees it in a cell, and back to HTML.

    ### A heading
    A paragraph with **bold**, *italic* and [a link](https://example.org).
    - a point
    1. a numbered point

A text that this cannot say (a list in a list, a star that is meant as a star) stays HTML: `to_cell`
tries the way back before it trusts it.
"""

import html
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import groupby

from guide.lib.markup import read, without_endless_numbers

TAGS = {"b": "strong", "i": "em"}
INLINE = {"strong": "**", "em": "*"}
HEADINGS = {"h3": "### ", "h4": "#### "}
LISTS = {"ul": "- ", "ol": "1. "}
ALLOWED = {*INLINE, *HEADINGS, *LISTS, *TAGS, "p", "li", "a", "br"}


def to_cell(rich):
    """The plain form where it says all that the HTML says, otherwise the HTML."""
    found = blocks(rich)
    if found is None:
        return rich.strip()
    cell = "\n\n".join(_block_to_text(tag, content) for tag, content in found)
    return cell if not cell.startswith("<") and blocks(from_cell(cell)) == found else rich.strip()


def from_cell(cell):
    """HTML from either form."""
    cell = cell.strip()
    if cell.startswith("<"):
        return cell
    grouped = groupby((line.strip() for line in cell.split("\n")), key=_kind_of_line)
    return "\n".join(
        _lines_to_html(tag, [_inline(_without_mark(line)) for line in lines])
        for tag, lines in grouped
        if tag
    )


def unknown_tags(cell):
    """Names of tags in an HTML cell that the guide does not use, or that are not closed."""
    if not cell.lstrip().startswith("<"):
        return []
    opened = Counter(re.findall(r"<([a-z0-9]+)", cell.lower()))
    closed = Counter(re.findall(r"</([a-z0-9]+)", cell.lower()))
    return sorted(
        {tag for tag in [*opened, *closed] if tag not in ALLOWED}
        | {tag for tag in opened if tag != "br" and opened[tag] != closed[tag]}
    )


def blocks(rich):
    """[(tag, inline HTML, or a list of them)] in one canonical form; None for what the plain form
    cannot say.
    """
    reader = _Reader()
    read(reader, rich)
    return None if reader.broken or reader.open else reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.pieces, self.broken = [], [], [], False

    def handle_starttag(self, tag, attrs):
        tag, inside = TAGS.get(tag, tag), self.open[-1] if self.open else None
        if tag == "br" and inside:
            self.pieces.append("<br>")
        elif tag in INLINE and inside:
            self.pieces.append(f"<{tag}>")
        elif tag == "a" and inside and list(dict(attrs)) == ["href"]:
            self.pieces.append(f'<a href="{html.escape(dict(attrs)["href"] or "")}">')
        elif tag == "p" and inside == "li":
            self.broken |= bool("".join(self.pieces).strip())
        elif (tag == "li" and inside in LISTS) or (
            inside is None and tag in {"p", *HEADINGS, *LISTS}
        ):
            self.open.append(tag)
            if tag in LISTS:
                self.found.append((tag, []))
        else:
            self.broken = True

    def handle_endtag(self, tag):
        tag = TAGS.get(tag, tag)
        if tag in INLINE or tag == "a":
            self.pieces.append(f"</{tag}>")
        elif self.open and tag == self.open[-1]:
            self.open.pop()
            self._close(tag)
        elif not (tag == "p" and self.open and self.open[-1] == "li"):
            self.broken = True

    def _close(self, tag):
        content = re.sub(
            r" ?<br> ?", "<br>", re.sub(r"[ \t\r\n]+", " ", "".join(self.pieces))
        ).strip()
        self.pieces = []
        if tag == "li":
            self.found[-1][1].append(content)
        elif tag not in LISTS and content:
            self.found.append((tag, content))

    def handle_data(self, data):
        if self.open and self.open[-1] not in LISTS:
            self.pieces.append(html.escape(data, quote=False))
        elif data.strip():
            self.broken = True


def _block_to_text(tag, content):
    if tag in LISTS:
        return "\n".join(
            LISTS[tag].replace("1", str(n)) + _to_text(item) for n, item in enumerate(content, 1)
        )
    return HEADINGS.get(tag, "") + _to_text(content)


def _to_text(inline):
    text = re.sub(r'<a href="([^"]*)">((?:(?!<a ).)*?)</a>', r"[\2](\1)", inline)
    text = re.sub(r"</?(strong|em)>", lambda found: INLINE[found[1]], text)
    return html.unescape(without_endless_numbers(text).replace("<br>", "\n"))


def _kind_of_line(line):
    if not line:
        return ""
    for tag, mark in (HEADINGS | {"ul": "- "}).items():
        if line.startswith(mark):
            return tag
    return "ol" if re.match(r"\d+[.)] ", line) else "p"


def _without_mark(line):
    return re.sub(r"^(?:#{3,4} |- |\d+[.)] )", "", line).strip()


def _lines_to_html(tag, lines):
    if tag in LISTS:
        return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"
    if tag in HEADINGS:
        return "".join(f"<{tag}>{line}</{tag}>" for line in lines)
    return f"<p>{'<br>'.join(lines)}</p>"


def _inline(text):
    # Each pattern stops where it could begin anew, so that a long line of marks is read once.
    text = html.escape(text, quote=False)
    text = re.sub(r"\[([^\[\]]+)\]\(([^\s)\[]+)\)", _link, text)
    text = re.sub(r"\*\*(?! )((?:(?!\*\*).)+)(?<! )\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"\*(?! )([^*]+)(?<! )\*", r"<em>\1</em>", text)


def _link(match):
    words, address = match.groups()
    return f'<a href="{address.replace(chr(34), "%22")}">{words}</a>'
