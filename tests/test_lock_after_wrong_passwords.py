"""Whoever guesses passwords is stopped for a while, and nothing is kept of who it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guide.accounts import lock
from guide.models import SignInFailures

from .desk import give_password, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


def guess(client, times, username="editor"):
    for _ in range(times):
        response = give_password(client, username, "wrong")
    return response


def note(response):
    return read(response).first("p", class_="errornote").text


def test_after_some_wrong_passwords_even_the_right_one_is_refused_for_a_while(client):
    make_colleague("Editors")
    assert "Please enter the correct" in note(guess(client, lock.MOST_FAILURES))
    assert note(give_password(client)).startswith("Too many wrong passwords. Wait 15 minutes")
    SignInFailures.objects.update(last_at=timezone.now() - lock.LOCKED_FOR - timedelta(seconds=1))
    assert give_password(client).status_code == 302


def test_capital_letters_make_no_new_count(client):
    make_colleague("Editors")
    guess(client, lock.MOST_FAILURES // 2)
    guess(client, lock.MOST_FAILURES // 2, "EDITOR")
    assert note(give_password(client)).startswith("Too many")


def test_the_right_password_starts_the_count_again(client):
    make_colleague("Editors")
    guess(client, lock.MOST_FAILURES - 1)
    give_password(client)
    assert not SignInFailures.objects.exists()


def test_an_empty_password_neither_counts_nor_starts_the_count_again(client):
    make_colleague("Editors")
    guess(client, lock.MOST_FAILURES - 1)
    give_password(client, password="")
    assert SignInFailures.objects.get().count == lock.MOST_FAILURES - 1


def test_a_lock_does_not_tell_whether_the_account_exists(client):
    assert "Please enter the correct" in note(guess(client, lock.MOST_FAILURES, "nobody"))
    assert note(guess(client, 1, "nobody")).startswith("Too many")


def test_one_locked_name_does_not_lock_another(client):
    make_colleague("Editors")
    guess(client, lock.MOST_FAILURES, "reviewer")
    assert give_password(client).status_code == 302


def test_neither_names_nor_addresses_are_kept(client):
    guess(client, 1, "my-password-by-mistake")
    row = SignInFailures.objects.values().get()
    assert set(row) == {"id", "name_digest", "count", "last_at"}
    assert "mistake" not in str(row)


def test_old_failures_are_forgotten(client):
    guess(client, 1, "someone")
    SignInFailures.objects.update(last_at=timezone.now() - timedelta(days=2))
    guess(client, 1, "another")
    assert SignInFailures.objects.count() == 1
