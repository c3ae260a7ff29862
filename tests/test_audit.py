"""Who approved, published, went back or changed a role, and when, is in the log and in the admin's
history.
"""

import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group

from guide.models import Section
from guide.publishing.actions import approve, go_back, publish
from guide.publishing.refused import Refused

from .builders import approve_all, make_entry, make_small_guide, make_user
from .desk import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return make_user("alice")


def history():
    return [
        (entry.user.username, entry.change_message) for entry in LogEntry.objects.order_by("pk")
    ]


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


def test_every_change_of_a_role_is_in_the_log_with_who_and_what(client, caplog):
    caplog.set_level("INFO", "guide.audit")
    editor = make_colleague("Editors")
    boss = make_user("boss", superuser=True)
    client.force_login(boss)
    address = f"/admin/auth/user/{editor.pk}/change/"
    form = {"username": "editor", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    form |= {
        "groups": [Group.objects.get(name="Publishers").pk],
        "date_joined_0": "2024-01-01",
        "date_joined_1": "00:00",
    }
    assert client.post(address, form).status_code == 302
    said = "changed roles: groups: Editors → Publishers; superuser: no → yes"
    assert LogEntry.objects.filter(user=boss, object_id=editor.pk, change_message=said).exists()
    assert "editor changed roles" in caplog.text
    assert "by boss" in caplog.text
    LogEntry.objects.all().delete()
    client.post(address, form | {"first_name": "New"})
    assert not LogEntry.objects.filter(change_message__startswith="changed roles").exists()


def test_a_change_of_what_a_group_may_do_is_in_the_log(client):
    make_colleague("Editors")
    client.force_login(make_user("boss", superuser=True))
    group = Group.objects.get(name="Editors")
    client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Editors", "permissions": []})
    assert (
        LogEntry.objects.filter(change_message__startswith="changed roles: permissions:").count()
        == 1
    )
