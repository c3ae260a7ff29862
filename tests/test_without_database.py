"""While the database is away families read on, and what somebody typed is not lost."""

import pytest
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
    assert answer.json() == {"status": "degraded", "edition": 1, "database": "down"}


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


def test_a_page_of_the_desk_that_was_only_read_offers_to_try_again(client, starter, no_database):
    client.force_login(make_user("editor", superuser=True))
    no_database()
    client.raise_request_exception = False
    response = client.get("/admin/guide/term/")
    assert response.status_code == 503
    assert read(response).first("a", href="/admin/guide/term/")
