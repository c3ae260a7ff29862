"""Who approved, published, went back or changed a role, and when, is in the log and in the admin's
history.
"""

import ast
import logging

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.utils import translation

from guide.models import Section
from guide.publishing import audit
from guide.publishing.actions import approve, approve_by_link, go_back, publish
from guide.publishing.audit import in_words
from guide.publishing.refused import Refused

from .builders import approve_all, make_entry, make_small_guide, make_user
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return make_user("alice")


def history():
    return [(entry.user.username, in_words(entry)) for entry in LogEntry.objects.order_by("pk")]


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
    entries = LogEntry.objects.filter(user=boss, object_id=editor.pk)
    assert said in [in_words(entry) for entry in entries]
    assert "editor changed roles" in caplog.text
    assert "by boss" in caplog.text
    LogEntry.objects.all().delete()
    client.post(address, form | {"first_name": "New"})
    assert not LogEntry.objects.filter(change_message__contains="changed-roles").exists()


def test_a_change_of_what_a_group_may_do_is_in_the_log(client):
    make_colleague("Editors")
    client.force_login(make_user("boss", superuser=True))
    group = Group.objects.get(name="Editors")
    client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Editors", "permissions": []})
    said = [in_words(entry) for entry in LogEntry.objects.all()]
    assert sum(one.startswith("changed roles: permissions:") for one in said) == 1


def test_the_log_keeps_what_happened_and_says_it_in_the_readers_language(alice):
    make_small_guide()
    section = Section.objects.get()
    approve_by_link(section, "Dr. Roy", alice, review_due=None)
    entry = LogEntry.objects.get()
    assert entry.change_message == '{"did": "approved-by-link", "name": "Dr. Roy"}'
    assert in_words(entry) == "approved: by Dr. Roy, through a review link"
    with translation.override("fr"):
        assert in_words(entry) == "approuvé\u00a0: par Dr. Roy, par un lien de révision"


def test_rows_of_the_log_from_before_there_were_codes_stay_readable():
    assert in_words(LogEntry(change_message="went back: to edition 1")) == "went back: to edition 1"
    form = LogEntry(change_message='[{"changed": {"fields": ["Text (English)", "Withdrawn"]}}]')
    assert in_words(form) == "Changed Text (English) and Withdrawn."
    with translation.override("fr"):
        assert "Texte (anglais)" in in_words(form)
        assert "Retiré" in in_words(form)


def test_the_history_of_a_person_tells_what_happened_in_words(client, alice):
    audit.record(alice, "removed-second-step", alice)
    client.force_login(make_user("boss", superuser=True))
    page = read(client.get(f"/admin/auth/user/{alice.pk}/history/"))
    assert "removed the second step" in page.text


def test_every_step_that_is_recorded_has_its_sentence():
    told = set()
    for file in (settings.BASE_DIR / "guide").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for call in calls:
            records = ast.unparse(call.func) in ("record", "audit.record")
            if records and isinstance(call.args[1], ast.Constant):
                told.add(call.args[1].value)
    assert len(told) > 20
    assert told - set(audit.HAPPENED) == set()
