"""The large set-up in small: two app servers, each with its own disk, on one PostgreSQL."""

import psycopg
import pytest
from django.conf import settings

from tools.faults.site import FILL, HOST, ProxiedSite, Site, wait_until

from . import kept_site
from .postgresql import database_of_its_own
from .proxy import need_programs, proxy

pytestmark = pytest.mark.postgresql

PAGES = [
    "/en/",
    "/fr/guide/high/one-place/",
    "/en/search/?q=transplant",
    "/en/guide/high/one-place/summary.pdf",
]
PUBLISH = (
    "from guide.models import Term; from guide.publishing.actions import approve_as_starter, "
    "publish;"
    "term = Term.objects.with_links().first(); term.order += 1; term.save(); "
    "approve_as_starter(term); publish(None)"
)


@pytest.fixture
def database():
    with database_of_its_own() as running:
        yield running


@pytest.fixture
def sites(database, tmp_path):
    told = {"WORKERS": "1", "STATIC_ROOT": str(kept_site.static_files())}
    pair = [Site(tmp_path / name, database.url, **told) for name in ("one", "two")]
    pair[0].set_up(FILL)
    for site in pair:
        site.start()
    yield pair
    for site in pair:
        site.stop()


def test_what_was_committed_is_there_after_the_database_was_killed(database):
    """The tests below kill it: an edition that both servers have read must not be gone then."""
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('said')")
        database.stop("immediate")
    database.start()
    with psycopg.connect(database.url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("said",)


def wait_until_all_say(sites, what, **told):
    """What they say instead is told where they do not."""
    try:
        wait_until(lambda: all(told.items() <= site.ready().items() for site in sites), 60, what)
    except AssertionError as error:
        raise AssertionError(f"{error}: {[site.ready() for site in sites]}") from None


@pytest.fixture
def front(sites, tmp_path):
    """Both as families see them."""
    need_programs("nginx", "openssl")
    with proxy(tmp_path / "nginx", [f"127.0.0.1:{site.port}" for site in sites], HOST) as running:
        yield ProxiedSite(sites[0], running)


def test_both_follow_each_publishing_and_read_on_while_the_database_is_away(sites, database, front):
    assert [site.get(PAGES[1]) == sites[0].get(PAGES[1]) for site in sites] == [True, True]
    sites[0].manage("shell", "--no-imports", "-c", PUBLISH)
    wait_until_all_say(sites, "both to follow", edition=2, database="ok")
    database.stop("immediate")
    wait_until_all_say(sites, "both to notice", edition=2, status="degraded")
    assert {site.get(path)[0] for site in sites for path in PAGES} == {200}
    # However often staff try meanwhile, nginx does not take it for a failure of the servers.
    assert {front.get("/admin/", Cookie=f"sessionid={'x' * 32}")[0] for _ in range(12)} == {503}
    assert {front.get(path)[0] for path in PAGES} == {200}
    sites[1].stop()
    sites[1].start()
    assert {sites[1].get(path)[0] for path in PAGES} == {200}
    told = {"status": "degraded", "edition": 2, "database": "down", "static": "ok"}
    told["version"] = settings.VERSION
    assert sites[1].ready() == told
    database.start()
    wait_until_all_say(sites, "both to be well again", edition=2, status="ok")
