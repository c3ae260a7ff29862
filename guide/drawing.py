"""The drawing of a path: each question a row of beads, a thread through those that were chosen."""

from dataclasses import dataclass
from itertools import pairwise

WIDTH, ROW, TOP, BEAD = 320, 66, 40, 7


@dataclass(frozen=True)
class Bead:
    """One answer of a question; the chosen one carries its label, set so that it stays inside the drawing."""

    x: int
    y: int
    label: str
    anchor: str


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    beads: tuple[Bead, ...]
    thread: str


def draw(guide, path):
    """The Drawing of a finished or unfinished path."""
    beads, points = [], [(WIDTH // 2, 4)]
    for row, question in enumerate(guide.questions.values()):
        y, step = TOP + row * ROW, WIDTH / max(len(question.choices), 1)
        for column, choice in enumerate(question.choices):
            x = round(step * (column + 0.5))
            chosen = choice in path.answers
            points += [(x, y)] if chosen else []
            beads.append(Bead(x, y, choice.short if chosen else "", _anchor(column, len(question.choices))))
    height = TOP + len(guide.questions) * ROW - 8
    if path.is_finished:
        points.append((WIDTH // 2, height - 4))
    return Drawing(WIDTH, height, tuple(beads), _thread(points))


def _anchor(column, columns):
    return {0: "start", columns - 1: "end"}.get(column, "middle") if columns > 1 else "middle"


def _thread(points):
    """A smooth line downwards through the points."""
    line = "M{} {}".format(*points[0])
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (y + to_y) // 2
        line += f"C{x} {middle} {to_x} {middle} {to_x} {to_y}"
    return line
