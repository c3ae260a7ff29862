"""Which web addresses the working copy names, where, and whether they work."""

import html
import re
from collections import defaultdict

from django.db import models, transaction
from django.utils import timezone

from guide.models import ENTRY_MODELS, LinkCheck
from guide.models.fields import RichTextField
from guide.models.link import LONGEST

from .visitor import visit_all

HREF = re.compile(r'href="(https?://[^"]+)"')


def addresses():
    """{address: [Entry, …]} of everything that is not withdrawn."""
    found = defaultdict(list)
    for model in ENTRY_MODELS:
        for entry in model.objects.filter(withdrawn=False):
            for address in set(_addresses_of(entry)):
                found[address].append(entry)
    return dict(found)


def _addresses_of(entry):
    for field in entry._meta.concrete_fields:
        value = getattr(entry, field.attname)
        if isinstance(field, models.URLField) and value and len(value) <= LONGEST:
            yield value
        elif isinstance(field, RichTextField):
            yield from (address for found in HREF.findall(value) if len(address := html.unescape(found)) <= LONGEST)


def check_links(**how):
    """Visit every address, keep what came of it, and forget what is named no more. Returns [LinkCheck]."""
    wanted = addresses()
    answers = visit_all(wanted, **how)
    with transaction.atomic():
        LinkCheck.objects.exclude(address__in=wanted).delete()
        known = LinkCheck.objects.in_bulk(field_name="address")
        return [_keep(address, answer, known.get(address)) for address, answer in answers.items()]


def _keep(address, answer, known):
    now = timezone.now()
    check = known or LinkCheck(address=address)
    check.since = known.since if known and known.outcome == answer.outcome else now
    check.outcome, check.status, check.problem = answer.outcome, answer.status, answer.problem[:200]
    check.moved_to, check.checked_at = answer.moved_to[:LONGEST], now
    check.save()
    return check
