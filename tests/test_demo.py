"""`make demo`: people to try the desk with, on a development database only."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from guide.edition.current import live_edition

pytestmark = pytest.mark.django_db


def people(capsys):
    lines = [
        line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("demo-")
    ]
    return dict(lines)


def test_the_printed_passwords_work_and_each_person_finds_something_to_do(client, starter, capsys):
    call_command("demo")
    printed = people(capsys)
    assert set(printed) == {"demo-editor", "demo-reviewer", "demo-publisher"}
    expected = {
        "demo-editor": "Sent back: needs changes",
        "demo-reviewer": "Waiting for your approval",
        "demo-publisher": "Approved since the last edition",
    }
    for name, password in printed.items():
        assert authenticate(username=name, password=password)
        client.force_login(User.objects.get(username=name))
        assert expected[name] in {todo.title for todo in client.get("/admin/").context["todos"]}


def test_the_publisher_finds_an_edition_that_can_be_published(client, starter):
    call_command("demo")
    client.force_login(User.objects.get(username="demo-publisher"))
    response = client.get("/admin/publish/")
    assert response.context["rows"]
    assert response.context["stopping"] == []


def test_passwords_are_new_each_time_and_people_are_not_doubled(starter, capsys):
    call_command("demo")
    first = people(capsys)
    call_command("demo")
    second = people(capsys)
    assert not set(first.values()) & set(second.values())
    assert User.objects.filter(username__startswith="demo-").count() == 3


def test_families_see_nothing_of_it(starter):
    before = live_edition().guide("en")
    call_command("demo")
    assert live_edition().guide("en") == before


def test_it_is_refused_where_it_is_not_a_development_site(starter, settings):
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="not a development site"):
        call_command("demo")
    assert not User.objects.exists()


def test_without_content_it_says_what_to_do_first(db):
    with pytest.raises(CommandError, match="load_starter"):
        call_command("demo")
