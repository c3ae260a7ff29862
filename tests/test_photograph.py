"""The stage itself: what is put back is what was there."""

import pytest
from django.db import connection

from guide.models import BY_KIND

from . import photograph
from .builders import make_entry, publish_small_guide


@pytest.fixture
def taken(db):
    publish_small_guide()
    taken = photograph.take()
    for model in reversed(photograph.models()):
        model._base_manager.all()._raw_delete(connection.alias)
    return taken


def test_what_is_put_back_is_what_was_there(taken):
    photograph.put_back(taken)
    assert photograph.take() == taken
    assert all(entry.is_approved() for entry in BY_KIND["section"].objects.all())


def test_new_rows_are_numbered_after_those_put_back(taken):
    photograph.put_back(taken)
    before = {choice.pk for choice in BY_KIND["choice"].objects.all()}
    assert make_entry("choice", "new").pk > max(before)
