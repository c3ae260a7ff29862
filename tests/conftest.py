"""The stage for every test: no edition remembered from another test, and one load of the starter
content.
"""

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from guide.edition import current

from . import not_tried, photograph
from .postgresql import database_of_its_own

_starter = {}


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


@pytest.fixture(autouse=True)
def _fresh_memory(settings):
    settings.EDITION_POLL_SECONDS = 0
    settings.EDITION_FILE = None
    settings.SECRET_KEY = "only-for-tests"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # in a blink
    current.forget()
    yield
    current.forget()


@pytest.fixture
def starter(db):
    """The starter content, published as edition 1: really loaded for the first test, photographed
    for the others.
    """
    from guide.exchange.starter import load_starter
    from guide.models import Edition

    if _starter:
        photograph.put_back(_starter)
        current.forget()
    else:
        load_starter()
        _starter.update(photograph.take())
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
    """The address of an empty database that processes of their own work on: see
    database_at_work.
    """
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/guide.sqlite3"
        return
    with database_of_its_own() as running:
        yield running.url


@pytest.fixture(scope="session")
def languages():
    return [code for code, _ in django_settings.LANGUAGES]
