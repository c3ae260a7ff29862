"""Matrices that are too large to be walked at every change.

The tests walk a part in which every row and every column comes up; `make matrices` runs the same
tests over the whole.
"""

import os

WHOLE = os.environ.get("WHOLE_MATRICES") == "yes"


def part(cells: list, number: int, of: int) -> list:
    """The part of this number, of so many: the third of four is cells 3, 7, 11 and so on."""
    return cells if WHOLE else cells[number % of :: of]
