"""A value of an entry's content as staff read it: an entry by its name, a choice by its label, a
day as a sentence says it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField
from django.utils.translation import gettext as _

from guide.lib.content import Key
from guide.lib.days import day_in_words
from guide.lib.logo import in_words, is_logo
from guide.models import BY_KIND, TreatmentUse
from guide.models.fields import CodesField

# {entry: its name, in the language that is read}
Names = Mapping[Key, str]
PARTS = dict(TreatmentUse.Part.choices)


def told_apart(found: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    """Names of entries; the code stands behind where two of one kind have the same."""
    names = dict(found)
    often = Counter((kind, name) for (kind, _code), name in names.items())
    for (kind, code), name in names.items():
        if often[kind, name] > 1:
            names[kind, code] = f"{name} [{code}]"
    return names


def value_in_words(kind: str, name: str, value: Any, names: Names) -> str:
    """A field of an entry of this kind. An entry that has no name in `names` is told by its
    code.
    """
    if name == "treatments" and kind == "section":
        return "; ".join(_use_in_words(use, names) for use in value or ())
    target = BY_KIND[kind].link_target(name)
    if target:
        codes = value if isinstance(value, list) else [value]
        return "; ".join(names.get((target, code), code) for code in codes if code)
    return _plain_value(kind, name, value)


def value_as_kept(value: Any) -> str:
    """The same value by its codes: where two values differ in nothing else."""
    if value is None or value == "":
        return ""
    if is_logo(value):
        return in_words(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return ", ".join(value_as_kept(part) for part in value)
    return str(value)


def _use_in_words(use: Mapping[str, str], names: Names) -> str:
    """A treatment that a section names: Surgery (may be added, says …)."""
    treatment = names.get(("treatment", use["treatment"]), use["treatment"])
    part = PARTS.get(use["part"], use["part"])
    if not use["source"]:
        return f"{treatment} ({part})"
    source = names.get(("source", use["source"]), use["source"])
    return f"{treatment} ({part}, {source})"


def _plain_value(kind: str, name: str, value: Any) -> str:
    """A field that names no other entry."""
    if isinstance(value, dict) and set(value) == {"by", "on"}:
        return f"{value['by']}, {_day(value['on'])}" if value["by"] else _day(value["on"])
    try:
        field = BY_KIND[kind]._meta.get_field(name)
    except FieldDoesNotExist:
        return value_as_kept(value)
    if isinstance(field, DateField) and isinstance(value, str):
        return _day(value)
    labels = dict(getattr(field, "flatchoices", None) or getattr(field, "options", None) or ())
    if isinstance(value, list) and isinstance(field, CodesField):
        return ", ".join(str(labels.get(code, code)) for code in value)
    if isinstance(value, str) and value in labels:
        return str(labels[value])
    return value_as_kept(value)


def _day(kept: str) -> str:
    """2026-11-27 as a sentence says it; what is no day as it is."""
    try:
        return day_in_words(date.fromisoformat(kept))
    except ValueError:
        return kept
