"""A session that ends, a second sign-in, a deleted draft: what was typed is still there."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guide.accounts.session_time import LONGEST
from guide.models import BY_KIND, EntryVersion

from .builders import make_entry, publish_small_guide
from .desk import change_address, fields_of, give_password, make_colleague
from .pages import filled, read

pytestmark = pytest.mark.django_db
ORIGIN = {"HTTP_ORIGIN": "http://testserver"}
TYPED = "Words of an hour."


@pytest.fixture
def browser():
    """A browser as it is: its forms need their token."""
    make_colleague("Editors")
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    return client


def sign_in(client):
    form = read(client.get("/admin/login/")).first("form", id="login-form")
    data = filled(form) | {"username": "editor", "password": "a-long-password"}
    assert client.post("/admin/login/", data, **ORIGIN).status_code == 302


def form_of(client, kind, code):
    address = change_address(kind, code)
    return address, fields_of(client.get(address)) | {"name_en": TYPED}


def send_again(client, page):
    form = next(form for form in read(page).all("form") if form.first("textarea"))
    return client.post(form["action"], filled(form), **ORIGIN)


def test_who_signed_in_again_in_another_tab_sends_the_first_form_from_the_page_that_comes(browser):
    make_entry("term", "word")
    address, data = form_of(browser, "term", "word")
    browser.post("/admin/logout/", {"csrfmiddlewaretoken": data["csrfmiddlewaretoken"]}, **ORIGIN)
    sign_in(browser)
    page = browser.post(address, data, **ORIGIN)
    assert page.status_code == 403
    assert "nothing that you typed is lost" in read(page).text
    assert TYPED in [box.text for box in read(page).all("textarea")]
    assert "no-store" in page["Cache-Control"]
    assert send_again(browser, page).status_code == 302
    assert BY_KIND["term"].objects.get(code="word").name_en == TYPED


def test_a_fresh_token_lets_the_first_form_be_sent_as_it_is(browser):
    make_entry("term", "word")
    address, data = form_of(browser, "term", "word")
    browser.post("/admin/logout/", {"csrfmiddlewaretoken": data["csrfmiddlewaretoken"]}, **ORIGIN)
    sign_in(browser)
    token = browser.get("/admin/token/").json()["token"]
    done = browser.post(address, data | {"csrfmiddlewaretoken": token}, **ORIGIN)
    assert done.status_code == 302
    assert BY_KIND["term"].objects.get(code="word").name_en == TYPED


def test_who_was_signed_out_sees_what_was_typed_and_sends_it_after_signing_in(client):
    make_entry("term", "word")
    user = make_colleague("Editors")
    client.force_login(user)
    address, data = form_of(client, "term", "word")
    client.logout()
    page = client.post(address, data)
    assert page.status_code == 403
    assert "sign in in another tab" in read(page).text
    assert TYPED in [box.text for box in read(page).all("textarea")]
    client.force_login(user)
    assert send_again(client, page).status_code == 302
    assert BY_KIND["term"].objects.get(code="word").name_en == TYPED


def test_what_was_typed_is_shown_where_the_browser_has_lost_its_cookies(browser):
    make_entry("term", "word")
    address, data = form_of(browser, "term", "word")
    browser.cookies.clear()
    page = browser.post(address, data, **ORIGIN)
    assert page.status_code == 403
    assert TYPED in [box.text for box in read(page).all("textarea")]
    elsewhere = browser.post(address, data, HTTP_ORIGIN="https://evil.example")
    assert TYPED not in elsewhere.text


def test_what_another_site_sent_is_neither_shown_nor_offered(browser):
    data = {"name_en": TYPED, "csrfmiddlewaretoken": "x" * 64}
    for headers in ({"HTTP_ORIGIN": "https://evil.example"}, {}):
        page = browser.post("/admin/guide/term/add/", data, **headers)
        assert page.status_code == 403
        assert TYPED not in page.text
        assert "still there" not in page.text


def test_a_password_is_never_shown_again(client):
    page = client.post("/admin/password_change/", {"old_password": "my-secret"})
    assert "my-secret" not in page.text


def test_a_session_moves_on_with_the_work_and_ends_after_twelve_hours(client):
    user = make_colleague("Editors")
    assert give_password(client, user.username).status_code == 302
    session = client.session
    session["seen"] -= 3600
    session.save()
    client.get("/admin/")
    assert client.session["seen"] >= int(time.time()) - 60
    session = client.session
    session["began"] = int(time.time()) - LONGEST - 1
    session.save()
    assert client.get("/admin/").status_code == 302


def test_a_form_that_lies_open_keeps_nobody_signed_in(client):
    """Every minute it asks who else is here; that is nobody's work."""
    make_entry("term", "word")
    user = make_colleague("Editors")
    assert give_password(client, user.username).status_code == 302
    session = client.session
    before = session["seen"] = session["seen"] - 3600
    session.save()
    assert client.post("/admin/entry/term/word/here/").status_code == 200
    assert client.session["seen"] == before
    client.get(change_address("term", "word"))
    assert client.session["seen"] > before


def delete(client, kind, code):
    return client.post(change_address(kind, code).replace("change", "delete"), {"post": "yes"})


def test_a_deleted_draft_comes_back_with_its_versions(client):
    publish_small_guide()
    client.force_login(make_colleague("Editors"))
    make_entry("source", "leaflet")
    make_entry("section", "draft", title="A draft", sources=["leaflet"])
    address, data = change_address("section", "draft"), None
    data = fields_of(client.get(address)) | {"title_en": "A better draft"}
    client.post(address, data)
    before = BY_KIND["section"].objects.get(code="draft").content()
    assert delete(client, "section", "draft").status_code == 302
    row = read(client.get("/admin/deleted/")).first("table").first("tbody")
    assert "A better draft" in row.text
    client.post("/admin/deleted/section/draft/")
    entry = BY_KIND["section"].objects.with_links().get(code="draft")
    assert entry.content() == before
    assert not entry.approved_digest
    assert EntryVersion.objects.of(entry).count() == 3
    assert "There is none" in read(client.get("/admin/deleted/")).first(id="content").text


def test_the_list_ends_after_ninety_days_and_what_it_needs_is_said(client):
    publish_small_guide()
    client.force_login(make_colleague("Editors"))
    make_entry("source", "leaflet")
    make_entry("section", "draft", sources=["leaflet"])
    delete(client, "section", "draft")
    delete(client, "source", "leaflet")
    said = client.post("/admin/deleted/section/draft/", follow=True)
    assert "cannot be brought back" in read(said).text
    draft = EntryVersion.objects.filter(code="draft")
    draft.update(at=timezone.now() - timedelta(days=400))
    assert "section draft" in read(client.get("/admin/deleted/")).text
    draft.update(deleted_at=timezone.now() - timedelta(days=91))
    assert "section draft" not in read(client.get("/admin/deleted/")).text
