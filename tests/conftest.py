"""The stage for every test: no edition remembered from another test, and one load of the starter
content.
"""

import logging
import os

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from guide.edition import current
from guide.lib.log_format import JsonFormatter

from . import kept_site, not_tried, photograph
from .builders import publish_small_guide
from .desk import make_colleague
from .postgresql import copy_of_template, database_of_its_own

_starter, _loaded = {}, {}

# Beside other work an example may take long by the clock, and that says nothing of the program.
hypothesis_settings.register_profile(
    "however slow", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("however slow")


def pytest_collection_modifyitems(items):
    """A real browser comes last: Playwright keeps an event loop running, beside which no test can
    start its own.
    """
    items.sort(key=lambda item: "browser" in item.path.parts)


def pytest_terminal_summary(terminalreporter):
    found = not_tried.count(terminalreporter.stats.get("skipped", []))
    if found:
        not_tried.note(found)
        terminalreporter.write_sep("!", not_tried.sentence(found), red=True, bold=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The tests' database begins as a copy of a migrated one, where `migrate` has nothing left to
    do.
    """
    if template := os.environ.get("TEMPLATE_DATABASE"):
        connection.settings_dict["TEST"]["TEMPLATE"] = template
    if connection.vendor == "sqlite":
        with kept_site.in_memory():
            yield
    else:
        yield


@pytest.fixture(autouse=True)
def _fresh_memory(settings):
    settings.EDITION_POLL_SECONDS = 0
    settings.EDITION_FILE = None
    settings.SECRET_KEY = "only-for-tests"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # in a blink
    current.forget()
    # Django leaves the language of the last request standing until the next.
    translation.activate(settings.LANGUAGE_CODE)
    yield
    current.forget()


@pytest.fixture
def editor(client):
    """An editor who is signed in, beside a small guide that is published."""
    publish_small_guide()
    user = make_colleague("Editors")
    client.force_login(user)
    return user


@pytest.fixture
def request_log(caplog):
    """request_log() → the lines of the requests so far, as whoever runs the site reads them."""
    caplog.set_level(logging.INFO, "guide.serving.access_log")

    def lines():
        requests = [record for record in caplog.records if hasattr(record, "answer")]
        return [JsonFormatter().format(record) for record in requests]

    return lines


@pytest.fixture
def starter(db):
    """The starter content, published as edition 1: loaded once, photographed for all tests. The
    process has that edition in memory, and what was made of it for an earlier reader.
    """
    from guide.exchange.starter import load_starter
    from guide.models import Edition

    if connection.vendor == "sqlite" and not _starter:
        _starter.update(photograph.take_of(kept_site.with_starter()))
    if _starter:
        photograph.put_back(_starter)
        current.forget()
    else:
        load_starter()
        _starter.update(photograph.take())
    current.watcher.edition = _loaded.get("edition")
    _loaded["edition"] = current.live_edition()
    return Edition.objects.get()


@pytest.fixture
def django(db):
    """Django as a WSGI application inside the test's own transaction, which a server would have
    closed.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def database_url(request, tmp_path):
    """The address of a database without content that processes of their own work on: see
    database_at_work.
    """
    if request.param == "sqlite":
        yield kept_site.migrated_in(tmp_path)
        return
    if "TEMPLATE_DATABASE" in os.environ:
        with copy_of_template(f"at_work_{os.getpid()}") as url:
            yield url
        return
    with database_of_its_own() as running:
        yield running.url


@pytest.fixture(scope="session")
def languages():
    return [code for code, _ in django_settings.LANGUAGES]
