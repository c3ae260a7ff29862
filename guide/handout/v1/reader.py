"""An edition's content → the words that a sheet may need, in one language, as plain data of this
version's own.

It reads the signed content itself, so that no later change of how families' pages are made reaches
a sheet.
"""

from collections.abc import Mapping
from typing import Any

# An entry: {"code", "order", "reviewed": None or {"by", "on"}, and its fields}.
Entry = dict[str, Any]
# {"language": language, kind: {code: entry}}, each kind in the editors' order.
Words = dict[str, Any]

# What is read of an entry of each kind; nothing else can come onto the paper.
READS = {
    "question": ("short",),
    "choice": ("question", "short", "unsure"),
    "section": ("kind", "tier", "title", "key_points", "body", "choices", "treatments", "sources"),
    "treatment": ("name", "summary"),
    "prompt": ("text", "sections", "treatments"),
    "resource": ("kind", "name", "regions", "phone", "text_line", "email", "address"),
    "term": ("name", "forms", "definition"),
    "source": ("title", "publisher", "address", "language", "taken"),
    "ward": (
        "name",
        "hospital",
        "hours",
        "day_phone",
        "night_phone",
        "fever_line",
        "interpreter_line",
    ),
}
LISTS = ("choices", "treatments", "sources", "sections", "regions")


def read(content: Mapping[str, Any], language: str) -> Words:
    """The Words of an edition's content in one language.

    content: {"entries": {kind: {code: {field: value or {language: value}}}}}, as editions hold it.
    """
    words: Words = {"language": language}
    for kind, names in READS.items():
        rows = content["entries"].get(kind, {})
        entries = [_entry(code, row, names, language) for code, row in rows.items()]
        entries.sort(key=lambda entry: (entry["order"], entry["code"]))
        words[kind] = {entry["code"]: entry for entry in entries}
    return words


def _entry(code: str, row: dict[str, Any], names: tuple[str, ...], language: str) -> Entry:
    entry = {"code": code, "order": row["order"], "reviewed": row.get("reviewed")}
    for name in names:
        value = row.get(name)
        if isinstance(value, dict):
            value = value[language]
        if value is None:
            value = [] if name in LISTS else ""
        entry[name] = value
    return entry
