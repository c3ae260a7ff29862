"""Canonical JSON: one text for one content, so that a digest can be worked out by anybody."""

import json


def canonical_json(content):
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
