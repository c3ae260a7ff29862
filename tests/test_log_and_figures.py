"""What whoever runs the site sees, and what the log never tells: no address, no query, no
answer.
"""

import json
import logging
import os
import sys
from pathlib import Path

import pytest
from django.test import RequestFactory

from guide.edition import current, queries
from guide.lib.log_format import JsonFormatter
from guide.serving import in_front_of, metrics
from guide.serving.access_log import AccessLog
from guide.serving.page_cache import PageCache

pytestmark = pytest.mark.django_db
SECRET = ("high", "one-place", "ON", "192.0.2.7", "fever")


@pytest.fixture
def ask(django, request_log):
    """ask(path) → (status, the request's line of the log)."""

    def ask(path, application=None, **headers):
        told = []
        environ = RequestFactory(REMOTE_ADDR="192.0.2.7").get(path, **headers).environ
        AccessLog(application or django)(environ, lambda *args: told.extend(args[:2]))
        return told[0], request_log()[-1]

    return ask


@pytest.mark.parametrize(
    "path", ["/en/guide/high/one-place/", "/en/support/?region=ON", "/en/search/?q=fever", "/high"]
)
def test_a_line_of_the_log_names_the_view_and_nothing_that_was_asked(ask, starter, path):
    status, line = ask(path)
    assert not [word for word in SECRET if word in line]
    told = json.loads(line)
    assert str(told["status"]) == status[:3]
    assert told["method"] == "GET"
    assert told["bytes"] > 0
    assert len(told["request"]) == 12


def test_a_worker_says_at_its_start_which_version_it_is(caplog, settings):
    caplog.set_level(logging.INFO, "guide.serving")
    in_front_of(None)
    assert f"Version {settings.VERSION} serves" in caplog.text


def test_the_view_is_named(ask, starter):
    assert json.loads(ask("/en/guide/high/one-place/")[1])["view"] == "guide:path"


def test_a_page_from_memory_is_counted_and_has_no_line(ask, starter, django, settings, request_log):
    settings.PAGE_SECONDS = 60
    cache = PageCache(django, 1_000_000)
    current.live_edition()
    for _ in range(3):
        assert ask("/en/support/", cache, HTTP_HOST="testserver")[0] == "200 OK"
    assert len(request_log()) == 1
    _, figures = metrics.text()
    counted = 'guide_requests_total{memory="hit",method="GET",status="200",view="guide:support"}'
    assert f"{counted} 2.0" in figures.decode()


def test_where_nothing_can_answer_the_server_is_not_asked_to_log_the_address(ask, caplog):
    def broken(environ, start_response):
        raise RuntimeError(environ["PATH_INFO"])

    status, line = ask("/en/guide/high/", broken)
    assert status.startswith("500")
    assert json.loads(line)["status"] == 500


def line_of(logger, message, *args, error=None, **extra):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.getLogger(logger).makeRecord(
        logger, logging.ERROR, "f", 1, message, args, info, extra=extra
    )
    return JsonFormatter().format(record)


def failed_request(path, view):
    request = RequestFactory().get(path)
    request.id = "abc123"
    request.META["guide.view"] = view
    try:
        raise KeyError("high")
    except KeyError:
        return request, sys.exc_info()[1]


def test_a_failure_is_told_by_its_place_and_id_without_what_was_asked():
    request, error = failed_request("/en/guide/high/one-place/", "guide:path")
    line = line_of(
        "django.request",
        "%s: %s",
        "Internal Server Error",
        request.path,
        error=error,
        request=request,
        status_code=500,
    )
    assert not [word for word in SECRET if word in line]
    told = json.loads(line)
    assert (told["request"], told["view"], told["failure"]) == ("abc123", "guide:path", "KeyError")
    assert "failed_request" in told["places"][-1]


def test_a_failure_of_the_desk_is_told_in_its_own_words():
    request, error = failed_request("/admin/", "admin:index")
    assert (
        json.loads(line_of("django.request", "%s", "x", error=error, request=request))["words"]
        == "'high'"
    )


def test_our_own_messages_are_written_as_they_are():
    assert (
        json.loads(line_of("guide.audit", "%s published edition 2", "alice"))["message"]
        == "alice published edition 2"
    )


def test_the_page_for_our_own_mistakes_shows_the_id_that_the_log_has(client, starter, monkeypatch):
    monkeypatch.setattr("guide.views.pages.render_page", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/en/", headers={}, **{"guide.request": "abc123def456"})
    assert response.status_code == 500
    assert "abc123def456" in response.content.decode()


@pytest.mark.parametrize("host", ["10.0.0.7:8000", "[fd00::7]", "forged.example", "a b", None])
def test_a_balancer_asks_by_any_name_or_none(client, starter, settings, host):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["guide.example.org"], True
    settings.SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
    settings.METRICS_TOKEN = "a-token"
    named = {"HTTP_HOST": host} if host else {"SERVER_NAME": "app-7"}
    assert client.get("/health/live", **named).json() == {"status": "ok"}
    assert client.get("/health/ready", **named).json()["edition"] == 1
    assert client.post("/health/ready", **named).status_code == 405
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer a-token", **named).status_code == 200
    settings.SECURE_SSL_REDIRECT = False
    assert client.get("/metrics", **named).status_code == 400
    assert client.get("/health/other", **named).status_code == 400


def test_health_says_that_the_process_answers_and_what_it_can_do(client, starter, settings):
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").json() == {
        "status": "ok",
        "edition": 1,
        "database": "ok",
        "static": "ok",
        "version": settings.VERSION,
    }


def test_without_anything_to_read_a_worker_is_not_ready_and_says_that_it_is_empty(client):
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["status"] == "empty"
    assert answer.json()["database"] == "ok"


def test_without_its_style_sheets_it_is_not_well(client, starter, settings, tmp_path):
    settings.DEVELOPMENT = False
    settings.STATIC_ROOT = tmp_path
    told = client.get("/health/ready").json()
    assert (told["status"], told["static"]) == ("degraded", "missing")


def test_with_a_database_that_cannot_be_written_it_is_not_well(client, starter, monkeypatch):
    monkeypatch.setattr(current.watcher, "_asked_for_writes", float("-inf"))
    monkeypatch.setattr(current.watcher, "database_takes_writes", True)
    # Whoever runs the tests may be root, who may write everything.
    monkeypatch.setattr("guide.edition.queries.takes_writes", lambda: False)
    current.refresh()
    told = client.get("/health/ready").json()
    assert (told["status"], told["database"]) == ("degraded", "read-only")


def test_a_file_of_somebody_else_cannot_be_written(tmp_path, monkeypatch):
    file = tmp_path / "guide.sqlite3"
    file.touch()
    monkeypatch.setattr(queries, "connection", SQLite(file))
    assert queries.takes_writes()
    beside = file.with_name("guide.sqlite3-wal")
    beside.touch()
    monkeypatch.setattr(os, "access", lambda path, how: Path(path) != beside)
    assert not queries.takes_writes()


class SQLite:
    vendor = "sqlite"

    def __init__(self, file):
        self.settings_dict = {"NAME": file}


def test_figures_are_for_whoever_has_the_token(client, starter, settings, ask):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a-token"
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
    ask("/en/guide/high/one-place/")
    text = client.get("/metrics", headers={"Authorization": "Bearer a-token"}).content.decode()
    assert 'guide_requests_total{memory="",method="GET",status="200",view="guide:path"}' in text
    assert 'guide_request_seconds_count{view="guide:path"}' in text
    assert "guide_edition 1.0" in text
