"""Links are checked politely and within bounds, and never inside our own network."""

import asyncio
import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from guide.links import check, http
from guide.links.addresses import addresses
from guide.links.check import check_links
from guide.links.http import Answer, visit_all
from guide.links.public_network import is_public
from guide.models import LinkCheck, Source
from guide.publishing.working_copy import read_exactly

from .builders import make_entry
from .desk import make_colleague
from .pages import read


class Site(BaseHTTPRequestHandler):
    """Answers /200 with 200, /to/X by sending on to X, and counts who is here at once."""

    def _answer(self):
        self.server.seen.append(
            (self.command, self.path, self.headers["Host"], self.headers["User-Agent"])
        )
        if self.path == "/silence":
            self.server.closing.wait(20)
            return
        if self.path == "/no-head" and self.command == "HEAD":
            self.send_response(405)
        elif self.path.startswith(("/to/", "/now/")):
            self.send_response(301 if self.path.startswith("/to/") else 302)
            self.send_header(
                "Location", self.path.partition("/to/")[2] or self.path.partition("/now/")[2]
            )
        else:
            self.send_response(int(self.path[1:4]) if self.path[1:4].isdigit() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.seen, server.closing = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(server):
    server.seen.clear()
    return f"http://127.0.0.1:{server.server_port}"


def visit(*addresses, **how):
    """Our own machine counts as public here, and only here."""
    return visit_all(addresses, **{"pause": 0, "allowed": lambda address: True} | how)


def visit_one(address, **how):
    return visit(address, **how)[address]


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
    assert answer == Answer(None, "127.0.0.1 is not on the public internet.")
    assert answer.outcome == "failing"
    assert server.seen == []


def test_a_name_that_leads_into_our_network_is_not_followed(server, site):
    address = f"http://localhost:{server.server_port}/200"
    assert "not on the public internet" in visit_all([address], pause=0)[address].problem
    assert server.seen == []


def test_one_inner_address_among_outer_ones_is_enough_to_refuse(server):
    async def both(host, port):
        return ["8.8.8.8", "127.0.0.1"]

    address = "http://example.org/200"
    assert "not on the public internet" in visit_all([address], resolve=both)[address].problem


def test_a_redirect_into_our_network_is_not_followed(server, site):
    """The first site counts as public; what it sends on to does not."""

    async def resolve(host, port):
        return {"outside.example": ["127.0.0.1"], "127.0.0.2": ["127.0.0.2"]}[host]

    address = (
        f"http://outside.example:{server.server_port}/to/http://127.0.0.2:{server.server_port}/200"
    )
    answer = visit_one(address, resolve=resolve, allowed=lambda ip: ip == "127.0.0.1")
    assert answer.problem == "127.0.0.2 is not on the public internet."
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


def test_a_link_that_works_is_asked_once_by_head_and_by_name(server, site):
    assert visit_one(f"{site}/200") == Answer(200)
    assert [(method, path) for method, path, _host, _agent in server.seen] == [("HEAD", "/200")]
    assert "Guide-LinkCheck" in server.seen[0][3]


def test_a_site_that_does_not_know_head_is_asked_for_the_page(server, site):
    assert visit_one(f"{site}/no-head").outcome == "fine"
    assert [seen[0] for seen in server.seen] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("path", "outcome", "problem"),
    [
        ("/404", "failing", "The site says 404 Not Found."),
        ("/500", "failing", "The site says 500 Internal Server Error."),
        ("/403", "unsure", "The site says 403 Forbidden."),
        ("/429", "unsure", "The site says 429 Too Many Requests."),
        ("/to/x/to/y", "failing", "The site says 404 Not Found."),
    ],
)
def test_what_a_site_answers_is_told_in_words(site, path, outcome, problem):
    answer = visit_one(site + path.replace("/to/x/to/y", "/now//404"))
    assert (answer.outcome, answer.problem) == (outcome, problem)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://127.0.0.1:1/", "The site does not answer."),
        ("ftp://127.0.0.1/", "This is not a web address."),
        ("http://[bad/", "There is no site of this name."),
        ("http://xn--/", "This is not a web address."),
        ("/relative", "This is not a web address."),
        ("https://{site}/200", "The site offers no safe connection."),
    ],
)
def test_an_address_without_an_answer_is_told_in_words(site, address, problem):
    assert visit_one(address.replace("{site}", site.removeprefix("http://"))).problem == problem


def test_a_name_that_nobody_has_is_told_in_words():
    import socket

    async def nowhere(host, port):
        raise socket.gaierror

    assert (
        visit_one("http://nowhere.example/", resolve=nowhere).problem
        == "There is no site of this name."
    )


def test_a_link_that_has_moved_for_good_says_where_to(site):
    assert visit_one(f"{site}/to//200").moved_to == f"{site}/200"
    assert visit_one(f"{site}/now//200").moved_to == ""


def test_a_circle_of_redirects_has_an_end(server, site):
    assert (
        visit_one(f"{site}/to/" + "/to/" * 8).problem
        == "It leads from page to page without an end."
    )
    assert len(server.seen) <= 2 * (http.MOST_REDIRECTS + 1)


def test_a_site_that_keeps_silent_does_not_keep_us(site, monkeypatch):
    monkeypatch.setattr(http, "SECONDS_A_LINK", 0.2)
    assert visit_one(f"{site}/silence").problem == "No answer in time."


def test_the_whole_has_an_end_and_what_was_not_reached_waits(site, monkeypatch):
    """The clock jumps as soon as the silent page is asked for, so that nobody waits and no machine
    is too slow.
    """
    monkeypatch.setattr(http, "SECONDS_A_LINK", 10_000)
    asked = []

    async def resolve(host, port):
        asked.append(host)
        if len(asked) == 2:
            loop = asyncio.get_running_loop()
            now = loop.time
            monkeypatch.setattr(loop, "time", lambda: now() + 600)
        return ["127.0.0.1"]

    answers = visit(f"{site}/200", f"{site}/silence", seconds=600, resolve=resolve)
    assert list(answers) == [f"{site}/200"]


def test_one_host_is_asked_one_link_at_a_time(site, monkeypatch):
    here, most = [], []

    async def ask(client, address):
        here.append(address)
        most.append(len(here))
        await asyncio.sleep(0)
        here.remove(address)
        return Answer(200)

    monkeypatch.setattr(http, "_visit", ask)
    assert len(visit(*(f"{site}/200?{number}" for number in range(5)))) == 5
    assert set(most) == {1}


@pytest.mark.django_db
def test_every_address_is_found_with_the_entries_that_name_it():
    make_entry("source", "book", address="https://example.org/book?a=1&b=2")
    make_entry(
        "resource", "help", address={"en": "https://example.org/en", "fr": "https://example.org/fr"}
    )
    rich = '<p><a href="https://example.org/book?a=1&amp;b=2">b</a> <a href="tel:555">t</a></p>'
    make_entry("section", "text", body={"en": rich, "fr": ""})
    make_entry("source", "old", address="https://example.org/old", withdrawn=True)
    found = {
        address: [(row.kind, row.code) for row in entries]
        for address, entries in addresses(read_exactly()).items()
    }
    assert found == {
        "https://example.org/book?a=1&b=2": [("source", "book"), ("section", "text")],
        "https://example.org/en": [("resource", "help")],
        "https://example.org/fr": [("resource", "help")],
    }


@pytest.mark.django_db
def test_what_came_of_it_is_kept_and_since_when(site):
    source = make_entry("source", "book", address=f"{site}/404")
    check_links(pause=0, allowed=lambda address: True)
    first = LinkCheck.objects.failing().get()
    assert (first.status, first.problem) == (404, "The site says 404 Not Found.")
    check_links(pause=0, allowed=lambda address: True)
    again = LinkCheck.objects.get()
    assert again.since == first.since
    assert again.checked_at > first.checked_at
    source.address = f"{site}/200"
    source.save()
    check_links(pause=0, allowed=lambda address: True)
    assert list(LinkCheck.objects.values_list("address", "outcome")) == [(f"{site}/200", "fine")]


@pytest.mark.django_db
def test_the_command_never_visits_our_own_network(server, site):
    make_entry("source", "book", address=f"{site}/200")
    out = io.StringIO()
    call_command("check_links", stdout=out)
    assert server.seen == []
    assert "failing: " + site in out.getvalue()
    assert out.getvalue().endswith("1 links checked, 1 do not work, 0 not reached in time.\n")
    assert check.LinkCheck.objects.failing().count() == 1


@pytest.mark.django_db
def test_a_machine_that_is_cut_off_does_not_call_every_link_broken(server, site):
    for number in range(check.MANY):
        make_entry("source", f"book-{number}", address=f"{site}/200?{number}")
    with pytest.raises(CommandError, match="Is this machine on the internet"):
        call_command("check_links", stdout=io.StringIO())
    assert not LinkCheck.objects.exists()
    Source.objects.filter(code="book-0").delete()
    assert len(check_links(pause=0)) == check.MANY - 1


@pytest.mark.django_db
def test_staff_see_which_links_fail_and_where_to_mend_them(client):
    now = timezone.now()
    make_entry("source", "book", address="https://example.org/book")
    for address, outcome in (
        ("https://example.org/book", "failing"),
        ("https://example.org/en", "fine"),
    ):
        LinkCheck.objects.create(
            address=address, outcome=outcome, problem="Gone.", checked_at=now, since=now
        )
    client.force_login(make_colleague("Editors"))
    table = read(client.get("/admin/guide/linkcheck/?outcome__exact=failing")).first(
        id="result_list"
    )
    assert "does not workhttps://example.org/bookGone." in table.text
    assert "example.org/en" not in table.text
    assert table.first("a", href="/admin/entry/source/book/").text == "source book"
    assert (
        read(client.get("/admin/")).first("a", href="/admin/entry/source/book/").text
        == "source: book"
    )
    assert client.get("/admin/guide/linkcheck/add/").status_code == 403


@pytest.mark.django_db
def test_a_link_that_fails_without_a_reason_cannot_be_kept():
    now = timezone.now()
    with pytest.raises(IntegrityError):
        LinkCheck.objects.create(
            address="https://example.org", outcome="failing", checked_at=now, since=now
        )
