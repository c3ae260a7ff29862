"""Links are checked politely and within bounds."""

import asyncio

import pytest

from guide.links import http
from guide.links.http import Answer
from guide.models.link_problem import problem_in_words

from .link_site import address_of, running, visit, visit_one


@pytest.fixture(scope="module")
def server():
    with running() as server:
        yield server


@pytest.fixture
def site(server):
    return address_of(server)


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
    assert (answer.outcome, problem_in_words(answer.problem)) == (outcome, problem)


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
    answer = visit_one(address.replace("{site}", site.removeprefix("http://")))
    assert problem_in_words(answer.problem) == problem


def test_a_name_that_nobody_has_is_told_in_words():
    import socket

    async def nowhere(host, port):
        raise socket.gaierror

    answer = visit_one("http://nowhere.example/", resolve=nowhere)
    assert problem_in_words(answer.problem) == "There is no site of this name."


def test_a_link_that_has_moved_for_good_says_where_to(site):
    assert visit_one(f"{site}/to//200").moved_to == f"{site}/200"
    assert visit_one(f"{site}/now//200").moved_to == ""


def test_a_circle_of_redirects_has_an_end(server, site):
    answer = visit_one(f"{site}/to/" + "/to/" * 8)
    assert problem_in_words(answer.problem) == "It leads from page to page without an end."
    assert len(server.seen) <= 2 * (http.MOST_REDIRECTS + 1)


def test_a_site_that_keeps_silent_does_not_keep_us(site, monkeypatch):
    monkeypatch.setattr(http, "SECONDS_A_LINK", 0.2)
    answer = visit_one(f"{site}/silence")
    assert problem_in_words(answer.problem) == "No answer in time."


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
