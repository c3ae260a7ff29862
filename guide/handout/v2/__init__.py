"""Version 2 of the handout. What stays as version 1 had it comes from there, where it is frozen.

What the rest of the handout asks of a version stands below.
"""

from guide.handout.v1 import fitted, on_paper, pages_meant, read, sheet_data, text_size
from guide.handout.v1.folder import FOLDER

from .code import read_code, split_code, write_code
from .folder import NUMBER
from .options import Options

__all__ = [
    "FOLDER",
    "NUMBER",
    "Options",
    "fitted",
    "on_paper",
    "pages_meant",
    "read",
    "read_code",
    "sheet_data",
    "split_code",
    "text_size",
    "write_code",
]
