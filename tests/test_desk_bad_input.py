"""Whatever is sent to the desk or to a review link by hand gets a page in words, on every
database.
"""

import pytest
from django.db.transaction import atomic

from guide.models import Remark
from guide.publishing.actions import publish
from guide.publishing.invitation import invite

from .builders import approve_all, make_entry, make_user, publish_small_guide
from .pages import read

pytestmark = pytest.mark.django_db

SECTION = "/admin/entry/section/for-everyone"
NUL, LONG, HUGE = "a\x00b", "x" * 5000, "9" * 40
DAY = "2999-01-01"

POSTS = [
    (f"{SECTION}/needs-changes/", {"digest": "f" * 65, "text": "Why."}),
    (f"{SECTION}/needs-changes/", {"digest": NUL, "text": "Why."}),
    (f"{SECTION}/needs-changes/", {"digest": "f" * 64, "text": NUL}),
    (f"{SECTION}/needs-changes/", {"digest": "f" * 64, "text": LONG}),
    (f"{SECTION}/approve/", {"digest": LONG, "review_due": DAY}),
    (f"{SECTION}/approve/", {"digest": "f" * 64, "review_due": "99999-01-01"}),
    (f"{SECTION}/approve/", {"digest": "f" * 64, "review_due": NUL}),
    (f"{SECTION}/invite/", {"name": NUL}),
    (f"{SECTION}/invite/", {"name": LONG}),
    (f"{SECTION}/invite/", {"name": "Dr. Roy\nApproved by everyone"}),
    (f"{SECTION}/invite/", {"name": "Dr. Roy\u202e"}),
    (f"{SECTION}/invite/", {"name": "..."}),
    ("/admin/publish/", {"expected": HUGE, "nature": "change"}),
    ("/admin/publish/", {"expected": "x", "nature": "change"}),
    ("/admin/publish/", {"expected": "1", "nature": NUL}),
    ("/admin/publish/", {"expected": "1", "nature": "change", "note_en": NUL, "note_fr": NUL}),
    ("/admin/publish/", {"expected": "1", "nature": "change", "digest": NUL}),
    (
        "/admin/publish/",
        {"expected": "1", "nature": "change", "digest": "f" * 65, "at": "2999-01-01T00:00"},
    ),
    ("/admin/publish/", {"expected": "1", "nature": "change", "at": "0001-01-01T00:00"}),
    ("/admin/publish/", {"expected": "1", "nature": "change", "at": "9999-12-31T23:59"}),
    ("/admin/editions/1/go-back/", {"expected": NUL, "nature": "change"}),
    ("/admin/sources/book/readings/", {"text": NUL, "read_on": "2020-01-01", "keep": "1"}),
    ("/admin/sources/book/readings/", {"text": "Words.", "read_on": "9999-12-31", "keep": "1"}),
    ("/admin/exchange/guide/", {"file": NUL}),
    ("/admin/guide/term/add/", {"code": NUL, "name_en": NUL, "seen_version": HUGE}),
    (
        "/admin/guide/term/add/",
        {"code": "word", "name_en": LONG, "order": HUGE, "review_due": "99999-01-01"},
    ),
    (
        "/admin/guide/resource/add/",
        {"code": "x", "regions": NUL, "languages": LONG, "checked_on": NUL},
    ),
    (
        "/admin/guide/section/add/",
        {"code": "x", "choices": [HUGE, NUL], "body_en": NUL, "sources": "-1"},
    ),
]
GETS = [
    "/admin/editions/99999999999999999999/",
    "/admin/editions/99999999999999999999/go-back/",
    "/admin/sources/book/readings/99999999999999999999/",
    "/admin/sources/%00/readings/",
    f"/admin/entry/section/{LONG[:300]}/",
    "/admin/preview/edition-99999999/en/",
    "/admin/preview/working/en/guide/%00/",
    "/admin/compare/edition-1/edition-%00/en/guide/high/",
    "/admin/guide/section/99999999999999999999/change/",
    "/admin/guide/section/%00/change/",
    "/admin/binder/?languages=%00&text=%00&paper=%00&ward=%00&kind=%00",
    "/admin/exchange/texts.xlsx?to=%00",
]
LISTS = [
    "/admin/guide/section/?q=%00",
    "/admin/guide/section/?p=99999999999999999999",
    "/admin/guide/section/?state=%00&review=%00",
    "/admin/guide/section/?edited_by__id__exact=%00",
    "/admin/guide/section/?edited_by__id__exact=99999999999999999999",
    "/admin/guide/section/?kind__exact=%00",
    "/admin/guide/section/?o=99999999999999999999.x",
    "/admin/guide/linkcheck/?outcome__exact=%00",
    "/admin/guide/feedback/?page__exact=%00",
    "/admin/guide/feedback/?q=%00",
    "/admin/guide/feedback/?received__year=99999999",
    "/admin/guide/feedback/?received__gte=%00",
    "/admin/guide/linkcheck/?checked_at__year=99999999",
    "/admin/auth/user/?username=%00",
    f"{SECTION}/history/?from={HUGE}&to=%00",
    "/admin/look/working/en/guide/?size=%00&back=%00/%00",
    "/admin/autocomplete/?app_label=guide&model_name=section&field_name=choices&term=%00",
]
LINK = [
    ("comment/", {"name": "Dr. Roy\r\nApproved", "text": "Words."}),
    ("comment/", {"name": LONG, "text": "Words."}),
    ("comment/", {"name": "Dr. Roy", "text": NUL}),
    ("comment/", {"name": "Dr. Roy", "text": LONG}),
    ("approve/", {"name": "\u202eDr. Roy", "review_due": DAY, "read": "on"}),
    ("approve/", {"name": NUL, "review_due": DAY, "read": "on"}),
    ("approve/", {"name": "Dr. Roy", "review_due": "99999-01-01", "read": "on"}),
]


@pytest.fixture
def boss(client):
    """Two editions, and changes that wait: so every form of the desk is there."""
    publish_small_guide()
    for code in ("second", "third"):
        make_entry("section", code)
        approve_all()
        if code == "second":
            publish(None)
    make_entry("source", "book")
    user = make_user(superuser=True)
    client.force_login(user)
    return user


def test_what_is_sent_by_hand_is_refused_in_words_and_nothing_is_kept(client, boss, subtests):
    for address, data in POSTS:
        with (
            subtests.test(address=address, data={name: value[:20] for name, value in data.items()}),
            atomic(),
        ):
            response = client.post(address, data)
            assert response.status_code in (200, 409, 422)
            page = read(response)
            assert page.first(class_="errorlist") or page.first("li", class_="error")
    assert not Remark.objects.exists()


def test_addresses_made_by_hand_lead_to_a_page_in_words(client, boss, subtests):
    for address in GETS:
        with subtests.test(address), atomic():
            response = client.get(address, follow=True)
            assert response.status_code in ([400] if "%00" in address else [200, 404, 422])
            assert read(response).first("h1").text


def test_lists_of_the_desk_bear_any_question(client, boss, subtests):
    for address in LISTS:
        with subtests.test(address), atomic():
            is_refused = "%00" in address or "year=" in address
            response = client.get(address, follow=True)
            assert response.status_code == (400 if is_refused else 200)


def test_what_is_sent_through_a_review_link_by_hand_is_refused_at_the_field(client, boss, subtests):
    entry = make_entry("section", "new")
    token = invite(entry, make_user("roy", superuser=True), "Dr. Roy")
    for place, data in LINK:
        with (
            subtests.test(place=place, data={name: value[:20] for name, value in data.items()}),
            atomic(),
        ):
            response = client.post(f"/review/{token}/{place}", data)
            assert response.status_code == 422
            assert read(response).first(class_="errorlist")
    assert not Remark.objects.exists()
