"""Which step of sizes a sheet will probably need, by counting letters: so that most sheets are set
only once or twice.

It need not be right: a step that turns out too large is followed by the next. But it must be the
same for the same sheet, since the step is part of what makes the bytes.
"""

from math import ceil
from typing import Any

# The width of an average letter with what is lost at the ends of lines, in text sizes.
LETTER = {"en": 0.47}
WIDE = 0.49  # the same in languages with longer words
GAP = 0.35  # between paragraphs, in text sizes
HEADING = 1.9  # a heading with the space around it, in text sizes
GUTTER = 16  # between two columns, in points
PAGE = {"letter": (561, 718), "a4": (544, 768)}  # what a page holds, in points: width and height
# How full the count says a sheet is when it just fits: found by setting every path of the starter
# content.
FULL = {("normal", 1): 1.01, ("normal", 2): 0.985, ("large", 1): 1.0, ("large", 2): 0.9}
NOT_PRINTED = ("kind", "to", "code", "part", "email")

# What `on_paper` gives, read back; one of its sides; the sizes of a step, as steps.json has them.
Data = dict[str, Any]
Side = dict[str, Any]
Sizes = dict[str, float]


def likely_step(data: Data, steps: list[Sizes], pages: int) -> int:
    """The first step that seems to keep this data to so many pages; never one with smaller text,
    which needs proof.
    """
    room = pages * FULL[data["text"], len(data["sides"])]
    full_size = [step for step, sizes in enumerate(steps) if sizes["text"] == steps[0]["text"]]
    for step in full_size:
        if counted(data, steps[step]) <= room:
            return step
    return full_size[-1]


def counted(data: Data, sizes: Sizes) -> float:
    """How many pages this data seems to fill at these sizes."""
    heights = [_SideHeight(side, data, sizes).height() for side in data["sides"]]
    page_height = PAGE[data["paper"]][1]
    return max(heights) / page_height


class _SideHeight:
    """The height, in points, of one language's part of a sheet.

    Python adds a list of figures up more exactly than one after the other, so what is a `sum` here
    has to stay one.
    """

    def __init__(self, side: Side, data: Data, sizes: Sizes) -> None:
        self.side = side
        self.data = data
        self.sizes = sizes
        width = PAGE[data["paper"]][0]
        half = (width - GUTTER) / 2
        self.alone = len(data["sides"]) == 1
        self.columns = 2 if self.alone and sizes["columns"] else 1
        self.wide: float = width if self.alone else half
        self.narrow: float = half if self.columns == 2 else self.wide

    def height(self) -> float:
        in_columns = self._key_points() + self._sections(self.side["sections"]) + self._rest()
        return self._top() + self._urgent() + in_columns / self.columns

    def _key_points(self) -> float:
        key_points = self.side["key_points"]
        if not key_points:
            return 0.0
        text = self.sizes["text"]
        return HEADING * text + self._nodes(key_points, text)

    def _top(self) -> float:
        text = self.sizes["text"]
        head = 5.6 if self.side["ward"] else 2
        return head * text + self._lines(200, text, self.wide) + 12

    def _sections(self, entries: list[dict[str, Any]]) -> float:
        text = self.sizes["text"]
        width = self.narrow
        total = 0.0
        for entry in entries:
            title = self._lines(len(entry["title"]), text, width) + (HEADING - 1) * text
            situation = 1.4 * self.sizes["note"] if entry.get("situation") else 0
            total += title + situation + self._nodes(entry["body"], text, width)
        return total

    def _urgent(self) -> float:
        text = self.sizes["text"]
        inner = self.wide - 20
        columns = 2 if self.alone else 1
        total = 0.0
        for section in self.side["urgent"]:
            told = list(section["key_points"])
            items = []
            for node in section["body"]:
                if node["kind"] == "text":
                    told.append(node)
                items += node.get("items", [])
            listed = sum(self._lines(_length(item) + 5, text, inner / columns) for item in items)
            total += HEADING * text + 20 + self._nodes(told, text, inner) + listed / columns
        return total

    def _rest(self) -> float:
        about = []
        for entry in self.side["about"]:
            is_cut = entry["short"] and not self.sizes["whole"]
            about.append(entry | {"body": entry["short"] if is_cut else entry["body"]})
        told = self._sections(about + self.side["outlook"])
        nurse = 13 * self.sizes["text"] if self.data["nurse"] else 0.0
        written_on: int = 24 * self.data["lines"]
        return told + self._lists() + nurse + written_on + self._small()

    def _lists(self) -> float:
        text = self.sizes["text"]
        treatments = [_length(entry) for entry in self.side["treatments"]]
        questions = [len(entry["title"]) + 4 for entry in self.side["questions"]]
        return self._listed(treatments, text) + self._listed(questions, text)

    def _small(self) -> float:
        side = self.side
        sizes = self.sizes
        lengths = []
        online = 0
        for entry in side["support"]:
            can_be_called = entry["phone"] or entry["text_line"]
            if can_be_called and sizes["web"]:
                lengths.append(_length(entry))
            elif can_be_called:
                lengths.append(_length(entry) - len(entry["address"]))
            elif sizes["web"]:
                online += _length(entry)
        words = [_length(entry) for entry in side["words"] if sizes["whole"] or entry["short"]]
        sources = sum(len(entry["title"]) + len(entry["publisher"]) for entry in side["sources"])
        total = self._listed(lengths, sizes["name"]) + self._lines(online, sizes["note"])
        total += self._listed(words, sizes["note"]) + self._lines(sources, sizes["source"])
        return total + HEADING * sizes["text"]

    def _listed(self, lengths: list[int], size: float) -> float:
        """A list below its heading, from the number of letters of each of its points."""
        if not lengths:
            return 0.0
        lines = sum(self._lines(length + 3, size) for length in lengths)
        return lines + HEADING * self.sizes["text"]

    def _lines(self, length: int, size: float, width: float | None = None) -> float:
        """So many letters, broken into lines of this width: of a column, where none is given."""
        closer = 0.9 + self.sizes["spacing"] / 1000 + self.sizes["tracking"] * 2
        letter = LETTER.get(self.side["language"], WIDE) * size * closer
        lines = ceil(length * letter / (width or self.narrow))
        return lines * size * (1 + self.sizes["lead"])

    def _nodes(self, nodes: list[dict[str, Any]], size: float, width: float | None = None) -> float:
        lines = []
        for node in nodes:
            for line in node.get("items") or [node["inline"]]:
                lines.append(self._lines(_length(line) + 3, size, width))
        return sum(lines) + GAP * size * len(nodes)


def _length(value: Any) -> int:
    """How many letters of it are printed."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_length(item) for name, item in value.items() if name not in NOT_PRINTED)
    if isinstance(value, list):
        return sum(_length(item) for item in value)
    return 0
