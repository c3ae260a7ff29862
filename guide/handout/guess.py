"""Which step of sizes a sheet will probably need, by counting letters: so that most sheets are set only once or twice.

It need not be right: a step that turns out too large is followed by the next. But it must be the same for the same
sheet, since the step is part of what makes the bytes.
"""

from math import ceil

LETTER = 0.49  # the width of an average letter, in text sizes
GAP = 0.45  # between paragraphs, in text sizes
HEADING = 2.1  # a heading with the space around it, in text sizes
GUTTER = 20  # between two columns, in points
PAGE = {"letter": (550, 705), "a4": (533, 755)}  # what a page holds, in points: width and height
# How full the count says a sheet is when it just fits: found by setting every path of the starter content.
FULL = {("normal", 1): 1.05, ("normal", 2): 0.93, ("large", 1): 0.93, ("large", 2): 0.88}
NOT_PRINTED = ("kind", "to", "code", "part", "email")


def likely_step(data, steps, pages):
    """The first step that seems to keep this data to so many pages, or else the last."""
    width, height = PAGE[data["paper"]]
    room = pages * height * FULL[data["text"], len(data["sides"])]
    for step, sizes in enumerate(steps):
        if max(_Side(side, data, sizes, width).height() for side in data["sides"]) <= room:
            return step
    return len(steps) - 1


class _Side:
    """The height, in points, of one language's part of a sheet."""

    def __init__(self, side, data, sizes, width):
        self.side, self.data, self.sizes = side, data, sizes
        self.alone = len(data["sides"]) == 1
        self.width = width if self.alone else (width - GUTTER) / 2
        self.half = (width - GUTTER) / 2

    def height(self):
        return self._top() + self._sections() + self._urgent() + self._about() + self._lists() + self._small_print()

    def _top(self):
        nurse = (130 if self.alone else 260) if self.data["nurse"] else 0
        return (150 if self.alone else 230) + nurse + 24 * self.data["lines"] + 12

    def _sections(self):
        read, base, side = self.sizes["read"], self.sizes["base"], self.side
        key_points = HEADING * base + self._nodes(side["key_points"], base) if side["key_points"] else 0
        open_to = sum(1.3 * read for section in side["sections"] if section["situation"])
        told = [*side["sections"], *side["outlook"]]
        return key_points + open_to + sum(HEADING * read + self._nodes(section["body"], read) for section in told)

    def _urgent(self):
        read, total = self.sizes["read"], 0
        for section in self.side["urgent"]:
            told = [*section["key_points"], *(node for node in section["body"] if node["kind"] == "text")]
            items = [item for node in section["body"] for item in node.get("items", ())]
            listed = self._halved([self._lines(_length(item) + 3, read, self.half - 20) for item in items])
            total += HEADING * read + 40 + self._nodes(told, read) + listed + self._lines(60, read)
        return total

    def _about(self):
        note, whole = self.sizes["note"], self.sizes["whole"]
        told = [entry["body"] if whole else entry["short"] or entry["body"] for entry in self.side["about"]]
        return self._halved([HEADING * 1.3 * note + self._nodes(body, note, self.half) for body in told])

    def _lists(self):
        note, read, side = self.sizes["note"], self.sizes["read"], self.side
        treatments = sum(self._lines(_length(entry) - 10, note) for entry in side["treatments"])
        questions = sum(self._lines(len(entry["title"]) + 4, read) for entry in side["questions"])
        return treatments + questions + HEADING * (note * bool(treatments) + read * bool(questions))

    def _small_print(self):
        fine, source, side = self.sizes["fine"], self.sizes["source"], self.side
        called = [entry for entry in side["support"] if entry["phone"] or entry["text_line"]]
        online = _length([entry for entry in side["support"] if entry not in called])
        words = [entry for entry in side["words"] if self.sizes["whole"] or entry["short"]]
        total = self._halved([self._lines(_length(entry), fine, self.half) for entry in called])
        total += self._halved([self._lines(_length(entry), fine, self.half) for entry in words])
        total += self._lines(online, fine) + HEADING * fine * (bool(side["support"]) + bool(words))
        sources = sum(len(entry["title"] + entry["publisher"]) + 12 for entry in side["sources"])
        return total + HEADING * source + self._lines(sources, source)

    def _lines(self, length, size, width=None):
        return ceil(length * LETTER * size / (width or self.width)) * size * (1 + self.sizes["lead"])

    def _nodes(self, nodes, size, width=None):
        blocks = [node.get("items") or [node["inline"]] for node in nodes]
        return sum(self._lines(_length(line) + 3, size, width) for block in blocks for line in block) + (
            GAP * size * len(blocks)
        )

    def _halved(self, heights):
        """Two columns side by side where one language stands alone."""
        return sum(heights) / 2 + max(heights, default=0) / 4 if self.alone else sum(heights)


def _length(value):
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_length(item) for name, item in value.items() if name not in NOT_PRINTED)
    return sum(map(_length, value)) if isinstance(value, list) else 0
