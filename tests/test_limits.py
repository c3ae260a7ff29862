"""Who asks too often has to wait a little; no address is kept."""

import gc
from contextlib import suppress

import pytest
from django.test import Client

from guide.edition.current import live_edition
from guide.handout.fit import fits
from guide.handout.queue import asked_by
from guide.models import Section
from guide.ops.static_site import Mirror
from guide.publishing.actions import publish
from guide.publishing.invitation import invite
from guide.serving.rate_limit import RateLimiter, client_ip

from .builders import approve_all, make_entry, make_small_guide, publish_small_guide
from .desk import make_colleague
from .pages import read


class Clock:
    now = 0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_the_next_one_too_many_waits_until_the_period_ends(clock):
    limit = RateLimiter(2, 60, clock)
    assert [limit.retry_after("192.0.2.7") for _ in range(3)] == [0, 0, 60]
    clock.now = 59
    assert limit.retry_after("192.0.2.7") == 1
    clock.now = 60
    assert limit.retry_after("192.0.2.7") == 0


def test_one_address_does_not_use_up_what_another_may(clock):
    limit = RateLimiter(1, 60, clock)
    asked = [limit.retry_after(f"192.0.2.{number}") for number in (7, 8, 7)]
    assert asked == [0, 0, 60]


def test_no_address_is_kept_and_the_key_to_the_counts_is_thrown_away(clock):
    limit = RateLimiter(1, 60, clock)
    limit.retry_after("192.0.2.7")
    kept = [repr(found) for found in gc.get_referents(limit.__dict__, limit._counts)]
    assert not [found for found in kept if "192.0.2.7" in found]
    key, (visitor,) = limit._key, limit._counts
    clock.now = 60
    limit.retry_after("192.0.2.7")
    assert limit._key != key
    assert visitor not in limit._counts


def test_counting_is_bounded(clock):
    limit = RateLimiter(1, 60, clock)
    limit.VISITORS = 10
    for number in range(100):
        assert limit.retry_after(f"192.0.2.{number}") == 0
    assert len(limit._counts) == 10


def test_only_trusted_proxies_are_believed():
    environ = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "forged, 192.0.2.7"}
    assert client_ip(environ, 0) == "127.0.0.1"
    assert client_ip(environ, 1) == "192.0.2.7"
    assert client_ip({"REMOTE_ADDR": "127.0.0.1"}, 1) == "127.0.0.1"


def test_a_subscriber_of_ipv6_counts_as_one_however_many_addresses_are_used():
    told = [
        "2001:db8:1:2::1",
        "2001:db8:1:2:ffff::9",
        "2001:db8:1:3::1",
        "::ffff:192.0.2.7",
        "192.0.2.7",
        "192.0.2.8",
    ]
    seen = [client_ip({"REMOTE_ADDR": address}, 0) for address in told]
    assert (seen[0] == seen[1], seen[3] == seen[4], len(set(seen))) == (True, True, 4)


@pytest.mark.django_db
def test_who_has_to_wait_is_told_how_long_and_can_go_on_reading(client, starter, settings):
    settings.RATE_LIMITS = [("guide:search", ("GET",), 2, 120)]
    statuses = [client.get("/fr/recherche/?q=a").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    response = client.get("/fr/recherche/?q=a")
    assert 0 < int(response.headers["Retry-After"]) <= 120
    page = read(response)
    assert "2 minutes" in page.first("main").text
    assert "Réessayez" in page.first("main").text
    assert client.get("/fr/").status_code == 200


PAPER = [
    "/en/guide/low/one-place/summary.pdf",
    "/en/print/?risk=low&place=one-place",
    "/en/print/first-page.png?risk=low&place=one-place",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAPER)
def test_whichever_view_sets_a_sheet_sheets_are_counted(client, starter, settings, address):
    settings.SHEET_LIMIT = (2, 60)
    answers = [client.get(address) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert client.get("/en/guide/low/one-place/").status_code == 200


@pytest.mark.django_db
def test_all_sheets_together_are_counted_also_old_ones_and_drafts(client, starter, settings):
    code = Client().get(PAPER[0])["Content-Disposition"].rpartition("-")[2].partition(".")[0]
    client.force_login(make_colleague("Editors"))
    addresses = [
        *PAPER,
        f"/en/check/{code}/sheet.pdf",
        "/admin/preview/working/en/guide/low/one-place/summary.pdf",
    ]
    settings.SHEET_LIMIT = (len(addresses), 60)
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
    assert [client.get(address).status_code for address in addresses] == [429] * len(addresses)


@pytest.mark.django_db
def test_a_review_link_shares_the_count_of_sheets(client, settings):
    make_small_guide()
    make_entry("section", "for-high", choices=["high"], body="<p>Old words.</p>")
    approve_all()
    publish(None)
    make_entry("section", "for-high", body="<p>New words.</p>")
    section = Section.objects.with_links().get(code="for-high")
    token = invite(section, make_colleague("Reviewers"), "Dr. Anne Tremblay")
    settings.SHEET_LIMIT = (1, 60)
    sheet = f"/review/{token}/page/en/guide/one-place/high/summary.pdf"
    assert [client.get(sheet).status_code for _ in range(2)] == [200, 429]


@pytest.mark.django_db
def test_the_mirror_is_not_held_back(settings, tmp_path):
    publish_small_guide()
    settings.SHEET_LIMIT = (1, 60)
    settings.RATE_LIMITS = [("guide", ("GET",), 1, 60)]
    assert Mirror(tmp_path, "https://guide.example.org").write() > 60
    assert len(list(tmp_path.rglob("*.pdf"))) == 18


@pytest.mark.django_db
def test_a_page_of_the_desk_that_sets_many_sheets_is_counted_once(starter, settings):
    waits = []
    with asked_by("192.0.2.7", lambda: waits.append(1) or 0):
        assert len(list(fits(live_edition(), "en"))) > 10
    assert waits == [1]


@pytest.mark.django_db
def test_the_desk_as_a_whole_has_a_limit_of_its_own(client, settings):
    settings.RATE_LIMITS = [("admin", ("GET",), 2, 60)]
    statuses = [
        client.get(address).status_code
        for address in ("/admin/login/", "/admin/", "/admin/guide/term/")
    ]
    assert statuses == [200, 302, 429]


@pytest.mark.django_db
def test_the_limits_of_the_settings_name_views_that_exist(settings):
    from django.urls import NoReverseMatch, get_resolver, reverse

    for view, *_rest in settings.RATE_LIMITS:
        if view in get_resolver().namespace_dict:
            continue
        found = []
        for arguments in ([], ["low"], ["low", "low"]):
            with suppress(NoReverseMatch):
                found.append(reverse(view, args=arguments))
        assert found, view
