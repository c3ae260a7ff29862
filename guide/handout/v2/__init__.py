"""Version 2 of the handout. What stays as version 1 had it comes from there, where it is frozen.

What the rest of the handout asks of a version stands below.
"""

from .code import read_code, split_code, write_code
from .fitting import fitted, text_size
from .folder import FOLDER, NUMBER
from .options import Options
from .paper import files, on_paper
from .reader import read
from .sheet import pages_meant, sheet_data

__all__ = [
    "FOLDER",
    "NUMBER",
    "Options",
    "files",
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
