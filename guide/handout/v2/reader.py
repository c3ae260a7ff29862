"""An edition's content → the words that a sheet may need: what version 1 reads, and what it does
not.
"""

from collections.abc import Mapping
from typing import Any

from guide.handout.v1.reader import READS, Words
from guide.handout.v1.reader import read as read_as_before

# What is read besides, of an entry of each kind; where an edition is older, it is empty.
READS_TOO = {
    "choice": ("drawing",),
    "resource": ("hours",),
    "source": ("french_publisher",),
    "ward": ("fever_temperature", "logo"),
}


def is_read(kind: str, name: str) -> bool:
    """Whether this field of an entry may come onto paper. name: without a language at its end."""
    return name in READS.get(kind, ()) or name in READS_TOO.get(kind, ())


def read(content: Mapping[str, Any], language: str) -> Words:
    """The Words of an edition's content in one language (see `v1.reader`)."""
    words = read_as_before(content, language)
    for kind, names in READS_TOO.items():
        rows = content["entries"].get(kind, {})
        for code, entry in words[kind].items():
            for name in names:
                entry[name] = _in_language(rows[code].get(name), language)
    if language == "fr":
        for source in words["source"].values():
            source["publisher"] = source["french_publisher"] or source["publisher"]
    return words


def _in_language(value: Any, language: str) -> Any:
    if isinstance(value, dict) and language in value:
        return value[language]
    return value or ""
