"""Staff sign in with a password and a code from their phone. Families are not concerned."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from .builders import make_user
from .desk import give_password, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
CODE = "/admin/code/"


@pytest.fixture
def two_factor(settings):
    settings.TWO_FACTOR = True


def code_of(phone):
    phone.refresh_from_db()
    return (
        f"{totp(phone.bin_key, drift=phone.last_t + 1 - totp_step() if phone.last_t > 0 else 0):06}"
    )


def totp_step():
    return int(timezone.now().timestamp()) // 30


def errors(response):
    return " ".join(found.text for found in read(response).all(class_="errorlist"))


def set_up(client, username="editor"):
    """Through the pages, as a person would. Returns the recovery codes."""
    give_password(client, username)
    client.get(CODE)
    response = client.post(CODE, {"code": code_of(TOTPDevice.objects.get(user__username=username))})
    return [item.text for item in read(response).first("ul", class_="codes").all("code")]


def test_a_password_alone_opens_nothing(client, two_factor):
    make_colleague("Editors")
    give_password(client)
    for address in (
        "/admin/",
        "/admin/guide/section/",
        "/admin/account/",
        "/admin/password_change/",
    ):
        response = client.get(address)
        assert response.status_code == 302, address
        assert client.get(response["Location"])["Location"].startswith("/admin/code/")


def test_the_first_time_a_person_sets_up_the_phone_and_gets_recovery_codes_once(client, two_factor):
    make_colleague("Editors")
    give_password(client)
    page = read(client.get(CODE))
    phone = TOTPDevice.objects.get()
    assert page.first("img")["src"].startswith("data:image/svg+xml")
    assert phone.config_url.split("secret=")[1][:32] == page.first("code").text.replace(" ", "")
    response = client.post(CODE, {"code": code_of(phone)})
    assert len(list(read(response).first("ul", class_="codes").all("li"))) == 10
    assert client.get("/admin/").status_code == 200
    assert read(client.get("/admin/account/")).first("ul", class_="codes") is None


def test_afterwards_the_password_is_followed_by_the_code(client, two_factor):
    make_colleague("Editors")
    set_up(client)
    client.logout()
    response = give_password(client, then="/admin/guide/section/")
    assert client.get(response["Location"]).status_code == 302
    address = client.get(client.get("/admin/guide/section/")["Location"])["Location"]
    assert address == "/admin/code/?next=%2Fadmin%2Fguide%2Fsection%2F"
    assert read(client.get(address)).first("img") is None
    response = client.post(
        address, {"code": code_of(TOTPDevice.objects.get()), "next": "/admin/guide/section/"}
    )
    assert response["Location"] == "/admin/guide/section/"
    assert client.get(response["Location"]).status_code == 200


def with_session(key):
    """A browser that shows the cookie of a login, as somebody would who came by its key before the
    second step.
    """
    client = Client()
    client.cookies["sessionid"] = key
    return client


@pytest.mark.parametrize("step", ["the first phone", "a code"])
def test_a_session_known_before_the_second_step_is_worth_nothing_after_it(client, two_factor, step):
    make_colleague("Editors")
    if step == "a code":
        set_up(client)
        client.logout()
    give_password(client)
    client.get(CODE)
    before = client.cookies["sessionid"].value
    client.post(CODE, {"code": code_of(TOTPDevice.objects.get())})
    assert client.get("/admin/").status_code == 200
    assert client.cookies["sessionid"].value != before
    assert with_session(before).get("/admin/").status_code == 302
    assert with_session(before).get(CODE)["Location"] == "/admin/login/"


def test_a_recovery_code_lets_in_once_and_is_noted(client, two_factor):
    make_colleague("Editors")
    codes = set_up(client)
    for status in (302, 422):
        client.logout()
        give_password(client)
        assert client.post(CODE, {"code": codes[0].upper()}).status_code == status
    assert (
        LogEntry.objects.filter(change_message__contains="signed-in-by-recovery-code").count() == 1
    )


def test_a_wrong_code_is_refused_with_a_sentence_and_the_next_has_to_wait(client, two_factor):
    make_colleague("Editors")
    set_up(client)
    client.logout()
    give_password(client)
    response = client.post(CODE, {"code": "000000"})
    assert "This code is not right" in errors(response)
    assert (
        client.post(CODE, {"code": code_of(TOTPDevice.objects.get())}).status_code == 422
    )  # too soon
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("code", ["", "x" * 500, "١٢٣٤٥٦", "\x00", "-1", "1e5"])
def test_no_code_breaks_the_page(client, two_factor, code):
    make_colleague("Editors")
    set_up(client)
    client.logout()
    give_password(client)
    assert client.post(CODE, {"code": code}).status_code == 422


def test_a_code_works_once(client, two_factor):
    make_colleague("Editors")
    give_password(client)
    client.get(CODE)
    code = code_of(TOTPDevice.objects.get())
    client.post(CODE, {"code": code})
    client.logout()
    give_password(client)
    assert client.post(CODE, {"code": code}).status_code == 422


def test_the_code_of_a_colleague_does_not_let_in(client, two_factor):
    make_colleague("Editors")
    make_colleague("Reviewers")
    theirs = set_up(client, "reviewer")
    client.logout()
    set_up(client)
    client.logout()
    give_password(client)
    assert client.post(CODE, {"code": theirs[0]}).status_code == 422


def test_new_recovery_codes_replace_the_old_ones(client, two_factor):
    make_colleague("Editors")
    old = set_up(client)
    new = [
        c.text
        for c in read(client.post("/admin/account/recovery-codes/"))
        .first("ul", class_="codes")
        .all("code")
    ]
    assert len(set(new) - set(old)) == 10
    client.logout()
    give_password(client)
    assert client.post(CODE, {"code": old[1]}).status_code == 422
    StaticDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    assert client.post(CODE, {"code": new[1]}).status_code == 302


def test_a_new_phone_replaces_the_old_one_only_after_its_first_code(client, two_factor):
    make_colleague("Editors")
    set_up(client)
    old = TOTPDevice.objects.get()
    client.get("/admin/account/phone/")
    assert client.get("/admin/").status_code == 200
    new = TOTPDevice.objects.exclude(pk=old.pk).get()
    client.post("/admin/account/phone/", {"code": code_of(new)})
    assert TOTPDevice.objects.get() == new
    assert client.get("/admin/").status_code == 200


def test_a_colleague_can_let_a_person_with_a_lost_phone_start_again(
    client, two_factor, django_user_model
):
    editor = make_colleague("Editors")
    set_up(client)
    client.logout()
    make_user("boss", superuser=True)
    set_up(client, "boss")
    client.post("/admin/auth/user/", {"action": "lost_phone", "_selected_action": [editor.pk]})
    assert not TOTPDevice.objects.filter(user=editor).exists()
    assert LogEntry.objects.filter(
        change_message__contains="removed-second-step", object_id=editor.pk
    ).exists()


def test_the_next_page_is_never_on_another_site(client, two_factor):
    make_colleague("Editors")
    codes = set_up(client)
    client.logout()
    give_password(client)
    for number, address in enumerate(
        ["https://evil.example/admin/", "//evil.example", "/en/", "javascript:alert(1)"]
    ):
        response = client.post(CODE, {"code": codes[number], "next": address})
        assert response["Location"] == "/admin/"
        client.logout()
        give_password(client)


def test_who_has_only_given_the_password_can_sign_out(client, two_factor):
    make_colleague("Editors")
    give_password(client)
    client.post("/admin/out/")
    assert "_auth_user_id" not in client.session


def test_the_code_page_is_for_staff_who_have_given_their_password(client, two_factor):
    assert client.get(CODE)["Location"] == "/admin/login/"
    client.force_login(make_user("visitor", staff=False))
    assert client.get(CODE)["Location"] == "/admin/login/"
    assert not TOTPDevice.objects.exists()


def test_in_development_the_step_is_asked_only_of_those_who_set_it_up(client, settings):
    settings.TWO_FACTOR = False
    make_colleague("Editors")
    give_password(client)
    assert client.get("/admin/").status_code == 200
    client.get("/admin/account/phone/")
    client.post("/admin/account/phone/", {"code": code_of(TOTPDevice.objects.get())})
    client.logout()
    give_password(client)
    assert client.get("/admin/").status_code == 302


def test_nobody_can_look_at_the_secrets_of_phones(client):
    client.force_login(make_user("boss", superuser=True))
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404


def test_families_meet_none_of_it(client, starter, two_factor):
    response = client.get("/en/guide/high/one-place/")
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("second", [True, False])
@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/admin/", "http:evil.example", "javascript:x"],
)
def test_whoever_was_to_be_led_to_another_site_comes_to_the_desk(client, settings, address, second):
    settings.TWO_FACTOR = second
    make_colleague("Editors")
    if second:
        set_up(client)
        client.logout()
    response = give_password(client, then=address)
    way = [response["Location"]]
    while response.status_code == 302:
        response = client.get(response["Location"])
        way.append(response.request["PATH_INFO"])
    assert response.status_code == 200, way
    assert way[-1] == (CODE if second else "/admin/")
