"""HTML as other programs write it → what it means, in the few tags that the guide has.

Word, Google Docs, Outlook, web pages and files of others all come by here, before the sanitiser: it
takes out tags, and with them what they meant. Raised figures become signs (10⁹), a table's rows
lines of their own with their cells parted, points of Word's a list, large headings headings; what
is struck through or hidden goes, since nobody was to read it. A text with the guide's own tags
alone stays as it is, to the letter.
"""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import nh3

from .foreign_style import Attributes, Look, level_of, look_inside
from .foreign_writer import LISTS, Writer
from .markup import read

OURS = "p|h3|h4|ul|ol|li|strong|em|a|br|aside"
FOREIGN = re.compile(
    rf"<(?!/?(?:{OURS})[\s/>])/?[a-z!]|<[a-z][^<>]*\s(?:style|class|hidden)\b"
    r"|<aside>(?!\s*<p>)",  # a warning holds paragraphs
    re.IGNORECASE,
)
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
PARAGRAPHS = (
    "p", "div", "section", "article", "header", "footer", "main", "nav", "blockquote", "pre", "dl",
    "dt", "dd", "address", "caption", "figure", "figcaption", "center",
)  # fmt: skip
CELLS = ("td", "th")
CONTAINERS = (*LISTS, "li", "aside")
VOID = ("br", "hr", "img")
INLINE = (
    "strong", "b", "em", "i", "a", "sup", "del", "s", "strike", "ins", "u", "span", "font",
)  # fmt: skip
# What stands in them is no text of the page.
NO_TEXT = {"script", "style", "title", "object", "iframe", "video", "audio", "svg", "template"}
EMBEDDED = re.compile(r"<(?:object|iframe|embed|video|audio|form|input|select)\b", re.IGNORECASE)
DRAWN = re.compile(r"<svg\b", re.IGNORECASE)
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
LEADS_SOMEWHERE = re.compile(r"(?:https?|mailto|tel|guide):", re.IGNORECASE)
SAFE_LINKS = ".safelinks.protection.outlook.com"

# What a reader of HTML opens anew in each paragraph, for as long as nobody ended it.
TAG_THAT_STAYS = re.compile(
    r"<(/?)(?:(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)|[a-z][a-z0-9]*)\b",
    re.IGNORECASE,
)
MOST_OPENED_ANEW = 50_000

_reader_of_all = nh3.Cleaner(
    tags={*HEADINGS, *PARAGRAPHS, *CONTAINERS, *CELLS, *VOID, *INLINE, "table", "tbody", "tr"},
    clean_content_tags=NO_TEXT,
    attributes={"*": {"style", "class", "hidden"}, "a": {"href"}, "font": {"color"}},
    url_schemes={"https", "http", "mailto", "tel", "guide", "file"},
    link_rel=None,
)


class Meaning(NamedTuple):
    """`html` with tags of the guide alone, and how often each kind of thing was left out:
    {"pictures": 2, "struck": 1}.
    """

    html: str
    left_out: Counter[str]


def kept_meaning(html: str) -> str:
    """The text in the guide's tags. The same, to the letter, where it has no others."""
    return meaning_of(html).html if FOREIGN.search(html) else html


def meaning_of(html: str, *, has_warnings: bool = True) -> Meaning:
    """What another program's HTML says. `has_warnings`: <aside> is the guide's warning, not what
    web pages mean by it.
    """
    reader = _Reader(has_warnings)
    read(reader, _reader_of_all.clean(html))
    left_out = reader.left_out
    left_out["embedded"] += len(EMBEDDED.findall(html))
    left_out["pictures"] += len(DRAWN.findall(html))
    return Meaning(reader.writer.html(), +left_out)


def is_tangled(html: str) -> bool:
    """Whether reading it would make far more of it than was written: stress that is never ended is
    opened anew in each paragraph.
    """
    depth = opened_anew = 0
    for tag in TAG_THAT_STAYS.finditer(html):
        is_end, stays = tag.groups()
        if stays:
            depth = max(0, depth - 1) if is_end else depth + 1
        elif not is_end:
            opened_anew += depth
        if opened_anew > MOST_OPENED_ANEW:
            return True
    return False


def link_address(address: str) -> str:
    """Where a link leads: without what Outlook puts before it, "" for a place in the page or on
    somebody's disk.
    """
    address = address.strip()
    if not LEADS_SOMEWHERE.match(address):
        return ""
    try:
        parts = urlsplit(address)
        is_copy = (parts.hostname or "").endswith(SAFE_LINKS)
        inner = parse_qs(parts.query).get("url", [""])[0] if is_copy else ""
    except ValueError:
        return address
    return inner if LEADS_SOMEWHERE.match(inner) else address


class _Reader(HTMLParser):
    """Reads well-formed HTML: every element is ended."""

    def __init__(self, has_warnings: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = Writer()
        self.left_out: Counter[str] = Counter()
        self.has_warnings = has_warnings
        self.looks = [Look()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        outer = self.looks[-1]
        if tag in VOID:
            self._void(tag, outer)
            return
        look = look_inside(outer, tag, dict(attrs))
        if tag == "a":
            look = self._in_link(look, dict(attrs).get("href") or "")
        if look.left_out and not outer.left_out:
            self.left_out[look.left_out] += 1
        self.looks.append(look)
        if not look.left_out:
            self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or len(self.looks) < 2:
            return
        if not self.looks.pop().left_out:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        look = self.looks[-1]
        if look.left_out:
            return
        if look.is_bullet:
            self.writer.bullet += data
            return
        if look.is_raised:
            data = data.translate(RAISED)
        if data.strip() and not look.link:
            self.left_out["colours"] += look.is_coloured
            self.left_out["underlined"] += look.is_underlined
        self.writer.words(data, look)

    def _void(self, tag: str, look: Look) -> None:
        if look.left_out or look.is_bullet:
            return
        if tag == "img":
            self.left_out["pictures"] += 1
        elif tag == "br":
            self.writer.line_end()
        else:
            self.writer.end_leaf()

    def _in_link(self, look: Look, address: str) -> Look:
        target = link_address(address)
        is_elsewhere = bool(address) and not address.startswith("#")
        if is_elsewhere and not target and not look.left_out:
            self.left_out["links"] += 1
        return replace(look, link=target)

    def _begin(self, tag: str, attributes: Attributes) -> None:
        if tag in HEADINGS:
            self.writer.begin(HEADINGS[tag])
        elif tag in PARAGRAPHS:
            self.writer.begin("p", level_of(attributes))
        elif self._is_container(tag):
            self.writer.begin_container(tag)
        elif tag == "tr":
            self.writer.begin_row()
        elif tag in CELLS:
            self.writer.begin_cell()

    def _end(self, tag: str) -> None:
        if tag in HEADINGS or tag in PARAGRAPHS or tag == "table":
            self.writer.end_leaf()
        elif self._is_container(tag):
            self.writer.end_container(tag)
        elif tag == "tr":
            self.left_out["tables"] += self.writer.end_row()
        elif tag in CELLS:
            self.writer.end_cell()

    def _is_container(self, tag: str) -> bool:
        return tag in CONTAINERS and (tag != "aside" or self.has_warnings)
