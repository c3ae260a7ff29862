"""Whether somebody's name stands anywhere in what the guide keeps: then the account cannot go."""

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db.models import PROTECT, Exists, OuterRef, Q, QuerySet


def who_left_traces(people: QuerySet[User]) -> QuerySet[User]:
    """Those of these people who edited, said, signed, checked or published anything, or stand in
    the log, in one query. The database would not let the accounts of the first be deleted; with
    those of the others it would delete what the log says of them.
    """
    anything = Q()
    for relation in User._meta.related_objects:
        if relation.on_delete is PROTECT or relation.related_model is LogEntry:
            named = {relation.field.name: OuterRef("pk")}
            anything |= Q(Exists(relation.related_model.objects.filter(**named)))
    return people.filter(anything)
