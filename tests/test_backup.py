"""A backup holds everything, and comes back exactly; what is not a whole backup changes nothing."""

import errno
import gzip
import hashlib
import json
import os
import stat

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from guide.edition.current import live_edition
from guide.models import Edition, Section, Term
from guide.ops.backup import (
    CannotRestore,
    _empty,
    _rows,
    backup,
    database_name,
    holding_of,
    restore,
)
from guide.publishing.actions import approve, publish

from .builders import make_entry, make_user, publish_small_guide

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


@pytest.fixture
def in_use(db):
    """A small guide, two people, an approval by name, a second edition."""
    publish_small_guide()
    editor, reviewer = (
        make_user("editor"),
        make_user("reviewer", first_name="Rae", last_name="Reviewer"),
    )
    entry = make_entry("term", "a-word-of-ours")
    entry.edited_by = editor
    entry.save()
    approve(entry, reviewer)
    publish(reviewer)
    return editor


@pytest.fixture
def saved(in_use, tmp_path):
    file = tmp_path / "guide.ops.backup"
    backup(file)
    return file


def everything():
    return list(_rows())


def test_what_comes_back_is_exactly_what_was_there(saved):
    before = everything()
    User.objects.filter(username="editor").update(password="changed")
    Section.objects.update(title_en="Changed after the backup")
    make_entry("term", "after-the-backup")
    restore(saved, replace=True)
    assert everything() == before
    assert "a-word-of-ours" in live_edition().guide("en").terms
    assert Term.objects.get(code="a-word-of-ours").is_approved()


def test_new_rows_find_their_place_after_a_restore(saved):
    restore(saved, replace=True)
    assert make_entry("term", "later").pk > 0
    assert make_user("later").pk > 0


def test_the_same_content_gives_the_same_digest(saved, tmp_path):
    rows = everything()
    restore(saved, replace=True)
    assert everything() == rows
    call_command("backup", tmp_path / "again.backup")
    first, second = (
        gzip.decompress(file.read_bytes()).splitlines()
        for file in (saved, tmp_path / "again.backup")
    )
    assert first[1:-1] == second[1:-1]


def test_a_database_in_use_is_not_replaced_by_accident(saved):
    Section.objects.update(title_en="Edited since")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", saved)
    assert Section.objects.first().title_en == "Edited since"


@pytest.mark.parametrize("damage", ["cut", "changed", "nonsense"])
def test_a_damaged_file_changes_nothing(saved, damage):
    before, whole = everything(), saved.read_bytes()
    if damage == "cut":
        saved.write_bytes(whole[: len(whole) // 2])
    elif damage == "changed":
        saved.write_bytes(gzip.compress(gzip.decompress(whole).replace(b"editor", b"forger")))
    else:
        saved.write_bytes(b"not a backup")
    with pytest.raises(CommandError, match="no whole backup"):
        call_command("restore", saved, replace=database_name())
    assert everything() == before


def test_of_a_file_with_one_bit_flipped_nothing_is_restored_and_a_sentence_says_why(saved):
    whole = saved.read_bytes()
    step = max(1, len(whole) // 150)
    harmless, refused = [], set()
    for place in [*range(30), *range(30, len(whole), step), *range(len(whole) - 8, len(whole))]:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << (place % 8)
        saved.write_bytes(damaged)
        try:
            holding_of(saved)
        except CannotRestore as error:
            refused.add(str(error))
        else:  # when it was written, by which program, or a bit that stands for nothing
            assert gzip.decompress(damaged) == gzip.decompress(whole)
            harmless.append(place)
    assert len(harmless) < 10
    assert all("no whole backup" in sentence for sentence in refused)


def test_a_file_that_holds_something_else_is_no_backup(saved):
    for text in (b"", b"[]\n", b"1\n2\n", b'{"format":1}\n{"sha256":"x"}\n', b"null"):
        saved.write_bytes(gzip.compress(text))
        with pytest.raises(CannotRestore, match="no whole backup"):
            holding_of(saved)


def test_a_restore_that_fails_half_way_changes_nothing(saved, monkeypatch):
    before = everything()
    monkeypatch.setattr("guide.ops.backup._digest_of_rows", lambda lines: object())
    with pytest.raises(CommandError, match="Nothing has been changed"):
        call_command("restore", saved, replace=database_name())
    assert everything() == before


def rewrite(file, old, new):
    """The backup as another program might have made it, with a digest that matches."""
    text = gzip.decompress(file.read_bytes())
    assert old in text
    rows = text.replace(old, new).rpartition(b'{"sha256"')[0]
    last = json.dumps({"sha256": hashlib.sha256(rows).hexdigest()})
    file.write_bytes(gzip.compress(rows + last.encode()))


def test_a_row_that_does_not_fit_is_named_and_nothing_is_changed(saved):
    """What one database took and another refuses: here a place that no entry can have."""
    before = everything()
    rewrite(saved, b'"order":100,"review_due"', b'"order":-5,"review_due"')
    with pytest.raises(CommandError, match=r"guide\.[a-z]+ [0-9]+ does not fit") as told:
        call_command("restore", saved, replace=database_name())
    assert "Nothing has been changed" in str(told.value)
    assert everything() == before


def test_the_backup_of_another_version_is_refused(saved):
    rewrite(saved, b"guide.0001_initial", b"guide.0001_another")
    with pytest.raises(CommandError, match="another version"):
        call_command("restore", saved, replace=database_name())


def test_a_full_disk_leaves_the_last_backup_as_it_is(saved, monkeypatch):
    whole = saved.read_bytes()

    def full(*args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("guide.ops.backup._write", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", saved)
    assert saved.read_bytes() == whole
    assert [file.name for file in saved.parent.iterdir()] == [saved.name]


def test_nobody_else_may_read_the_file(saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_an_empty_database_is_filled_without_a_flag(saved):
    _empty()
    restore(saved)
    assert Edition.objects.count() == 2
