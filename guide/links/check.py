"""Whether the web addresses of the working copy work: visited by `manage.py check_links`, never by
a server.
"""

from django.db import transaction
from django.utils import timezone

from guide.models import LinkCheck
from guide.models.link import LONGEST
from guide.publishing.working_copy import read_exactly

from .addresses import addresses
from .http import visit_all

MANY = 5


class NoWayOut(OSError):
    """Not one of many sites answered: it is rather this machine that is cut off."""


def check_links(**how):
    """Visit every address, keep what came of it, and forget what is named no more. Returns
    [LinkCheck].

    Raises NoWayOut, with nothing kept, where all the world seems to be down.
    """
    wanted = addresses(read_exactly())
    answers = visit_all(wanted, **how)
    if len(answers) >= MANY and not any(answer.status for answer in answers.values()):
        raise NoWayOut("Not one site answered. Is this machine on the internet? Nothing was noted.")
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
