"""The newest edition is kept as a file: a worker that starts while the database is down still
serves families.
"""

import errno
import json
import os

import pytest
from django.db import OperationalError
from django.utils import timezone

from guide.edition import current, disk_copy
from guide.edition.load import load_guide
from guide.models import Edition
from guide.publishing.actions import go_back

from .builders import publish_small_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    """An edition that was read once, and so kept; this process then starts anew."""
    settings.EDITION_FILE = tmp_path / "data" / "edition.json"
    publish_small_guide()
    current.live_edition()
    current.forget()
    return settings.EDITION_FILE


def publish_unreadable(number):
    """What a later version of this program may publish."""
    Edition(
        number=number, content={"format": 99, "entries": {}}, published_at=timezone.now()
    ).save()


@pytest.fixture
def no_database(monkeypatch):
    """The database is gone: what asks it for editions fails as Django fails then."""

    def gone(*args, **kwargs):
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(Edition.objects, "values_list", gone)


def test_a_worker_that_starts_without_the_database_reads_the_kept_edition(
    kept, client, no_database
):
    assert client.get("/en/guide/").status_code == 200
    assert current.live_edition().number == 1
    assert not current.database_answers()


def test_the_kept_edition_is_the_same_in_every_part(kept):
    stored = current.live_edition()
    assert disk_copy.read() == stored
    assert list(disk_copy.read().guide("fr").sections.values()) == list(
        stored.guide("fr").sections.values()
    )


def test_without_database_and_file_nothing_is_invented(settings, tmp_path, no_database):
    settings.EDITION_FILE = tmp_path / "edition.json"
    with pytest.raises(OperationalError):
        current.live_edition()


@pytest.mark.parametrize("share", [0, 0.3, 0.999])
def test_a_file_that_was_cut_short_is_not_read(kept, share):
    whole = kept.read_bytes()
    kept.write_bytes(whole[: int(len(whole) * share)])
    assert disk_copy.read() is None


def test_a_forged_file_is_not_read(kept):
    seal, _, text = kept.read_text().partition("\n")
    data = json.loads(text)
    data["number"] = 99
    kept.write_text(f"{seal}\n{json.dumps(data)}")
    assert disk_copy.read() is None


def test_a_file_sealed_with_a_retired_key_is_read_while_that_key_is_a_fallback(kept, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert disk_copy.read().number == 1
    settings.SECRET_KEY_FALLBACKS = []
    assert disk_copy.read() is None


def test_a_full_disk_leaves_the_old_file_whole_and_families_reading(kept, monkeypatch, client):
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1])

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert client.get("/en/guide/").status_code == 200
        assert kept.read_bytes() == whole[:-1]
        names = {file.name for file in kept.parent.iterdir()}
        assert names == {kept.name}, "no half of a file is left"
    current.refresh()
    assert kept.read_bytes() == whole, "kept as soon as there is room"


def test_an_edition_of_another_program_version_does_not_stop_reading(kept, client):
    assert current.live_edition().number == 1
    publish_unreadable(2)
    assert client.get("/en/guide/").status_code == 200
    assert current.live_edition().number == 1


def test_it_is_read_and_told_of_once_and_the_next_one_is_followed(
    kept, caplog, django_assert_num_queries
):
    current.live_edition()
    publish_unreadable(2)
    assert current.refresh().number == 1
    told = [record.getMessage() for record in caplog.records]
    assert told == ["Edition 2 cannot be read by this version"]
    with django_assert_num_queries(1):
        assert current.refresh().number == 1
    assert len(caplog.records) == len(told)
    go_back(Edition.objects.get(number=1), None)
    assert current.refresh().number == 3


def test_an_edition_from_before_there_was_a_field_is_still_read(db):
    content = publish_small_guide().content
    for code, row in content["entries"]["section"].items():
        content["entries"]["section"][code] = {
            name: row[name] for name in row if name not in ("key_points", "kind")
        }
    old = load_guide(content, language="fr", number=1, digest="", published=None)
    section = old.sections["for-everyone"]
    assert (section.title, section.key_points) == ("for-everyone title (fr)", "")
