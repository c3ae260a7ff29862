"""Whether the web addresses of the working copy work: visited by `manage.py check_links`, never by
a server.
"""

from django.db import transaction
from django.utils import timezone

from guide.models import LinkCheck
from guide.models.link import LONGEST
from guide.publishing.working_copy import read_exactly

from .addresses import addresses
from .http import SECONDS_BETWEEN, Answer, visit_all
from .public_network import Allowed, LookUp, is_public, look_up

# Where so many sites were asked and none answered, it is rather this machine that is cut off.
MANY = 5
LONGEST_PROBLEM = 200


class NoWayOut(OSError):
    """Not one of many sites answered: it is rather this machine that is cut off."""


def check_links(
    *,
    seconds: float = 600,
    pause: float = SECONDS_BETWEEN,
    allowed: Allowed = is_public,
    resolve: LookUp = look_up,
) -> list[LinkCheck]:
    """Visit every address, keep what came of it, and forget what is named no more.

    Returns the checks of those that were reached in time; see `visit_all` for the bounds. Raises
    NoWayOut, with nothing kept, where all the world seems to be down.
    """
    wanted = addresses(read_exactly())
    answers = visit_all(wanted, seconds=seconds, pause=pause, allowed=allowed, resolve=resolve)
    if len(answers) >= MANY and not any(answer.status for answer in answers.values()):
        raise NoWayOut("Not one site answered. Is this machine on the internet? Nothing was noted.")
    with transaction.atomic():
        LinkCheck.objects.exclude(address__in=wanted).delete()
        known = LinkCheck.objects.in_bulk(field_name="address")
        return [_keep(address, answer, known.get(address)) for address, answer in answers.items()]


def _keep(address: str, answer: Answer, known: LinkCheck | None) -> LinkCheck:
    now = timezone.now()
    check = known or LinkCheck(address=address)
    if known is None or known.outcome != answer.outcome:
        check.since = now
    check.outcome = answer.outcome
    check.status = answer.status
    check.problem = answer.problem[:LONGEST_PROBLEM]
    check.moved_to = answer.moved_to[:LONGEST]
    check.checked_at = now
    check.save()
    return check
