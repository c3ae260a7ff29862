"""Who asks too often has to wait a little; no address is kept."""

import gc

import pytest

from guide.serving.rate_limit import Limit, address_of

from .pages import read


class Clock:
    now = 0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_the_next_one_too_many_waits_until_the_period_ends(clock):
    limit = Limit(2, 60, clock)
    assert [limit.wait("192.0.2.7") for _ in range(3)] == [0, 0, 60]
    clock.now = 59
    assert limit.wait("192.0.2.7") == 1
    clock.now = 60
    assert limit.wait("192.0.2.7") == 0


def test_one_address_does_not_use_up_what_another_may(clock):
    limit = Limit(1, 60, clock)
    assert [limit.wait("192.0.2.7"), limit.wait("192.0.2.8"), limit.wait("192.0.2.7")] == [0, 0, 60]


def test_no_address_is_kept_and_the_key_to_the_counts_is_thrown_away(clock):
    limit = Limit(1, 60, clock)
    limit.wait("192.0.2.7")
    kept = [repr(found) for found in gc.get_referents(limit.__dict__, limit._counts)]
    assert not [found for found in kept if "192.0.2.7" in found]
    key, (visitor,) = limit._key, limit._counts
    clock.now = 60
    limit.wait("192.0.2.7")
    assert limit._key != key
    assert visitor not in limit._counts


def test_counting_is_bounded(clock):
    limit = Limit(1, 60, clock)
    limit.VISITORS = 10
    for number in range(100):
        assert limit.wait(f"192.0.2.{number}") == 0
    assert len(limit._counts) == 10


def test_only_trusted_proxies_are_believed():
    environ = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "forged, 192.0.2.7"}
    assert address_of(environ, 0) == "127.0.0.1"
    assert address_of(environ, 1) == "192.0.2.7"
    assert address_of({"REMOTE_ADDR": "127.0.0.1"}, 1) == "127.0.0.1"


def test_a_subscriber_of_ipv6_counts_as_one_however_many_addresses_are_used():
    told = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "::ffff:192.0.2.7", "192.0.2.7", "192.0.2.8"]
    seen = [address_of({"REMOTE_ADDR": address}, 0) for address in told]
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


@pytest.mark.django_db
def test_the_desk_as_a_whole_has_a_limit_of_its_own(client, settings):
    settings.RATE_LIMITS = [("admin", ("GET",), 2, 60)]
    statuses = [client.get(address).status_code for address in ("/admin/login/", "/admin/", "/admin/guide/term/")]
    assert statuses == [200, 302, 429]


@pytest.mark.django_db
def test_the_limits_of_the_settings_name_views_that_exist(settings):
    from django.urls import NoReverseMatch, get_resolver, reverse

    for view, *_rest in settings.RATE_LIMITS:
        if view in get_resolver().namespace_dict:
            continue
        try:
            reverse(view)
        except NoReverseMatch:
            assert reverse(view, args=["low"])
