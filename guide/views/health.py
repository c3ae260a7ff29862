"""How this worker is: for load balancers and whoever is on call.

Nothing here asks the database in the asker's way.
"""

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache

from guide.edition import current
from guide.edition.current import NoEdition
from guide.models import JobRun
from guide.serving import metrics as worker_metrics
from guide.serving import static_files

from .common import only_reads


@never_cache
@only_reads
def alive(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@only_reads
def ready(request):
    """Families can read: `ok`, or `degraded` where something is missing that they do not need.

    503 where there is nothing to read: `empty` before the first edition, else `down`.
    """
    told = {"status": "ok", "edition": None, "database": "ok", "static": "ok"}
    told["version"] = settings.VERSION
    if static_files.missing():
        told |= {"status": "degraded", "static": "missing"}
    try:
        told["edition"] = current.live_edition().number
    except NoEdition:
        return JsonResponse(told | {"status": "empty"}, status=503)
    except Exception:
        return JsonResponse(told | {"status": "down", "database": "down"}, status=503)
    if not current.database_answers():
        told |= {"status": "degraded", "database": "down"}
    elif not current.database_takes_writes():
        told |= {"status": "degraded", "database": "read-only"}
    return JsonResponse(told)


@never_cache
@only_reads
def metrics(request):
    """Figures for Prometheus, to whoever shows METRICS_TOKEN; to anybody else there is nothing
    here.
    """
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(shown, settings.METRICS_TOKEN):
        raise Http404
    cached = current.cached_edition()
    worker_metrics.edition.set(cached.number if cached else 0)
    worker_metrics.database.set(current.database_answers())
    kind, text = worker_metrics.text()
    return HttpResponse(text + worker_metrics.of_jobs(_jobs()), content_type=kind)


def _jobs():
    """(job, moment of its last success or None, seconds, whether it went well) of each that ran."""
    if not current.database_answers():
        return []
    try:
        rows = JobRun.objects.values_list("job", "last_success", "seconds", "succeeded")
        return list(rows)
    except Error:
        return []
