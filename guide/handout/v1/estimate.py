"""Which step of sizes a sheet will probably need, by counting letters: so that most sheets are set
only once or twice.

It need not be right: a step that turns out too large is followed by the next. But it must be the
same for the same sheet, since the step is part of what makes the bytes.
"""

from math import ceil

LETTER = {
    "en": 0.47
}  # the width of an average letter with what is lost at the ends of lines, in text sizes
WIDE = 0.49  # the same in languages with longer words
GAP = 0.35  # between paragraphs, in text sizes
HEADING = 1.9  # a heading with the space around it, in text sizes
GUTTER = 16  # between two columns, in points
PAGE = {"letter": (561, 718), "a4": (544, 768)}  # what a page holds, in points: width and height
# How full the count says a sheet is when it just fits: found by setting every path of the starter
# content.
FULL = {("normal", 1): 1.01, ("normal", 2): 0.985, ("large", 1): 1.0, ("large", 2): 0.9}
NOT_PRINTED = ("kind", "to", "code", "part", "email")


def likely_step(data, steps, pages):
    """The first step that seems to keep this data to so many pages; never one with smaller text,
    which needs proof.
    """
    room = pages * FULL[data["text"], len(data["sides"])]
    full = [step for step, sizes in enumerate(steps) if sizes["text"] == steps[0]["text"]]
    return next((step for step in full if counted(data, steps[step]) <= room), full[-1])


def counted(data, sizes):
    """How many pages this data seems to fill at these sizes."""
    return (
        max(_SideHeight(side, data, sizes).height() for side in data["sides"])
        / PAGE[data["paper"]][1]
    )


class _SideHeight:
    """The height, in points, of one language's part of a sheet."""

    def __init__(self, side, data, sizes):
        self.side, self.data, self.sizes = side, data, sizes
        width = PAGE[data["paper"]][0]
        half = (width - GUTTER) / 2
        self.alone = len(data["sides"]) == 1
        self.columns = 2 if self.alone and sizes["columns"] else 1
        self.wide = width if self.alone else half
        self.narrow = half if self.columns == 2 else self.wide

    def height(self):
        key_points, text = self.side["key_points"], self.sizes["text"]
        told = HEADING * text + self._nodes(key_points, text) if key_points else 0
        in_columns = told + self._sections(self.side["sections"], self.narrow) + self._rest()
        return self._top() + self._urgent() + in_columns / self.columns

    def _top(self):
        text = self.sizes["text"]
        return (5.6 if self.side["ward"] else 2) * text + self._lines(200, text, self.wide) + 12

    def _sections(self, entries, width):
        text, total = self.sizes["text"], 0
        for entry in entries:
            title = self._lines(len(entry["title"]), text, width) + (HEADING - 1) * text
            situation = 1.4 * self.sizes["note"] if entry.get("situation") else 0
            total += title + situation + self._nodes(entry["body"], text, width)
        return total

    def _urgent(self):
        text, total, inner = self.sizes["text"], 0, self.wide - 20
        columns = 2 if self.alone else 1
        for section in self.side["urgent"]:
            told = [
                *section["key_points"],
                *(node for node in section["body"] if node["kind"] == "text"),
            ]
            items = [item for node in section["body"] for item in node.get("items", ())]
            listed = sum(self._lines(_length(item) + 5, text, inner / columns) for item in items)
            total += HEADING * text + 20 + self._nodes(told, text, inner) + listed / columns
        return total

    def _rest(self):
        side, whole = self.side, self.sizes["whole"]
        about = [
            entry | {"body": entry["body"] if whole else entry["short"] or entry["body"]}
            for entry in side["about"]
        ]
        told = self._sections([*about, *side["outlook"]], self.narrow)
        nurse = 13 * self.sizes["text"] if self.data["nurse"] else 0
        return told + self._lists() + nurse + 24 * self.data["lines"] + self._small()

    def _lists(self):
        text, side = self.sizes["text"], self.side
        treatments = [_length(entry) for entry in side["treatments"]]
        questions = [len(entry["title"]) + 4 for entry in side["questions"]]
        return self._listed(treatments, text) + self._listed(questions, text)

    def _small(self):
        side, sizes = self.side, self.sizes
        called = [entry for entry in side["support"] if entry["phone"] or entry["text_line"]]
        lengths = [
            _length(entry) - (0 if sizes["web"] else len(entry["address"])) for entry in called
        ]
        online = (
            _length([entry for entry in side["support"] if entry not in called])
            if sizes["web"]
            else 0
        )
        words = [_length(entry) for entry in side["words"] if sizes["whole"] or entry["short"]]
        sources = sum(len(entry["title"]) + len(entry["publisher"]) for entry in side["sources"])
        total = self._listed(lengths, sizes["name"]) + self._lines(online, sizes["note"])
        total += self._listed(words, sizes["note"]) + self._lines(sources, sizes["source"])
        return total + HEADING * sizes["text"]

    def _listed(self, lengths, size):
        return sum(self._lines(length + 3, size) for length in lengths) + HEADING * self.sizes[
            "text"
        ] * bool(lengths)

    def _lines(self, length, size, width=None):
        closer = 0.9 + self.sizes["spacing"] / 1000 + self.sizes["tracking"] * 2
        letter = LETTER.get(self.side["language"], WIDE) * size * closer
        return ceil(length * letter / (width or self.narrow)) * size * (1 + self.sizes["lead"])

    def _nodes(self, nodes, size, width=None):
        blocks = [node.get("items") or [node["inline"]] for node in nodes]
        lines = sum(
            self._lines(_length(line) + 3, size, width) for block in blocks for line in block
        )
        return lines + GAP * size * len(blocks)


def _length(value):
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_length(item) for name, item in value.items() if name not in NOT_PRINTED)
    return sum(map(_length, value)) if isinstance(value, list) else 0
