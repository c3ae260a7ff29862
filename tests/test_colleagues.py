"""Accounts of colleagues: they come with a role, choose their own password, and hand work over."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core import mail

from guide.models import Remark, Visit
from guide.publishing.actions import approve_as_starter
from guide.publishing.remarks import remark

from .builders import make_entry
from .pages import read

pytestmark = pytest.mark.django_db
NEW = {
    "username": "noor",
    "first_name": "Noor",
    "last_name": "Haddad",
    "email": "noor@example.org",
    "usable_password": "true",
    "password1": "first-word-of-all-9",
    "password2": "first-word-of-all-9",
}


@pytest.fixture
def manager(client, django_user_model):
    user = django_user_model.objects.create_superuser("manager", "m@example.org", "x")
    client.force_login(user)
    return user


def add(client, **changed):
    return client.post("/admin/auth/user/add/", NEW | changed)


def editors():
    return Group.objects.get(name="Editors")


def test_an_account_is_not_made_without_a_role(client, manager):
    page = read(add(client))
    assert "Choose what this colleague will do" in page.text
    assert not User.objects.filter(username="noor").exists()


def test_a_new_colleague_belongs_to_the_staff_and_has_the_role(client, manager):
    assert add(client, groups=editors().pk).status_code == 302
    noor = User.objects.get(username="noor")
    assert noor.is_staff
    assert [group.name for group in noor.groups.all()] == ["Editors"]


def sign_in(client, password):
    client.logout()
    client.post("/admin/login/", {"username": "noor", "password": password})


def change_password(client, old, new):
    data = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post("/admin/password_change/", data)


def test_whoever_was_given_a_password_chooses_another_before_anything_else(client, manager):
    add(client, groups=editors().pk)
    sign_in(client, NEW["password1"])
    response = client.get("/admin/coverage/")
    assert response.url == "/admin/password_change/"
    assert "Somebody else chose the password" in read(client.get(response.url)).text
    same = change_password(client, NEW["password1"], NEW["password1"])
    assert "Choose another password" in read(same).text
    assert client.get("/admin/").status_code == 302
    assert change_password(client, NEW["password1"], "only-mine-since-today").status_code == 302
    assert client.get("/admin/").status_code == 200
    sign_in(client, "only-mine-since-today")
    assert client.get("/admin/").status_code == 200


def test_a_manager_who_comes_to_their_own_password_by_the_list_is_asked_for_no_other(
    client, manager
):
    given = {"usable_password": "true", "password1": "mine-by-the-list-9", "set-password": "1"}
    given["password2"] = given["password1"]
    assert client.post(f"/admin/auth/user/{manager.pk}/password/", given).status_code == 302
    client.logout()
    client.post("/admin/login/", {"username": manager.username, "password": given["password1"]})
    assert client.get("/admin/").status_code == 200


def test_a_password_that_a_manager_sets_is_a_first_one_again(client, manager):
    add(client, groups=editors().pk)
    noor = User.objects.get(username="noor")
    sign_in(client, NEW["password1"])
    change_password(client, NEW["password1"], "only-mine-since-today")
    client.force_login(manager)
    given = {"usable_password": "true", "password1": "another-9-given", "set-password": "1"}
    given["password2"] = given["password1"]
    assert client.post(f"/admin/auth/user/{noor.pk}/password/", given).status_code == 302
    sign_in(client, "another-9-given")
    assert client.get("/admin/").url == "/admin/password_change/"


@pytest.fixture
def leaver(client, manager):
    add(client, groups=editors().pk)
    return User.objects.get(username="noor")


@pytest.fixture
def successor(django_user_model):
    user = django_user_model.objects.create_user(
        "ines", "ines@example.org", "x", is_staff=True, first_name="Inès", last_name="Roy"
    )
    user.groups.add(editors(), Group.objects.get(name="Reviewers"))
    return user


@pytest.fixture
def open_work(leaver):
    entry = make_entry("term", "marrow")
    entry.edited_by = leaver
    entry.save()
    other = make_entry("term", "biopsy")
    approve_as_starter(other)
    remark(other, leaver, Remark.Nature.NEEDS_CHANGES, "The dose is wrong.")
    return entry


def test_what_is_open_is_named_before_somebody_leaves(client, leaver, open_work):
    page = read(client.get(f"/admin/leaving/{leaver.pk}/"))
    assert "marrow" in page.text
    assert "The dose is wrong." in page.text
    assert read(client.get(f"/admin/auth/user/{leaver.pk}/change/")).first(
        "a", href=f"/admin/leaving/{leaver.pk}/"
    )


def test_whoever_takes_over_finds_the_work_on_the_desk_and_gets_the_mails(
    client, leaver, successor, open_work, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/leaving/{leaver.pk}/", {"successor": successor.pk})
    leaver.refresh_from_db()
    assert not leaver.is_active
    [told] = mail.outbox
    assert told.to == ["ines@example.org"]
    assert "Noor Haddad" in told.subject
    assert "marrow" in told.body
    open_work.refresh_from_db()
    assert open_work.edited_by == leaver
    client.force_login(successor)
    assert "Taken over from a colleague who left" in read(client.get("/admin/")).text


def test_nobody_takes_over_without_being_chosen(client, leaver, open_work):
    response = client.post(f"/admin/leaving/{leaver.pk}/", {})
    assert response.status_code == 422
    assert "Choose who takes the open work over." in read(response).text
    leaver.refresh_from_db()
    assert leaver.is_active


def delete(client, *people):
    """By the page of one account, or by the list for several."""
    if len(people) == 1:
        return client.post(f"/admin/auth/user/{people[0].pk}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in people]}
    return client.post("/admin/auth/user/", chosen | {"post": "yes"})


def test_an_account_that_left_traces_stays_and_the_page_says_what_to_do_instead(
    client, leaver, open_work, successor
):
    for people in ([leaver], [leaver, successor]):
        response = delete(client, *people)
        assert response.status_code == 200
        page = read(response).first("main")
        assert f"what {leaver} wrote, said, signed or did" in page.text
        link = page.first("a", href=f"/admin/leaving/{leaver.pk}/")
        assert link.text == "Close the account instead, and hand open work over"
    assert {leaver, successor} <= set(User.objects.all())
    open_work.refresh_from_db()
    assert open_work.edited_by == leaver


def test_an_account_that_stands_in_the_log_alone_stays_with_what_the_log_says(
    client, manager, leaver
):
    other = User.objects.create_superuser("head", "h@example.org", "x")
    said = LogEntry.objects.create(
        user=other,
        content_type=ContentType.objects.get_for_model(User),
        object_id=leaver.pk,
        object_repr="noor",
        action_flag=2,
    )
    client.force_login(manager)
    assert delete(client, other).status_code == 200
    assert User.objects.filter(username="head").exists()
    assert LogEntry.objects.filter(pk=said.pk).exists()


def test_an_account_that_left_nothing_can_be_deleted(client, manager, successor):
    assert delete(client, successor).status_code == 302
    assert not User.objects.filter(username="ines").exists()


def test_a_manager_does_not_close_the_own_account(client, manager):
    assert client.get(f"/admin/leaving/{manager.pk}/").status_code == 404


def test_whoever_manages_no_accounts_closes_none(client, leaver, successor):
    client.force_login(successor)
    asked = client.post(f"/admin/leaving/{leaver.pk}/", {"successor": successor.pk})
    assert asked.status_code == 403
    leaver.refresh_from_db()
    assert leaver.is_active


def test_two_who_have_one_entry_open_see_each_other(client, manager, successor):
    entry = make_entry("term", "marrow")
    form = f"/admin/guide/term/{entry.pk}/change/"
    client.get(form)
    client.force_login(successor)
    here = read(client.get(form)).first("p", data_here="/admin/entry/term/marrow/here/")
    assert "manager" in here.text
    client.force_login(manager)
    asked = client.post("/admin/entry/term/marrow/here/")
    assert asked.json() == {"names": ["Inès Roy"]}


def test_whoever_closed_the_form_is_gone_after_some_minutes(client, manager, successor):
    entry = make_entry("term", "marrow")
    client.force_login(successor)
    client.get(f"/admin/guide/term/{entry.pk}/change/")
    Visit.objects.update(at=Visit.objects.get().at.replace(year=2020))
    client.force_login(manager)
    assert client.post("/admin/entry/term/marrow/here/").json() == {"names": []}
