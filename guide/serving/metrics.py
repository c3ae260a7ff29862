"""Figures for Prometheus.

Where PROMETHEUS_MULTIPROC_DIR names a folder, those of all workers together.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SECONDS = (0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

registry = CollectorRegistry()
# memory: hit or miss where the page cache was asked, else empty.
requests = Counter(
    "guide_requests", "Requests answered", ("view", "method", "status", "memory"), registry=registry
)
seconds = Histogram(
    "guide_request_seconds",
    "Time to answer what the page cache has not",
    ("view",),
    buckets=SECONDS,
    registry=registry,
)
edition = Gauge(
    "guide_edition",
    "Number of the edition read now",
    registry=registry,
    multiprocess_mode="livemin",
)
database = Gauge(
    "guide_database_answers", "1 while it does", registry=registry, multiprocess_mode="livemin"
)


def count(view: str, method: str, status: str, memory: str) -> None:
    """Count an answered request. The name of a view is all that is told of its address."""
    _requests(view, method, status, memory).inc()


def time(view: str, took: float) -> None:
    """Note how many seconds an answer took that the page cache did not have."""
    _seconds(view).observe(took)


def known(method: str) -> str:
    """A method that there is, or OTHER: what a hostile client sends is neither counted nor logged
    by its name.
    """
    return method if method in METHODS else "OTHER"


def text() -> tuple[str, bytes]:
    """(content type, bytes) of all figures."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:
        _let_go_of_the_dead(Path(folder))
        together = CollectorRegistry()
        MultiProcessCollector(together)
        return CONTENT_TYPE_LATEST, generate_latest(together)
    return CONTENT_TYPE_LATEST, generate_latest(registry)


def of_jobs(jobs: Iterable[tuple[str, datetime | None, float, bool]]) -> bytes:
    """Figures of what runs by the clock: (job, last success, seconds that it took, went well)."""
    here = CollectorRegistry()
    last = _of_job("last_success_seconds", "When it went well last, in seconds since 1970", here)
    took = _of_job("seconds", "How long its newest run took", here)
    well = _of_job("succeeded", "1 where its newest run went well", here)
    for job, last_success, lasted, succeeded in jobs:
        if last_success:
            last.labels(job).set(last_success.timestamp())
        took.labels(job).set(lasted)
        well.labels(job).set(succeeded)
    return generate_latest(here)


def _of_job(name: str, what: str, registry: CollectorRegistry) -> Gauge:
    return Gauge(f"guide_job_{name}", what, ("job",), registry=registry)


def _let_go_of_the_dead(folder: Path) -> None:
    # What they counted stays counted; what they had in memory is gone with them.
    for file in folder.glob("gauge_live*_*.db"):
        pid = int(file.stem.rpartition("_")[2])
        if not Path(f"/proc/{pid}").exists():
            mark_process_dead(pid)


@lru_cache(maxsize=1024)
def _requests(*labels: str) -> Counter:
    return requests.labels(*labels)


@lru_cache(maxsize=256)
def _seconds(view: str) -> Histogram:
    return seconds.labels(view)
