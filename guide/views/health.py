"""How this worker is: for load balancers and whoever is on call.

Nothing here asks the database in the asker's way.
"""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache

from guide.edition import current
from guide.serving import metrics as worker_metrics

from .common import only_reads


@never_cache
@only_reads
def alive(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@only_reads
def ready(request):
    """Families can read: `ok`, or `degraded` while the database is away.

    503 where there is nothing to read.
    """
    try:
        edition = current.live_edition().number
    except Exception:
        nothing = {
            "status": "down",
            "edition": None,
            "database": "down",
            "version": settings.VERSION,
        }
        return JsonResponse(nothing, status=503)
    database = current.database_answers()
    return JsonResponse(
        {
            "status": "ok" if database else "degraded",
            "edition": edition,
            "database": "ok" if database else "down",
            "version": settings.VERSION,
        }
    )


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
    return HttpResponse(text, content_type=kind)
