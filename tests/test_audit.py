"""Who approved, published or went back, and when, is in the log and in the admin's history."""

import logging

import pytest
from django.contrib.admin.models import LogEntry

from guide.models import Section
from guide.publishing.actions import Refused, approve, go_back, publish

from .builders import approve_all, make_entry, make_small_guide, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return make_user("alice")


def history():
    return [(entry.user.username, entry.change_message) for entry in LogEntry.objects.order_by("pk")]


def test_an_approval_is_in_the_log_with_who(alice, caplog):
    caplog.set_level(logging.INFO, "guide.audit")
    make_small_guide()
    approve(Section.objects.get(), alice)
    assert history() == [("alice", "approved")]
    assert "section for-everyone approved by alice" in caplog.text


def test_publishing_and_going_back_are_in_the_log(alice):
    make_small_guide()
    approve_all()
    first = publish(alice)
    approve(make_entry("term", "word"), alice)
    publish(alice)
    go_back(first, alice)
    assert history() == [
        ("alice", "published"),
        ("alice", "approved"),
        ("alice", "published"),
        ("alice", "went back: to edition 1"),
    ]


def test_what_was_refused_is_not_in_the_log(alice):
    with pytest.raises(Refused):
        publish(alice)
    assert history() == []


def test_a_command_is_named_as_one(caplog):
    caplog.set_level(logging.INFO, "guide.audit")
    make_small_guide()
    approve_all()
    publish(None)
    assert "edition Edition 1 published by a command" in caplog.text
