"""Programs of the system that some tests run."""

import os

import pytest

from .not_tried import WANTING


def need(there, what):
    """Skip on a machine without this program; in CI, where .ci/run installs them all, fail."""
    if there:
        return
    if os.environ.get("CI"):
        pytest.fail(f"CI needs {what}: .ci/run installs it")
    pytest.skip(f"{WANTING}{what}")
