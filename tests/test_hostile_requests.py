"""Some hundred hostile requests on each server as it is run, and a quarter of the pages before and
after: together the four ways read all. `make hostile` sends 20,000 and reads every page each time.
"""

import socket

import pytest

from tools.faults.site import GUNICORN
from tools.hostile.__main__ import WAYS, attacked, running

from . import kept_site
from .proxy import need_programs

COUNT = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """With one database for all of them, set up."""
    folder = tmp_path_factory.mktemp("hostile")
    kept_site.starter_in(folder)
    (folder / "static").symlink_to(kept_site.static_files())
    return folder


@pytest.mark.parametrize("way", WAYS)
def test_no_request_brings_an_error_confuses_a_connection_or_changes_a_page(folder, way):
    if "nginx" in way:
        need_programs("nginx", "openssl")
    # Another quarter of the pages for each way.
    seed = 40 + list(WAYS).index(way)
    report = attacked(way, folder, COUNT, seed, one_in=len(WAYS), WORKERS="1")
    assert (report.wrong, report.changed) == ([], [])
    assert report.pages > 100 / len(WAYS)
    assert report.statuses[200] > 10


@pytest.fixture(scope="module", params=[None, GUNICORN], ids=["granian", "gunicorn"])
def site(folder, request):
    """Without the page cache."""
    made = running(folder, request.param, PAGE_MEMORY="0", WORKERS="1")
    yield made
    made.stop()


def test_without_the_page_cache_a_charset_chooses_no_page_either(site):
    answer = site.ask("/fr/guide/?choice=low&sent=1", **{"Content-Type": "x; charset=cp037"})
    assert (answer.status, answer.headers["Location"]) == (302, "/fr/guide/low/")
    assert site.get("/fr/guide/?choice=low", **{"Content-Type": "x; charset=rot13"})[0] == 302


@pytest.mark.parametrize(
    "asked", ["HTTP/1.0\r\n", "HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"]
)
def test_a_balancer_may_ask_without_naming_the_site(site, asked):
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        connection.sendall(f"GET /health/ready {asked}\r\n".encode())
        answer = connection.makefile("rb").read()
    assert answer.split()[1] == b"200"
    assert b'"status": "ok"' in answer
