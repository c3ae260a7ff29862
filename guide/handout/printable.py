"""What can be set on paper, for the forms by which staff bring words in.

A sheet is made by signs that its fonts have. A sign that they lack is refused where it is typed: on
paper it would be missing, in a name above all.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from guide.lib.characters import normal_characters

from .v2.fonts import unprintable
from .v2.reader import is_read

__all__ = ["is_read", "unprintable", "why_content_is_not_printable", "why_not_printable"]


def why_not_printable(text: str) -> str:
    """A sentence for whoever typed this text, or an empty string where all of it can be printed."""
    missing = unprintable(normal_characters(text))  # as it is kept
    if not missing:
        return ""
    shown = " ".join(_("“%(sign)s”") % {"sign": sign} for sign in missing[:5])
    said = _("The sheets cannot print %(signs)s. Write it with letters that they have.")
    return said % {"signs": shown}


def why_content_is_not_printable(
    kind: str, content: Mapping[str, Any], before: Mapping[str, Any] | None = None
) -> tuple[str, str]:
    """(field, sentence) for the first text of an entry's content that comes onto paper and cannot
    be printed; two empty strings where there is none.

    before: the content that was there; what it says already is left alone.
    """
    known = before or {}
    for name, value in content.items():
        if not is_read(kind, name) or value == known.get(name):
            continue
        for text in value.values() if isinstance(value, Mapping) else [value]:
            reason = why_not_printable(text) if isinstance(text, str) else ""
            if reason:
                return name, reason
    return "", ""
