"""Two people on one entry see each other's names, for as long as both have it open."""

from contextlib import suppress
from datetime import timedelta

from django.db import IntegrityError
from django.utils import timezone

from guide.models import Entry, Visit
from guide.roles import name_of

# A page that is open tells so every minute (static/admin/here.js); without scripts, once.
RECENT = timedelta(minutes=3)


def note_visit(user, entry: Entry) -> list[str]:
    """Remember who has this entry open for editing, and return the names of colleagues who have
    too.
    """
    here = {"kind": entry.kind_name(), "code": entry.code}
    now = timezone.now()
    own = Visit(**here, user=user)
    others = []
    for visit in Visit.objects.filter(**here).select_related("user"):
        if visit.user_id == user.pk:
            own = visit
        elif visit.at >= now - RECENT:
            others.append(name_of(visit.user))
    # Another page of this person may open at the same moment, and note it first.
    with suppress(IntegrityError):
        own.save()
    return others
