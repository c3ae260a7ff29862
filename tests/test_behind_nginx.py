"""gunicorn with its example file, behind nginx with its example files, over TLS: what a hospital would run."""

import http.client
from contextlib import closing

import pytest

from tools.faults.site import GUNICORN, HOST, ProxiedSite, Site

from .proxy import need_programs, proxy

RESULT, PAPER = "/en/guide/high/one-place/", "/fr/guide/high/one-place/resume.pdf"
TOKEN = {"Authorization": "Bearer a-token-of-the-tests"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    need_programs("nginx", "openssl")
    folder = tmp_path_factory.mktemp("gunicorn")
    with_proxy = {"PROXIES": "1", "SECURE_SSL_REDIRECT": "yes", "METRICS_TOKEN": "a-token-of-the-tests"}
    made = Site(folder / "data", f"sqlite:///{folder}/guide.sqlite3", server=GUNICORN, WORKERS="1", **with_proxy)
    made.set_up()
    made.start()
    yield made
    if made.process.poll() is None:
        made.stop()


@pytest.fixture(scope="module")
def front(site, tmp_path_factory):
    """The site as families see it."""
    with proxy(tmp_path_factory.mktemp("nginx"), [f"127.0.0.1:{site.port}"], HOST) as running:
        yield ProxiedSite(site, running)


def test_families_read_pages_and_papers_over_tls(front):
    page = front.ask(RESULT)
    assert (page.status, page.page.first("h1") is not None) == (200, True)
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert f'href="https://{HOST}/' in page.body.decode()
    paper = front.ask(PAPER)
    assert (paper.status, paper.body[:5]) == (200, b"%PDF-")


def test_an_address_as_long_as_nginx_takes_is_answered_by_the_site(front):
    redirect = front.ask(f"/admin/?{'<' * 2500}")
    assert (redirect.status, len(redirect.headers["Location"]) > 7500) == (302, True)
    assert front.ask(f"/en/{'a' * 7000}/").page.first("h1") is not None


def test_no_header_moves_the_site_into_a_folder(site):
    assert site.get(RESULT, SCRIPT_NAME="/x", **{"X-Forwarded-Proto": "https"})[0] == 200


def test_without_tls_a_reader_is_sent_to_it(front):
    with closing(http.client.HTTPConnection("127.0.0.1", front.front.plain_port, timeout=20)) as connection:
        connection.request("GET", RESULT, headers={"Host": HOST})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}{RESULT}")


def test_staff_sign_in_over_tls_with_a_cookie_that_stays_on_it(front):
    answer = front.ask("/admin/login/")
    assert answer.status == 200
    assert "Secure" in answer.headers["Set-Cookie"]


def test_health_and_figures_are_told_behind_the_proxy_alone(front, site):
    assert front.get("/health/ready")[0] == front.get("/metrics", **TOKEN)[0] == 404
    assert site.ready() == {"status": "ok", "edition": 1, "database": "ok"}
    status, figures = site.get("/metrics", **TOKEN)
    assert status == 200
    assert b"guide_requests_total" in figures
    assert site.get("/metrics")[0] == 404


def test_it_stops_when_asked_but_not_before_it_has_answered_and_nginx_reads_on(front, site):
    kept = front.get(RESULT)
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)) as connection:
        headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
        connection.request("GET", f"{PAPER}?text=large&paper=a4", headers=headers)
        assert site.get("/health/live")[0] == 200  # so the one before is in the hands of a thread
        site.process.terminate()
        answer = connection.getresponse()
        assert (answer.status, answer.read()[-6:]) == (200, b"%%EOF\n")
    site.stop()
    assert site.process.returncode == 0
    assert front.get(RESULT) == kept
    away = front.ask("/fr/mots/")
    assert (away.status, away.headers["Retry-After"]) == (503, "60")
    assert "try again" in away.page.text
    assert "réessayer" in away.page.first("div", lang="fr").text
