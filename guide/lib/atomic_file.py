"""A file is written beside its place and then moved into it: whoever reads it meets it whole, the
old or the new.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def in_place_of(file: Path | str, mode: int = 0o600) -> Iterator[BinaryIO]:
    """A binary file to write; it takes the place of `file` once this block ends well, and is gone
    if it does not.
    """
    file = Path(file)
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.chmod(beside, mode)
        os.replace(beside, file)
    except BaseException:
        os.unlink(beside)
        raise
