"""Clients that mean no good, or have a very bad line."""

import time
from contextlib import ExitStack

from tests.proxy import program, proxy

from .hostile import send_hostile
from .readers import Readers
from .scene import PAGES, LeftOut, expect, scene, sqlite
from .site import GUNICORN, HOST, ProxiedSite, running
from .slow import SlowClients, connect_to

FORM = "/en/feedback/"
BIG = "/en/guide/unsure-risk/unsure-place/"


@scene
def hostile_requests(folder, options):
    with running(folder / "data", sqlite(folder)) as site:
        _send_hostile(site, connect_to(site.port), 10_000)


@scene
def hostile_requests_behind_nginx(folder, options):
    if not program("nginx"):
        raise LeftOut("needs nginx")
    with (
        running(folder / "data", sqlite(folder), PROXIES="1") as site,
        proxy(folder / "nginx", [f"127.0.0.1:{site.port}"], HOST) as front,
    ):
        # 501 is nginx's own word on a transfer coding that does not exist, as HTTP asks for.
        _send_hostile(ProxiedSite(site, front), connect_to(front.port, front.trust()), 5_000, but={501})


def _send_hostile(site, connect, count, but=frozenset()):
    seen = send_hostile(connect, HOST, count)
    expect(not [status for status in seen if status >= 500 and status not in but], f"answers: {seen}")
    expect(site.get(PAGES[0])[0] == 200, "no page afterwards")
    unlike = [
        line for line in (site.folder / "log").read_text().splitlines() if not line.startswith(("{", "[WARNING]"))
    ]
    expect(not unlike, f"the log: {unlike[:3]}")
    print(f"  {count} hostile requests, answers by status (0: connection closed): {dict(sorted(seen.items()))}")


@scene
def slow_clients_of_granian(folder, options):
    _play(folder, options)


@scene
def slow_clients_of_granian_behind_nginx(folder, options):
    _play(folder, options, nginx=True)


@scene
def slow_clients_of_gunicorn_behind_nginx(folder, options):
    _play(folder, options, nginx=True, server=GUNICORN)


def _play(folder, options, nginx=False, server=None):
    with ExitStack() as stack:
        site = stack.enter_context(
            running(folder / "data", sqlite(folder), server=server, PROXIES="1" if nginx else "0")
        )
        connect = connect_to(site.port)
        if nginx:
            if not program("nginx"):
                raise LeftOut("needs nginx")
            front = stack.enter_context(proxy(folder / "nginx", [f"127.0.0.1:{site.port}"], HOST))
            site, connect = ProxiedSite(site, front), connect_to(front.port, front.trust())
        alone = _read(site, options, 5)
        with ExitStack() as clients:
            senders = clients.enter_context(SlowClients(connect, 100))
            takers = clients.enter_context(SlowClients(connect, 100, BIG))
            fillers = clients.enter_context(SlowClients(connect, 100, FORM, every=1, body=5000))
            beside = _read(site, options, max(options.seconds, 55))
        print(f"  alone: {alone.told()}")
        print(f"  beside 300 slow clients: {beside.told()}, failed: {beside.failed() or 'none'}")
        print(f"  sending slowly: {senders.told()}; taking slowly: {takers.told()}; sending a form: {fillers.told()}")
        beside.expect_none_failed()
        expect(len(senders.closed) == senders.count, "the server went on waiting for slow senders")
        expect(nginx or len(fillers.closed) == fillers.count, "the server went on waiting for a form")
        expect(beside.share(0.95) < max(0.5, 3 * alone.share(0.95)), "readers were kept waiting")
        expect(not nginx or len(takers.closed) == takers.count, "nginx went on waiting for slow takers")


def _read(site, options, seconds):
    # Without search: behind this proxy all readers have one address, whose searches have a limit.
    pages = [page for page in PAGES if "search" not in page]
    with Readers(site, pages, rate=options.rate) as readers:
        time.sleep(seconds)
    return readers
