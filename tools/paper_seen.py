"""What a page of paper shows when it is measured: its edges, how far lines stand apart, its
squares, its white holes.

All is measured from the finished PDF file, nothing from the templates.
"""

import io
import itertools
import subprocess
from dataclasses import dataclass

import pypdf
import zxingcpp
from PIL import Image

MM = 72 / 25.4
# A grey copy of a copier that is not new.
COPY_DPI = 150
# Enough to see where a page is white.
ROWS_DPI = 36
# Lines of one text begin at the same place and have the same size; further apart they are two.
ONE_TEXT = 2.2
DARK = 200


@dataclass
class Seen:
    """Millimetres, but for `apart`: how many times its own size the closest line stands below
    another one that begins at the same place.
    """

    left: float
    foot: float
    apart: float
    square: float  # the smallest square that can be read, 0 where there is none
    squares: tuple[str, ...]  # what they say
    hole: float  # the tallest white above the foot's rule of a page that is not the last


def seen(pdf: bytes) -> Seen:
    words = [list(words_of(page)) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    lefts = [word.x for page in words for word in page]
    lowest = [word.y for page in words for word in page]
    squares = list(squares_of(drawn(pdf, COPY_DPI, last=1)[0]))
    pages = drawn(pdf, ROWS_DPI)
    return Seen(
        left=min(lefts) / MM,
        foot=min(lowest) / MM,
        apart=min(closest(page) for page in words),
        square=min((width for _, width in squares), default=0),
        squares=tuple(sorted(text for text, _ in squares)),
        hole=max((tallest_white(page) for page in pages[:-1]), default=0),
    )


@dataclass
class Words:
    """Some words of a line. x, y: where they begin, from the lower left corner, in points."""

    x: float
    y: float
    size: float


def words_of(page):
    found = []

    def visit(text, matrix, text_matrix, font, size):
        if text.strip():
            x = text_matrix[4] * matrix[0] + matrix[4]
            y = text_matrix[5] * matrix[3] + matrix[5]
            found.append(Words(x, y, size * abs(text_matrix[3] * matrix[3])))

    page.extract_text(visitor_text=visit)
    return found


def closest(words):
    """How many times its size the closest line stands below another one."""
    columns = {}
    for word in words:
        columns.setdefault((round(word.x), round(word.size, 1)), set()).add(word.y)
    steps = []
    for (_, size), heights in columns.items():
        highest_first = sorted(heights, reverse=True)
        for above, below in itertools.pairwise(highest_first):
            steps.append((above - below) / size)
    return min((step for step in steps if 0.5 < step < ONE_TEXT), default=ONE_TEXT)


def drawn(pdf: bytes, dpi: int, last: int = 0) -> list[Image.Image]:
    """Its pages in grey, as far as page `last`."""
    command = ["pdftoppm", "-gray", "-r", str(dpi)]
    if last:
        command += ["-l", str(last)]
    bitmaps = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    file = io.BytesIO(bitmaps)
    pages = []
    while file.tell() < len(bitmaps):
        # P5, width and height, the whitest value, then a byte for each point.
        assert file.readline() == b"P5\n"
        width, height = (int(number) for number in file.readline().split())
        file.readline()
        pages.append(Image.frombytes("L", (width, height), file.read(width * height)))
    return pages


def squares_of(page: Image.Image):
    """(what it says, its width) of each square that can be read."""
    for square in zxingcpp.read_barcodes(page):
        corners = square.position
        pixels = corners.top_right.x - corners.top_left.x
        yield square.text, pixels / COPY_DPI * 25.4


def tallest_white(page: Image.Image) -> float:
    rows = [
        min(page.crop((0, row, page.width, row + 1)).tobytes()) < DARK for row in range(page.height)
    ]
    marked = [row for row, is_marked in enumerate(rows) if is_marked]
    gaps = [below - above for above, below in itertools.pairwise(marked)]
    return max(gaps, default=0) / ROWS_DPI * 25.4
