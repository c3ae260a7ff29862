"""Checking links never leads inside our own network."""

import io

import pytest
from django.core.management import call_command

from guide.links import check
from guide.links.http import Answer, visit_all
from guide.links.public_network import is_public

from .builders import make_entry
from .link_site import address_of, running, visit_one


@pytest.fixture(scope="module")
def server():
    with running() as server:
        yield server


@pytest.fixture
def site(server):
    return address_of(server)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.8.8.8",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
        ),
        *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *(
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:127.0.0.1",
        ),
        *("::ffff:8.8.8.8", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1", "::127.0.0.1"),
        *(
            "192.0.0.8",
            "192.0.0.9",
            "192.0.0.170",
            "192.88.99.1",
            "192.31.196.1",
            "192.52.193.1",
            "192.175.48.1",
        ),
        *(
            "198.51.100.1",
            "203.0.113.1",
            "172.31.255.255",
            "100.127.255.255",
            "198.19.255.255",
            "233.252.0.1",
        ),
        *(
            "fec0::1",
            "feff::1",
            "fd12:3456::1",
            "100::1",
            "100:0:0:1::1",
            "5f00::1",
            "4000::1",
            "8000::1",
        ),
        *(
            "::8.8.8.8",
            "::ffff:0:8.8.8.8",
            "::ffff:0:127.0.0.1",
            "64:ff9b::808:808",
            "64:ff9b:1::808:808",
        ),
        *(
            "2002:808:808::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:2::1",
            "2001:20::1",
        ),
        *("2001:4:112::1", "2620:4f:8000::1", "3ffe::1", "3fff::1", "2606:4700::1111%eth0"),
    ],
)
def test_an_address_that_is_not_of_the_public_internet_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "142.250.1.1", "192.0.1.1", "192.88.98.1", "100.63.255.255", "172.32.0.1"),
        *(
            "2606:4700::1111",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2a00:1450::1",
            "2620:0:2d0:200::7",
        ),
    ],
)
def test_an_address_of_the_public_internet_is_known(address):
    assert is_public(address)


def test_our_own_network_is_never_visited(server, site):
    answer = visit_all([f"{site}/200"], pause=0)[f"{site}/200"]
    assert answer == Answer(None, "not-public 127.0.0.1")
    assert answer.outcome == "failing"
    assert server.seen == []


def test_a_name_that_leads_into_our_network_is_not_followed(server, site):
    address = f"http://localhost:{server.server_port}/200"
    assert visit_all([address], pause=0)[address].problem.startswith("not-public ")
    assert server.seen == []


def test_one_inner_address_among_outer_ones_is_enough_to_refuse(server):
    async def both(host, port):
        return ["8.8.8.8", "127.0.0.1"]

    address = "http://example.org/200"
    assert visit_all([address], resolve=both)[address].problem.startswith("not-public ")


def test_a_redirect_into_our_network_is_not_followed(server, site):
    """The first site counts as public; what it sends on to does not."""

    async def resolve(host, port):
        return {"outside.example": ["127.0.0.1"], "127.0.0.2": ["127.0.0.2"]}[host]

    address = (
        f"http://outside.example:{server.server_port}/to/http://127.0.0.2:{server.server_port}/200"
    )
    answer = visit_one(address, resolve=resolve, allowed=lambda ip: ip == "127.0.0.1")
    assert answer.problem == "not-public 127.0.0.2"
    assert all(path.startswith("/to/") for _method, path, _host, _agent in server.seen)


def test_a_name_that_changes_its_address_in_between_leads_nowhere_else(server):
    """The address that was checked is the one that is connected to: each request looks the name up
    once.
    """
    lookups = []

    async def rebinding(host, port):
        lookups.append(host)
        return ["127.0.0.1"]

    checked = []

    def allowed(address):
        checked.append(address)
        return True

    visit_one(
        f"http://rebinding.example:{server.server_port}/200", resolve=rebinding, allowed=allowed
    )
    assert lookups == ["rebinding.example"]
    assert checked == ["127.0.0.1"]
    assert server.seen[-1][2] == f"rebinding.example:{server.server_port}"


@pytest.mark.django_db
def test_the_command_never_visits_our_own_network(server, site):
    make_entry("source", "book", address=f"{site}/200")
    out = io.StringIO()
    call_command("check_links", stdout=out)
    assert server.seen == []
    assert "failing: " + site in out.getvalue()
    assert out.getvalue().endswith("1 links checked, 1 do not work, 0 not reached in time.\n")
    assert check.LinkCheck.objects.failing().count() == 1
