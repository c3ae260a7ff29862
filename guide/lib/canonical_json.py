"""Canonical JSON: one text for one content, so that a digest can be worked out by anybody."""

import hashlib
import json
from typing import Any


def canonical_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_digest(content: Any) -> str:
    """SHA-256 (hex) of content in its canonical JSON form."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()
