"""The content of entries as plain data: what editions, history and exchange files carry."""

from typing import Any, TypedDict

# One entry, {field: value}: a value is what JSON has, or {language: text} for a pair of fields.
Content = dict[str, Any]
# What an edition says beside an entry's signed content: who approved it, and the newest check of a
# service.
BESIDE = ("reviewed", "checked")
# {kind: {code: content}}
Entries = dict[str, dict[str, Content]]
# (kind, code): what an entry is found by, everywhere.
Key = tuple[str, str]


class GuideContent(TypedDict):
    """All that an edition says; `format` is that of `edition.guide.FORMAT`."""

    format: int
    entries: Entries
