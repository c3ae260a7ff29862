"""The stage itself: what is put back is what was there."""

import pytest
from django.db import connection
from django.utils import timezone

from guide.models import BY_KIND, EntryVersion

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


@pytest.mark.django_db
def test_what_many_tests_begin_with_is_written_once_and_then_put_back_as_of_now(monkeypatch):
    written = []

    @photograph.kept
    def begin(words):
        written.append(words)
        make_entry("term", "word", name=words)

    def begun(words):
        BY_KIND["term"].objects.all()._raw_delete(connection.alias)
        EntryVersion.objects.all()._raw_delete(connection.alias)
        begin(words=words)
        return BY_KIND["term"].objects.get()

    first = begun("One")
    later = timezone.now() + timezone.timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    again = begun("One")
    assert (again.name_en, again.digest()) == ("One", first.digest())
    assert timezone.timedelta(0) <= later - again.updated < timezone.timedelta(hours=1)
    assert begun("Two").name_en == "Two"
    assert written == ["One", "Two"]


@pytest.mark.django_db
def test_into_a_guide_that_holds_rows_it_is_written_each_time():
    make_entry("term", "word")
    publish_small_guide()
    assert {entry.code for entry in BY_KIND["term"].objects.all()} == {"word"}
    assert BY_KIND["section"].objects.get().is_approved()
