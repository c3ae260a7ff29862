"""Edition numbers are never used twice, whatever is restored: a sheet on a wall names one."""

from django.db.models import Max

from guide.edition import number_floor
from guide.models import Edition, NumberFloor

HUNDRED = 100
# So many editions may have come after a backup without anybody here knowing of them.
ROOM = 50


def highest() -> int:
    """The highest number ever given out, as far as this database and this machine know; else 0."""
    newest = Edition.objects.aggregate(number=Max("number"))["number"] or 0
    floor = NumberFloor.objects.aggregate(number=Max("number"))["number"] or 0
    return max(newest, floor, number_floor.read())


def next_number() -> int:
    return highest() + 1


def keep_above(number: int) -> None:
    """The next edition gets a number above this one, also where no edition is left that has it."""
    if number > highest():
        NumberFloor.objects.update_or_create(pk=1, defaults={"number": number})


def keep_above_what_nobody_knows(number: int) -> None:
    """For a backup that comes to a machine which never saw the site: later editions may be lost.

    The next edition gets the number of the next hundred with room below it: after 7 comes 100,
    after 99 comes 200.
    """
    next_hundred = ((number + ROOM) // HUNDRED + 1) * HUNDRED
    keep_above(next_hundred - 1)
