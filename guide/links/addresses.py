"""Which web addresses the working copy names, and where."""

import html
import re
from collections import defaultdict

from django.db import models

from guide.lib.markup import without_endless_numbers
from guide.models import BY_KIND
from guide.models.link import LONGEST

HREF = re.compile(r'href="(https?://[^"]+)"')


def addresses(rows):
    """{address: [Row, …]} of everything that is not withdrawn."""
    found = defaultdict(list)
    for row in rows:
        for address in () if row.withdrawn else set(_addresses_of(row)):
            found[address].append(row)
    return dict(found)


def _addresses_of(row):
    model = BY_KIND[row.kind]
    for name, value in row.content.items():
        texts = value.values() if name in model.PAIRS else [value] if isinstance(value, str) else []
        field = (
            model._meta.get_field(f"{name}_en" if name in model.PAIRS else name) if texts else None
        )
        for text in texts:
            found = [text] if isinstance(field, models.URLField) else _links_in(text)
            yield from (address for address in found if address and len(address) <= LONGEST)


def _links_in(rich):
    return [html.unescape(address) for address in HREF.findall(without_endless_numbers(rich))]
