"""gunicorn with its example file, behind nginx with its example files, over TLS: what a hospital
would run.
"""

import http.client
import http.server
import json
import secrets
import shutil
import subprocess
import threading
from contextlib import closing, contextmanager

import pytest
from django.conf import settings

from tests.postgresql import free_port
from tools.faults.site import GUNICORN, HOST, ProxiedSite, wait_until

from . import kept_site
from .proxy import need_programs, program, proxy
from .test_headers_change_no_page import EACH

RESULT, PAPER = "/en/guide/high/one-place/", "/fr/guide/high/one-place/resume.pdf"
TOKEN = {"Authorization": "Bearer a-token-of-the-tests"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    need_programs("nginx", "openssl")
    folder = tmp_path_factory.mktemp("gunicorn")
    with_proxy = {
        "PROXIES": "1",
        "SECURE_SSL_REDIRECT": "yes",
        "METRICS_TOKEN": "a-token-of-the-tests",
    }
    made = kept_site.site_in(folder, server=GUNICORN, WORKERS="1", **with_proxy)
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
    with closing(
        http.client.HTTPConnection("127.0.0.1", front.front.plain_port, timeout=20)
    ) as connection:
        connection.request("GET", RESULT, headers={"Host": HOST})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}{RESULT}")


def test_staff_sign_in_over_tls_with_a_cookie_that_stays_on_it(front):
    answer = front.ask("/admin/login/")
    assert answer.status == 200
    assert "Secure" in answer.headers["Set-Cookie"]


def test_health_and_figures_are_told_behind_the_proxy_alone(front, site):
    assert front.get("/health/ready")[0] == front.get("/metrics", **TOKEN)[0] == 404
    assert site.ready() == {
        "status": "ok",
        "edition": 1,
        "database": "ok",
        "static": "ok",
        "version": settings.VERSION,
    }
    status, figures = site.get("/metrics", **TOKEN)
    assert status == 200
    assert b"guide_requests_total" in figures
    assert site.get("/metrics")[0] == 404


def test_what_a_record_system_says_of_a_patient_is_in_no_file_of_the_proxy(front):
    asked = "mainSearchCriteria.v.c=X1&mainSearchCriteria.v.cs=2.16.840.1.113883.6.94"
    answer = front.ask(f"/infobutton?{asked}&patientPerson.name=Zelda-Quill")
    assert (answer.status, answer.headers["Cache-Control"].count("no-store")) == (404, 1)
    files = [file for file in front.front.folder.rglob("*") if file.is_file()]
    assert files
    for file in files:
        assert b"Zelda" not in file.read_bytes(), file


def kept(front):
    """The files that hold what is shown for a week while the site is away."""
    return set((front.front.folder / "guide").iterdir())


MADE_UP = [
    *(f"/en/support/?x={number}" for number in range(9)),
    *(f"/static/img/mark.svg?{number}" for number in range(9)),
    *(f"/en/guide/high{'/' * number}one-place/" for number in range(2, 9)),
    *(
        "/en/guide/high/high/",
        "/en/guide/one-place/high/",
        "/en/guide/high/./one-place/",
        "/en/../en/words/",
    ),
    *(
        "/en/guide/%68igh/one-place/",
        "/%65n/words/",
        "/en/guide/hig%68/",
        "/fr/verifier/%41/",
        "/en/check/?code=1",
    ),
]


def test_what_anybody_can_make_up_pushes_out_nothing_that_is_kept_for_a_week(front):
    front.ask("/en/words/", **{"Accept-Encoding": "identity"})
    before = kept(front)
    assert before
    for address in MADE_UP:
        assert front.get(address)[0] in (200, 302, 404, 422), address
    for number in range(9):
        asked = {"Accept-Encoding": f"x{number}, *;q=0.{number}"}
        assert front.get("/en/words/", **asked)[0] == 200
    assert kept(front) == before


def test_no_header_changes_what_nginx_shows_the_next_reader(front):
    """Each on an address that nobody asked for before."""
    right = front.ask("/en/support/?region=ON&x=0").body
    for number, (name, value) in enumerate(EACH, 1):
        way_on, page = (
            f"/fr/guide/?choice=low&sent=1&x={number}",
            f"/en/support/?region=ON&x={number}",
        )
        if header := as_sent(name):
            assert front.ask(way_on, **{header: value}).status < 500, (name, value)
            assert front.ask(page, **{header: value}).status < 500, (name, value)
            assert front.ask(way_on).headers["Location"] == "/fr/guide/low/", (name, value)
            assert front.ask(page).body.replace(f"x={number}".encode(), b"x=0") == right, (
                name,
                value,
            )


def as_sent(name):
    """Content-Type of CONTENT_TYPE; None where it is no header, or one that says how long the
    request is.
    """
    if name in (
        "CONTENT_LENGTH",
        "HTTP_TRANSFER_ENCODING",
        "HTTP_EXPECT",
        "HTTP_HOST",
        "HTTP_CONNECTION",
    ):
        return None
    return (
        name.removeprefix("HTTP_").replace("_", "-")
        if name.startswith(("HTTP_", "CONTENT_"))
        else None
    )


class Echo(http.server.BaseHTTPRequestHandler):
    """Tells the headers that it was asked with."""

    def do_GET(self):
        told = json.dumps(dict(self.headers)).encode()
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_POST = do_GET

    def log_message(self, *told):
        pass


@pytest.fixture
def echo():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


SAID = {
    "Content-Type": "x; charset=cp037",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "X-Forwarded-For": "192.0.2.7",
}


@pytest.mark.parametrize(("trusted", "seen"), [("", "127.0.0.1"), ("127.0.0.1", "192.0.2.7")])
def test_nginx_passes_on_no_charset_of_a_reader_and_the_address_that_a_trusted_cdn_names(
    echo, site, tmp_path, trusted, seen
):
    with proxy(tmp_path, [f"127.0.0.1:{echo.server_port}"], HOST, trusted=trusted) as running:
        through = ProxiedSite(site, running)
        asked = json.loads(through.ask("/en/", **SAID).body)
        sent = json.loads(through.ask("/en/", "POST", "x", **SAID).body)
    assert "Content-Type" not in asked
    assert sent["Content-Type"] == "x; charset=cp037"
    assert asked["Accept-Encoding"] == "br, gzip"
    assert asked["X-Forwarded-For"] == sent["X-Forwarded-For"] == seen


def test_whatever_fails_in_nginx_its_log_names_no_address(site, tmp_path):
    """With a broken disk, without the site behind it, for what is no request; and with a log that
    tells more.
    """
    with proxy(tmp_path, [f"127.0.0.1:{site.port}"], HOST, log_level="info") as running:
        through = ProxiedSite(site, running)
        shutil.rmtree(tmp_path / "guide")
        (tmp_path / "guide").write_text("no folder, so nothing can be kept")
        assert through.get(RESULT)[0] == 200
        # 0 where the connection was closed before all had been sent.
        assert through.get(f"{RESULT}{'x' * 40_000}")[0] in (0, 414)
        assert through.get(RESULT, "POST", "x" * 7_000_000)[0] in (0, 413)
        status, said = through.get("/admin/", "POST", "x", **{"Content-Length": "7000000"})
        assert (status, b"choose a smaller file" in said) == (413, True)
        status, said = through.get(f"/en/check/?codes={'x' * 9_000}")
        assert (status, b"send less" in said) == (414, True)
        assert through.get(RESULT, **{"Transfer-Encoding": "nonsense"})[0] == 400
        (tmp_path / "app.conf").write_text("server 127.0.0.1:1;")
        running.reload()
        assert through.get(RESULT)[0] == 503
    said = running.log.read_text()
    assert "reconfiguring" in said
    assert [word for word in ("high", "one-place", "GET", "client") if word in said] == [], said


def test_while_the_site_is_away_nginx_shows_every_page_of_the_mirror(site, tmp_path):
    with proxy(tmp_path, ["127.0.0.1:1"], HOST) as running:
        through = ProxiedSite(site, running)
        assert through.get("/fr/mots/")[0] == 503
        shutil.copytree(kept_site.mirror(), running.mirror, dirs_exist_ok=True)
        page = through.ask("/fr/mots/")
        assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert page.page.first("h1") is not None
        assert "script-src" not in page.headers["Content-Security-Policy"]
        pages = [file.parent for file in running.mirror.rglob("index.html")]
        addresses = [f"/{folder.relative_to(running.mirror)}/" for folder in pages]
        assert len(addresses) > 80
        assert {through.get(address.replace("/./", "/"))[0] for address in addresses} == {200}
        paper = through.ask(PAPER)
        assert (paper.headers["Content-Type"], paper.body[:5]) == ("application/pdf", b"%PDF-")
        [style] = list(running.mirror.glob("static/css/*.css"))[:1]
        assert (
            through.ask(f"/static/css/{style.name}").headers["Content-Type"].startswith("text/css")
        )
        back = through.ask("/fr/mots/index.html")
        assert (back.status, back.headers["Location"].endswith("/fr/mots/")) == (302, True)
        for address in ("/admin/", "/en/search/?q=word"):
            assert through.get(address)[0] == 503
        assert "réessayer" in through.ask("/fr/avis/", "POST", "x").page.text


CDN = """
error_log stderr crit;
pid {folder}/cdn.pid;
events {{ worker_connections 256; }}
http {{
    access_log off;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass https://127.0.0.1:{front};
            proxy_set_header Host {host};
            # As Amazon, Google and others do: at the end of what the reader wrote.
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
    }}
}}
"""


@contextmanager
def cdn(folder, front):
    """Another nginx before ours, as a CDN passes requests on. Gives its port."""
    port = free_port()
    file = folder / "cdn.conf"
    file.write_text(CDN.format(folder=folder, port=port, front=front.port, host=HOST))
    command = [program("nginx"), "-p", folder, "-c", file, "-e", "stderr", "-g", "daemon off;"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        wait_until(lambda: _search(port, "127.0.0.1"), 20, "the CDN to answer")
        yield port
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()


def _search(port, reader, forged="198.51.100.1"):
    """The status of a search that this reader asks for; None where nothing answers."""
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=20, source_address=(reader, 0)
    )
    with closing(connection):
        try:
            headers = {"X-Forwarded-For": forged}
            connection.request("GET", f"/en/search/?q={secrets.token_hex(4)}", headers=headers)
            return connection.getresponse().status
        except OSError:
            return None


def test_behind_a_cdn_and_nginx_each_reader_counts_alone(site, tmp_path):
    """And none escapes by what it says of itself."""
    (tmp_path / "cdn").mkdir()
    with (
        proxy(tmp_path, [f"127.0.0.1:{site.port}"], HOST, trusted="127.0.0.1") as front,
        cdn(tmp_path / "cdn", front) as port,
    ):
        most = 240
        # Whenever a period ends between two of them, the count begins anew.
        for _period in range(2):
            seen = [_search(port, "127.0.0.2", forged=f"198.51.100.{n % 250}") for n in range(most)]
            seen.append(_search(port, "127.0.0.2"))
            if 429 in seen:
                break
        assert 429 in seen
        assert _search(port, "127.0.0.3") == 200


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
    for line in (site.folder / "log").read_text().splitlines():
        assert json.loads(line)["at"]
    assert front.get(RESULT) == kept
    away = front.ask("/fr/mots/")
    assert (away.status, away.headers["Retry-After"]) == (503, "60")
    assert "try again" in away.page.text
    assert "réessayer" in away.page.first("div", lang="fr").text
