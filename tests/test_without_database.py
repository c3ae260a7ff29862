"""While the database is away families read on, and what somebody typed is not lost."""

import pytest
from django.conf import settings
from django.db import OperationalError

from guide.edition import current

from .builders import make_user
from .pages import read

pytestmark = pytest.mark.django_db

TYPED = "A sentence that took a long time to write."


@pytest.fixture
def no_database(monkeypatch):
    """From here on nothing of this thread reaches a database."""

    def away(self, *args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    def start():
        monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", away)
        monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.savepoint", away)

    return start


READ = [
    "/en/",
    "/fr/guide/high/one-place/",
    "/en/search/?q=transplant",
    "/en/guide/high/one-place/summary.pdf",
    "/sitemap.xml",
    "/en/feed.xml",
    "/edition.json",
]


def test_families_go_on_reading(client, starter, no_database):
    current.live_edition()
    no_database()
    assert {path: client.get(path).status_code for path in READ} == dict.fromkeys(READ, 200)


def test_health_says_degraded_and_names_what_is_down(client, starter, no_database):
    current.live_edition()
    no_database()
    current.refresh()
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    told = {"status": "degraded", "edition": 1, "database": "down", "static": "ok"}
    told["version"] = settings.VERSION
    assert answer.json() == told


def test_feedback_is_not_taken_but_shown_again_as_it_was_typed(client, starter, no_database):
    current.live_edition()
    no_database()
    response = client.post("/en/feedback/", {"page": "home", "helped": "yes", "sentence": TYPED})
    assert response.status_code == 503
    assert TYPED in read(response).text


def test_the_desk_says_so_plainly_and_gives_back_what_was_typed(client, starter, no_database):
    client.force_login(make_user("editor", superuser=True))
    no_database()
    client.raise_request_exception = False
    response = client.post("/admin/guide/term/add/", {"code": "word", "definition_en": TYPED})
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    form = read(response).first("form")
    assert form["action"] == "/admin/guide/term/add/"
    assert form.first("textarea", name="definition_en").text == TYPED


SIGNING_IN = [
    ("/admin/login/?next=/admin/", ["username", "password", "next"]),
    ("/admin/code/", ["code", "next"]),
    ("/admin/password_change/", ["old_password", "new_password1", "new_password2"]),
    ("/admin/auth/user/1/password/", ["password1", "password2", "usable_password"]),
    ("/admin/account/phone/", ["code"]),
    ("/admin/account/recovery-codes/", ["csrfmiddlewaretoken"]),
]


@pytest.mark.parametrize(
    ("address", "names"), SIGNING_IN, ids=[address for address, _names in SIGNING_IN]
)
def test_nothing_that_somebody_signs_in_with_is_shown_again(
    client, starter, no_database, address, names
):
    client.force_login(make_user("editor", superuser=True))
    no_database()
    client.raise_request_exception = False
    response = client.post(address, {name: f"S3cret-{name}" for name in names})
    assert response.status_code == 503
    assert "S3cret" not in response.content.decode()
    assert not list(read(response).all("input"))
    assert read(response).first("a", href=address)


def test_of_any_other_form_the_secrets_are_left_out_and_that_is_said(client, starter, no_database):
    client.force_login(make_user("editor", superuser=True))
    no_database()
    client.raise_request_exception = False
    typed = {
        "username": "a-new-colleague",
        "password1": "S3cret",
        "password2": "S3cret",
        "api_token": "S3cret",
    }
    response = client.post("/admin/auth/user/add/", typed | {"csrfmiddlewaretoken": "of-this-form"})
    page = read(response)
    assert "S3cret" not in response.content.decode()
    assert page.first("textarea", name="username").text == "a-new-colleague"
    assert "Passwords and codes are not shown" in page.text
    assert page.first("input", name="csrfmiddlewaretoken")["value"] == "of-this-form"


def test_all_else_that_was_typed_is_there_and_in_no_cache(client, starter, no_database):
    client.force_login(make_user("editor", superuser=True))
    no_database()
    client.raise_request_exception = False
    response = client.post("/admin/guide/section/add/", {"code": "new", "key_points_en": TYPED})
    page = read(response)
    assert [page.first("textarea", name=name).text for name in ("code", "key_points_en")] == [
        "new",
        TYPED,
    ]
    assert "not shown" not in page.text
    assert "no-store" in response["Cache-Control"]


def test_what_cannot_be_read_either_still_gets_the_page_that_says_so(client, starter, no_database):
    no_database()
    client.raise_request_exception = False
    many = "&".join(f"a{number}=1" for number in range(3000))
    invited = "/review/1:section:one:x:y/comment/"
    for sent, kind in (
        (many, "application/x-www-form-urlencoded"),
        ("x", "multipart/form-data; boundary=é"),
    ):
        assert client.post(invited, sent, content_type=kind).status_code == 503


def test_a_page_of_the_desk_that_was_only_read_offers_to_try_again(client, starter, no_database):
    client.force_login(make_user("editor", superuser=True))
    no_database()
    client.raise_request_exception = False
    response = client.get("/admin/guide/term/")
    assert response.status_code == 503
    assert read(response).first("a", href="/admin/guide/term/")
