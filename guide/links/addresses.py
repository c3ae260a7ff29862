"""Which web addresses the working copy names, and where."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from guide.lib.markup import without_endless_numbers
from guide.models import BY_KIND, Entry
from guide.models.link import LONGEST
from guide.publishing.working_copy import Row

HREF = re.compile(r'href="\s*(https?://[^"]+)"', re.IGNORECASE)


def addresses(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """{address: the rows that name it} of everything that is not withdrawn.

    An address that is longer than a check of it can be kept (`LONGEST` letters) is left out.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.withdrawn:
            continue
        for address in set(_addresses_of(row)):
            if address and len(address) <= LONGEST:
                found[address].append(row)
    return dict(found)


def _addresses_of(row: Row) -> Iterator[str]:
    model = BY_KIND[row.kind]
    for name, value in row.content.items():
        for text in _texts(model, name, value):
            if _holds_an_address(model, name):
                yield text
            else:
                yield from _links_in(text)


def _texts(model: type[Entry], name: str, value: Any) -> list[str]:
    """The texts of one field of a content: two, one or none."""
    if name in model.PAIRS:
        return list(value.values())
    return [value] if isinstance(value, str) else []


def _holds_an_address(model: type[Entry], name: str) -> bool:
    """Whether the field is an address itself, and not a text with links in it."""
    field_name = f"{name}_en" if name in model.PAIRS else name
    return isinstance(model._meta.get_field(field_name), models.URLField)


def _links_in(rich: str) -> list[str]:
    found = HREF.findall(without_endless_numbers(rich))
    return [html.unescape(address) for address in found]
