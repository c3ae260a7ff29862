"""Rich text as staff read it before they sign: the words, and everything else that is signed.

A link says where it leads, a heading that it is one, a point that it is one, and stressed words are
between stars. What a reader of plain words could not see cannot be changed unseen.
"""

import re
from functools import lru_cache
from html.parser import HTMLParser

from guide.lib.content import Content
from guide.lib.markup import read
from guide.lib.text import is_rich

from .languages import LANGUAGES

HEADINGS = {"h3": "§ ", "h4": "§§ "}
STRESS = {"strong": "**", "em": "*"}
LISTS = ("ul", "ol")
INDENT = "\u00a0" * 4
SPACES = tuple(" \t\n\r\f")  # a no-break space is a character like any other
SPACE = re.compile(r"[ \t\n\r\f]+")
WARNING = "!! "
POINT = re.compile(r"\s*(?:•|\d+\.)\s*\Z")
# What means something in the reading form; and those that do where a line begins.
MARK = re.compile(r"[\\→•§*↵]")
AT_START = re.compile(r"\u00a0|\d+\.|!!")
# Where an address would end before its end.
IN_ADDRESS = str.maketrans({"]": "%5D", " ": "%20"})


@lru_cache(maxsize=1024)
def reading_form(html: str) -> str:
    """One line a paragraph, heading or point; "[words → tel:1-888-…]" for a link."""
    reader = _Reader()
    read(reader, html)
    return reader.text()


def words_of(content: Content) -> int:
    """How many words of an entry a reader has to read in one language: the longer of the two."""
    counts = [0]
    for language in LANGUAGES:
        counts.append(sum(_count(value, language) for value in content.values()))
    return max(counts)


def _count(value: object, language: str) -> int:
    if isinstance(value, dict):
        value = value.get(language, "")
    if not isinstance(value, str):
        return 0
    return len((reading_form(value) if is_rich(value) else value).split())


def as_typed(words: str) -> str:
    """Words in which a mark of the reading form was typed: it stands behind a \\, so that it is
    taken for no link, point, heading or stress.
    """
    return MARK.sub(r"\\\g<0>", words)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.lists: list[str] = []  # the tag of each open list
        self.points: list[int] = []  # and how many points it has so far
        self.targets: list[str] = []
        self.is_in_warning = False

    def text(self) -> str:
        lines = [line.rstrip() for line in self.lines]
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_in_warning |= tag == "aside"
        if tag in LISTS:
            self.lists.append(tag)
            self.points.append(0)
        elif tag == "li":
            self.lines.append(self._point())
        elif tag in HEADINGS:
            self.lines.append(HEADINGS[tag])
        elif tag == "p":
            self._begin_paragraph()
        elif tag == "br":
            self.lines.append("↵ ")
        elif tag in STRESS:
            self.lines[-1] += STRESS[tag]
        elif tag == "a":
            self.targets.append(dict(attrs).get("href") or "")
            self.lines[-1] += "["

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS and self.lists:
            self.lists.pop()
            self.points.pop()
            self._new_line()
        elif tag in STRESS:
            self.lines[-1] += STRESS[tag]
        elif tag == "a" and self.targets:
            self.lines[-1] += f" → {self.targets.pop().translate(IN_ADDRESS)}]"
        elif tag == "aside":
            self.is_in_warning = False
        elif tag == "p" or tag in HEADINGS:
            self._new_line()

    def handle_data(self, data: str) -> None:
        words = as_typed(SPACE.sub(" ", data).strip(" "))
        if not self.lines[-1].strip() and AT_START.match(words):
            words = f"\\{words}"
        if data[:1] in SPACES and self.lines[-1].strip():
            self.lines[-1] += " "
        self.lines[-1] += words
        if data[-1:] in SPACES and words:
            self.lines[-1] += " "

    def _begin_paragraph(self) -> None:
        """The first paragraph of a point stands on the point's own line."""
        if not POINT.match(self.lines[-1]):
            self._new_line()
        if self.is_in_warning:
            self.lines[-1] += WARNING

    def _new_line(self) -> None:
        """Inside a list, below the words of its point and not below the list."""
        self.lines.append(INDENT * len(self.lists))

    def _point(self) -> str:
        if not self.lists:
            return "• "
        self.points[-1] += 1
        bullet = "•" if self.lists[-1] == "ul" else f"{self.points[-1]}."
        return f"{INDENT * (len(self.lists) - 1)}{bullet} "
