"""Rich text as a translator sees it in a cell, and back to HTML: a part of Markdown.

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
from functools import lru_cache
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from guide.edition.plain import plain_text
from guide.lib.markup import read, without_endless_numbers

SAME_TAG = {"b": "strong", "i": "em"}
INLINE = {"strong": "**", "em": "*"}
HEADINGS = {"h3": "### ", "h4": "#### "}
LISTS = ("ul", "ol")
ALLOWED = {*SAME_TAG, *INLINE, *HEADINGS, *LISTS, "p", "li", "a", "aside", "br"}

TAG = re.compile(r"<(/?)([a-z0-9]+)")
# A text may begin with "<" and be no HTML: "< 18 months".
BEGINS_WITH_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
LINK = re.compile(r'<a href="([^"]*)">((?:(?!<a ).)*?)</a>')
INLINE_TAG = re.compile(r"</?(strong|em)>")
SPACE = re.compile(r"[ \t\r\n]+")
# What translators' programs write, and what was meant.
NEARLY_RIGHT = (
    (re.compile(r"</?(?:b|strong)>", re.IGNORECASE), "**"),
    (re.compile(r"</?(?:i|em)>", re.IGNORECASE), "*"),
    (re.compile(r"<br ?/?>", re.IGNORECASE), "\n"),
    (re.compile(r"\*\*[ \u00a0]+([^*\n]*[^*\s])[ \u00a0]*\*\*"), r"**\1**"),
    (re.compile(r"\*\*([^*\s][^*\n]*?)[ \u00a0]+\*\*"), r"**\1**"),
    (re.compile(r"^[ \t]*[•·▪◦][ \t\u00a0]*", re.MULTILINE), "- "),
    (re.compile(r"^-(?=[^\W\d_])", re.MULTILINE), "- "),
)
TELEPHONE_LINK = re.compile(r"\]\((tel:[^()\n]*(?:\([^()\n]*\)[^()\n]*)?)\)", re.IGNORECASE)
AROUND_LINE_END = re.compile(r" ?<br> ?")

# What the form has, and no more of Markdown. Each line end is one.
MARKDOWN = MarkdownIt("zero", {"breaks": True})
MARKDOWN.enable(["heading", "list", "emphasis", "link", "newline"])
# Where a link may lead is for the field to say, and an address stays as it was typed.
MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]
MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]

# A list is written on one line, as the guide's editor writes it.
WITHOUT_LINE_END = ("bullet_list_open", "ordered_list_open", "list_item_open", "list_item_close")

# A tag and its inline HTML; of a list, the inline HTML of each point.
Block = tuple[str, str | list[str]]


@lru_cache(maxsize=2048)
def to_cell(rich: str) -> str:
    """The plain form where it says all that the HTML says, otherwise the HTML."""
    found = blocks(rich)
    if found is None:
        return rich.strip()
    cell = _written(found)
    says_all = not is_html(cell) and blocks(from_cell(cell)) == found
    return cell if says_all else rich.strip()


def forms(rich: str) -> set[str]:
    """Every cell that this text may have gone out in: which one it is was judged otherwise by an
    older version of the program.
    """
    found = blocks(rich)
    return {rich.strip()} if found is None else {rich.strip(), _written(found)}


def from_cell(cell: str) -> str:
    """HTML from either form."""
    cell = cell.strip()
    if is_html(cell):
        return cell
    tokens = MARKDOWN.parse(_as_meant(cell))
    for token in tokens:
        if token.type in WITHOUT_LINE_END:
            token.block = False
        if token.tag == "ol":
            token.attrs.clear()  # numbered lists begin at 1, whatever the cell says
        elif token.type.startswith("heading") and token.tag not in HEADINGS:
            token.tag = "h3"
    written: str = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return written.replace("<br>\n", "<br>").strip()


def is_html(cell: str) -> bool:
    """Whether this is the HTML form: it begins with a tag. "< 18 months" does not."""
    return bool(BEGINS_WITH_TAG.match(cell.lstrip()))


def _as_meant(cell: str) -> str:
    """The plain form with the marks put right that are nearly right."""
    for nearly, right in NEARLY_RIGHT:
        cell = nearly.sub(right, cell)
    return TELEPHONE_LINK.sub(_telephone_link, cell)


def _telephone_link(found: re.Match[str]) -> str:
    """`](tel:1 800 555-0199)` → `](tel:1-800-555-0199)`"""
    number = re.sub(r"[^\d+;=a-z]+", "-", found[1][4:].lower()).strip("-")
    return f"](tel:{number})"


def wrong_marks(cell: str) -> list[str]:
    """What is left of marks in a plain cell that nobody can read as meant: tags, and stars that do
    not close.
    """
    if is_html(cell):
        return []
    said = plain_text(from_cell(cell))
    left = re.findall(r"</?[a-z][a-z0-9]*[^<>]*>", said, re.IGNORECASE)
    if "**" in said:
        left.append("**")
    return left


def unknown_tags(cell: str) -> list[str]:
    """Names of tags in an HTML cell that the guide does not use, or that are not closed."""
    if not is_html(cell):
        return []
    opened: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for slash, tag in TAG.findall(cell.lower()):
        if slash:
            closed[tag] += 1
        else:
            opened[tag] += 1
    unknown = set()
    for tag in opened | closed:
        is_open = tag != "br" and tag in opened and opened[tag] != closed[tag]
        if tag not in ALLOWED or is_open:
            unknown.add(tag)
    return sorted(unknown)


def blocks(rich: str) -> list[Block] | None:
    """The blocks of a text in one canonical form; None for what the plain form cannot say."""
    reader = _Reader()
    read(reader, rich)
    return None if reader.broken or reader.open else reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self.open: list[str] = []
        self.points: list[str] = []
        self.pieces: list[str] = []
        self.broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = SAME_TAG.get(tag, tag)
        inside = self.open[-1] if self.open else None
        if _begins_a_block(tag, inside):
            self.open.append(tag)
        elif inside == "li" and tag == "p":
            # Only at its beginning does a paragraph in a point say nothing.
            self.broken |= bool("".join(self.pieces).strip())
        elif inside and (tag == "br" or tag in INLINE):
            self.pieces.append(f"<{tag}>")
        elif inside and tag == "a" and set(dict(attrs)) == {"href"}:
            address = html.escape(dict(attrs)["href"] or "")
            self.pieces.append(f'<a href="{address}">')
        else:
            self.broken = True

    def handle_endtag(self, tag: str) -> None:
        tag = SAME_TAG.get(tag, tag)
        inside = self.open[-1] if self.open else None
        if tag in INLINE or tag == "a":
            self.pieces.append(f"</{tag}>")
        elif tag == inside:
            self.open.pop()
            self._close(tag)
        elif not (tag == "p" and inside == "li"):
            self.broken = True

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in LISTS:
            self.pieces.append(html.escape(data, quote=False))
        elif data.strip():
            self.broken = True

    def _close(self, tag: str) -> None:
        content = SPACE.sub(" ", "".join(self.pieces))
        content = AROUND_LINE_END.sub("<br>", content).strip()
        self.pieces = []
        if tag == "li":
            self.points.append(content)
        elif tag in LISTS:
            self.found.append((tag, self.points))
            self.points = []
        elif content:
            self.found.append((tag, content))


def _begins_a_block(tag: str, inside: str | None) -> bool:
    if inside is None:
        return tag in ("p", *HEADINGS, *LISTS)
    return tag == "li" and inside in LISTS


def _written(found: list[Block]) -> str:
    """The plain form of these blocks."""
    return "\n\n".join(_block_to_text(tag, content) for tag, content in found)


def _block_to_text(tag: str, content: str | list[str]) -> str:
    if isinstance(content, str):
        return HEADINGS.get(tag, "") + _to_text(content)
    lines = []
    for number, point in enumerate(content, 1):
        mark = f"{number}. " if tag == "ol" else "- "
        lines.append(mark + _to_text(point))
    return "\n".join(lines)


def _to_text(inline: str) -> str:
    text = LINK.sub(r"[\2](\1)", inline)
    text = INLINE_TAG.sub(lambda tag: INLINE[tag[1]], text)
    text = without_endless_numbers(text).replace("<br>", "\n")
    return html.unescape(text)
