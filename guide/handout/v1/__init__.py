"""Version 1 of the handout: it has printed, so it is frozen.

Whatever later versions do, a code of this version brings back the very same file. So nothing here
may change but its style, and nothing living is asked: only the standard library, the libraries for
the square and the file, and the two errors (tests/test_handout_version_1.py holds bytes, codes and
imports). What is new on paper is a new version beside this one; docs/printing.md says how.

What the rest of the handout asks of a version stands below.
"""

from .code import read_code, split_code, write_code
from .fitting import fitted, text_size
from .folder import FOLDER, NUMBER
from .options import Options
from .paper import on_paper
from .reader import read
from .sheet import pages_meant, sheet_data

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
