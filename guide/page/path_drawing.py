"""The drawing of a path: a thread runs from the ribbon through the chosen beads, a row a question,
to the page.
"""

import textwrap
from dataclasses import dataclass
from itertools import pairwise

# In units of the drawing, of which a letter is LETTER wide.
WIDTH = 288
TOP = 76
ROW = 88
STRAIGHT = 40
MARGIN = 2
LETTER = 9
LINE = 19


@dataclass(frozen=True)
class Bead:
    """One answer of a question.

    Only the chosen one has a label, set below it and inside the drawing.
    """

    x: int
    y: int
    label: str
    anchor: str

    @property
    def text_x(self):
        return {"start": MARGIN, "end": WIDTH - MARGIN}.get(self.anchor, self.x)

    @property
    def lines(self):
        """(height, words) of each line; a label that is wider than the drawing has two."""
        first = self.y + 29
        placed = []
        for row, words in enumerate(_lines(self.label)):
            placed.append((first + LINE * row, words))
        return placed


@dataclass(frozen=True)
class Drawing:
    """`end` is the height at which the thread meets the page."""

    beads: tuple[Bead, ...]
    thread: str
    end: int
    width: int = WIDTH
    middle: int = WIDTH // 2

    @property
    def height(self):
        return self.end + 40


def draw(guide, path):
    """The Drawing of a finished path."""
    beads = []
    points = [(WIDTH // 2 + 11, 38)]
    for row, question in enumerate(guide.questions.values()):
        y = TOP + row * ROW
        step = WIDTH / len(question.choices)
        for column, choice in enumerate(question.choices):
            x = round(step * (column + 0.5))
            label = ""
            if choice in path.answers:
                label = choice.short
                points += [(x, y), (x, y + STRAIGHT)]
            beads.append(Bead(x, y, label, _anchor(x, _widest(choice.short))))
    end = TOP + len(guide.questions) * ROW - 4
    return Drawing(tuple(beads), _thread([*points, (WIDTH // 2, end)]), end)


def _lines(label):
    """The label in one line, or in two where one would be wider than the drawing."""
    if len(label) * LETTER <= WIDTH - 2 * MARGIN:
        return [label]
    return textwrap.wrap(label, len(label) // 2 + 4)


def _widest(label):
    return max(map(len, _lines(label)))


def _anchor(x, letters):
    """A label of so many letters that would leave the drawing grows inwards from its edge."""
    half = letters * LETTER / 2
    if x - half < MARGIN:
        return "start"
    if x + half > WIDTH - MARGIN:
        return "end"
    return "middle"


def _thread(points):
    """A smooth line downwards through the points."""
    line = "M{} {}".format(*points[0])
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (y + to_y) // 2
        line += f"C{x} {middle} {to_x} {middle} {to_x} {to_y}"
    return line
