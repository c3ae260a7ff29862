"""A file is written beside its place and then moved into it: whoever reads it meets it whole, the old or the new."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def in_place_of(file, mode=0o600):
    """A binary file to write; it takes the place of `file` once this block ends well, and is gone if it does not."""
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
