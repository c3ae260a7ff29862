"""Two people on one entry see each other's names, for as long as both have it open."""

from django.utils import timezone

from guide.models import Entry, Visit
from guide.roles import name_of

# A page that is open tells so every minute (static/admin/here.js); without scripts, once.
RECENT = timezone.timedelta(minutes=3)


def note_visit(user, entry: Entry) -> list[str]:
    """Remember who has this entry open for editing, and return the names of colleagues who have
    too.
    """
    here = {"kind": entry.kind_name(), "code": entry.code}
    Visit.objects.update_or_create(**here, user=user)
    others = (
        Visit.objects.filter(**here, at__gte=timezone.now() - RECENT)
        .exclude(user=user)
        .select_related("user")
    )
    return [name_of(visit.user) for visit in others]
