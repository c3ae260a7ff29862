"""Two people on one entry see each other's names."""

from django.utils import timezone

from guide.models import Entry, Visit
from guide.roles import name_of

RECENT = timezone.timedelta(minutes=10)


def note_visit(user, entry: Entry) -> list[str]:
    """Remember who opened this entry for editing, and return the names of colleagues who did so
    lately.
    """
    here = {"kind": entry.kind_name(), "code": entry.code}
    Visit.objects.update_or_create(**here, user=user)
    others = (
        Visit.objects.filter(**here, at__gte=timezone.now() - RECENT)
        .exclude(user=user)
        .select_related("user")
    )
    return [name_of(visit.user) for visit in others]
