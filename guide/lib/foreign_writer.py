"""Blocks and words as they are met → HTML with the few tags that the guide has."""

import re
from html import escape

from .foreign_style import Look

LISTS = ("ul", "ol")
NUMBER = re.compile(r"\(?(?:\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
# Word writes two spaces as one that does not break and one that does.
WIDE_GAP = re.compile("(?:[ \xa0]*\xa0[ \xa0]+| \xa0)")
BETWEEN_CELLS = " | "
BETWEEN_LINES = "; "
BLOCK_TAG = re.compile(r"</?(?:p|h3|h4|ul|ol|li|aside)>")
BREAK = "<br>"


class Writer:
    """`pieces` holds tags and escaped words, in the order in which they will stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.inside: list[str] = []  # lists, points, cells and warnings that are not ended yet
        self.leaf: str | None = None  # the paragraph or heading that words go into; "" in a point
        self.wanted = ""  # what the next leaf is to be; "" where nothing says it
        self.marks: list[str] = []  # tags of stress and links that are open in the leaf
        self.level = 0  # of the point of Word's that comes next
        self.bullet = ""
        self.word_lists: list[str] = []
        self.rows: list[list[list[str]]] = []  # the cells of each row that is not ended yet

    def begin(self, wanted: str = "p", level: int = 0) -> None:
        """From here on words stand in a block of this kind; `level` > 0 in a point of Word's."""
        self.end_leaf()
        self.wanted = wanted
        self.level = level
        self.bullet = ""

    def end_leaf(self) -> None:
        self._set_marks([])
        if self.leaf:
            self.pieces.append(f"</{self.leaf}>")
        self.leaf = None
        self.wanted = ""
        self.level = 0

    def begin_container(self, tag: str) -> None:
        """A list, a point or a warning."""
        self.end_leaf()
        self._end_word_lists()
        innermost = self.inside[-1] if self.inside else ""
        if tag in LISTS and innermost in LISTS:
            self._reopen_point()
        elif tag == "li" and innermost == "li":
            self.end_container("li")
        self.inside.append(tag)
        self.pieces.append(f"<{tag}>")

    def end_container(self, tag: str) -> None:
        self.end_leaf()
        self._end_word_lists()
        if tag not in self.inside:
            return
        while True:
            ended = self.inside.pop()
            self.pieces.append(f"</{ended}>")
            if ended == tag:
                return

    def words(self, text: str, look: Look) -> None:
        text = WIDE_GAP.sub(" ", SPACES.sub(" ", text))
        if self.leaf is None:
            text = text.lstrip(" ")
            if not text.strip("\xa0"):
                return
            self._begin_leaf()
        marks = [f'a href="{escape(look.link)}"'] if look.link else []
        marks += ["strong"] if look.strong and self.leaf not in ("h3", "h4") else []
        marks += ["em"] if look.em else []
        self._set_marks(marks if text.strip() else [one for one in self.marks if one in marks])
        self.pieces.append(escape(text, quote=False))

    def line_end(self) -> None:
        if self.leaf is not None:
            self.pieces.append(BREAK)

    def begin_row(self) -> None:
        self.end_leaf()
        self.rows.append([])

    def begin_cell(self) -> None:
        self.end_leaf()
        self._end_word_lists()
        self.inside.append("td")
        if self.rows:
            self.rows[-1].append([])
        self.pieces.append("<td>")

    def end_cell(self) -> None:
        self.end_leaf()
        self._end_word_lists()
        start = len(self.pieces) - 1 - self.pieces[::-1].index("<td>")
        while self.inside.pop() != "td":
            continue
        cell = self.pieces[start + 1 :]
        del self.pieces[start:]
        if self.rows:
            self.rows[-1][-1] = cell
        else:
            self.pieces += cell

    def end_row(self) -> bool:
        """Returns whether its cells became one line. A row of one cell only lays a page out."""
        cells = self.rows.pop()
        said = [cell for cell in cells if any(_says(piece) for piece in cell)]
        if len(said) < 2:
            for cell in said:
                self.pieces += cell
            return False
        line = BETWEEN_CELLS.join([_on_one_line(cell) for cell in cells])
        self.pieces.append(f"<p>{line.strip()}</p>")
        return True

    def html(self) -> str:
        self.end_leaf()
        self._end_word_lists()
        return "".join(self.pieces)

    def _begin_leaf(self) -> None:
        if self.level:
            self._begin_word_point()
            return
        self._end_word_lists()
        begins_a_point = bool(self.pieces) and self.pieces[-1] == "<li>"
        self.leaf = self.wanted or ("" if begins_a_point else "p")
        if self.leaf:
            self.pieces.append(f"<{self.leaf}>")

    def _begin_word_point(self) -> None:
        """Word writes lists as paragraphs that tell their level, each with its sign before it."""
        kind = "ol" if NUMBER.fullmatch(self.bullet.strip(" \xa0")) else "ul"
        while len(self.word_lists) > self.level:
            self.pieces += ["</li>", f"</{self.word_lists.pop()}>"]
        if len(self.word_lists) == self.level:
            self.pieces.append("</li>")
            if self.word_lists[-1] != kind:
                self.pieces += [f"</{self.word_lists.pop()}>", f"<{kind}>"]
                self.word_lists.append(kind)
        else:
            self.pieces.append(f"<{kind}>")
            self.word_lists.append(kind)
        self.pieces.append("<li>")
        self.leaf = ""

    def _end_word_lists(self) -> None:
        while self.word_lists:
            self.pieces += ["</li>", f"</{self.word_lists.pop()}>"]

    def _reopen_point(self) -> None:
        """A list that stands beside the points of a list belongs to the point before it."""
        if self.pieces[-1] == "</li>":
            self.pieces.pop()
        else:
            self.pieces.append("<li>")
        self.inside.append("li")

    def _set_marks(self, wanted: list[str]) -> None:
        same = 0
        while same < min(len(wanted), len(self.marks)) and wanted[same] == self.marks[same]:
            same += 1
        for mark in reversed(self.marks[same:]):
            self.pieces.append(f"</{mark.split()[0]}>")
        for mark in wanted[same:]:
            self.pieces.append(f"<{mark}>")
        self.marks = wanted


def _says(piece: str) -> bool:
    return not piece.startswith("<") and bool(piece.strip(" \xa0"))


def _on_one_line(pieces: list[str]) -> str:
    """The words of a cell, its paragraphs, points and lines parted by a semicolon."""
    line: list[str] = []
    is_parted = False
    for piece in pieces:
        if BLOCK_TAG.fullmatch(piece) or piece == BREAK:
            is_parted = bool(line)
        elif is_parted and _says(piece):
            line += [BETWEEN_LINES, piece]
            is_parted = False
        else:
            line.append(piece)
    return "".join(line).strip()
