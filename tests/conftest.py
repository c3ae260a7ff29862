"""The stage for every test: no edition remembered from another test, and one load of the starter content."""

import pytest
from django.conf import settings as django_settings

from guide.edition import current


@pytest.fixture(autouse=True)
def _fresh_memory(settings):
    settings.EDITION_POLL_SECONDS = 0
    settings.SECRET_KEY = "only-for-tests"
    current.forget()
    yield
    current.forget()


@pytest.fixture
def starter(db):
    """The starter content, loaded and published as edition 1."""
    from guide.publishing.starter import load_starter

    return load_starter()


@pytest.fixture(scope="session")
def languages():
    return [code for code, _ in django_settings.LANGUAGES]
