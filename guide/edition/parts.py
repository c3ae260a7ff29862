"""The options that are for this child, told so that their first points together are an answer that
a tired person takes in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .guide import Choice, Html
from .joined import joined_to
from .path import Path
from .points import points_of, words_in
from .result import Shown

# An answer that a tired person takes in. The first point of a section is in it all the same.
MOST_POINTS, MOST_WORDS = 5, 80
# So many parts need no label to be told apart.
FEW_PARTS = 2


@dataclass(frozen=True)
class Part:
    """A section that is for this child. first: its points in the answer; rest: its others, which
    stand with its title. Each point is whole.
    label: what its points in the answer are about, where that has to be said.
    """

    shown: Shown
    label: str
    first: tuple[Html, ...]
    rest: tuple[Html, ...]


def parts_of(own: Iterable[Shown], path: Path, joined: set[Choice]) -> tuple[Part, ...]:
    """The first point of each section; then, in turn, one more of each for as long as the answer
    keeps to its measure.

    joined: the answers that join two others.
    """
    shown = _own_first(list(own), path)
    points = [points_of(one.section.key_points) for one in shown]
    taken = [min(1, len(one)) for one in points]
    count = sum(taken)
    words = sum(words_in(one[0]) for one in points if one)
    for turn in range(1, MOST_POINTS):
        for place, of_section in enumerate(points):
            if taken[place] != turn or len(of_section) == turn:
                continue
            more = words_in(of_section[turn])
            if count < MOST_POINTS and words + more <= MOST_WORDS:
                taken[place] += 1
                count += 1
                words += more
    parts: list[Part] = []
    labels = _labels(shown, path, joined)
    for one, label, of_section, first in zip(shown, labels, points, taken, strict=True):
        parts.append(Part(one, label, of_section[:first], of_section[first:]))
    return tuple(parts)


def _labels(shown: list[Shown], path: Path, joined: set[Choice]) -> list[str]:
    """For each section the words that part its points from those of the others; none for two.

    Where the child's answer joins others ("in the brain, and elsewhere too"), a section is told by
    the one that it is for as well; what is for the joined answer alone, or for any, has no label.
    """
    others = [joined_to(one, path, joined) for one in shown]
    if any(others):
        return [other.short if other else "" for other in others]
    if len(shown) <= FEW_PARTS:
        return [""] * len(shown)
    return [one.section.title for one in shown]


def _own_first(shown: list[Shown], path: Path) -> list[Shown]:
    """What is for these answers alone stands before what is for others too: where the child's
    answer joins two places, the word on both comes before what is said of each.
    """
    own: list[Shown] = []
    shared: list[Shown] = []
    for one in shown:
        is_own = all(len(group) == 1 and group[0] in path.answers for group in one.situation)
        (own if is_own else shared).append(one)
    return own + shared


def are_long(parts: tuple[Part, ...]) -> bool:
    words = 0
    for part in parts:
        for point in part.first:
            words += words_in(point)
    return len(parts) > MOST_POINTS or words > MOST_WORDS
