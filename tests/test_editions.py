"""An edition is numbered, whole and never changes; families read the newest."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from guide.edition import current
from guide.edition.current import NoEdition, live_edition
from guide.edition.load import UnknownFormat, load_guide
from guide.models import Edition, content_digest
from guide.publishing.actions import approve_as_starter, go_back, publish
from guide.publishing.refused import Refused

from .builders import make_entry, publish_small_guide

pytestmark = pytest.mark.django_db


def test_before_anything_is_published_there_is_no_guide():
    with pytest.raises(NoEdition):
        live_edition().guide("en")


def test_an_edition_is_stored_with_the_digest_of_its_content():
    edition = publish_small_guide()
    assert edition.number == 1
    assert edition.digest == content_digest(Edition.objects.get().content)


def test_code_cannot_save_an_edition_again():
    edition = publish_small_guide()
    edition.content = {}
    with pytest.raises(TypeError, match="never changes"):
        edition.save()


def test_the_database_itself_refuses_to_change_an_edition():
    publish_small_guide()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Edition.objects.update(note_en="changed")


def test_two_editions_cannot_have_one_number():
    edition = publish_small_guide()
    twin = Edition(number=edition.number, content={}, published_at=edition.published_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_new_edition_is_read_at_once_by_the_process_that_published_it():
    publish_small_guide()
    assert live_edition().guide("en").number == 1
    approve_as_starter(make_entry("term", "word"))
    publish(None)
    assert live_edition().guide("fr").number == 2
    assert "word" in live_edition().guide("en").terms


def test_another_process_follows_when_it_looks_again():
    publish_small_guide()
    old = current.live_edition()
    approve_as_starter(make_entry("term", "word"))
    publish(None)
    current.watcher.edition = old  # what another worker still remembers
    assert current.live_edition().number == 1
    current.refresh()
    assert current.live_edition().number == 2


def test_going_back_makes_a_new_edition_with_the_old_content():
    first = publish_small_guide()
    approve_as_starter(make_entry("term", "word"))
    publish(None)
    third = go_back(first, None)
    assert (third.number, third.restores, third.digest) == (3, first, first.digest)
    assert "word" not in live_edition().guide("en").terms


def test_an_edition_without_any_change_is_not_published():
    edition = publish_small_guide()
    with pytest.raises(Refused, match="Nothing has changed"):
        publish(None)
    with pytest.raises(Refused, match="already read this"):
        go_back(edition, None)
    assert Edition.objects.count() == 1


def test_a_format_of_another_time_is_refused_by_name():
    with pytest.raises(UnknownFormat, match="99"):
        load_guide({"format": 99}, language="en", number=1, digest="", published=None)
