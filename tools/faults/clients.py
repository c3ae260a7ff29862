"""Clients that mean no good, or have a very bad line."""

import time
from contextlib import ExitStack

from tests.proxy import program, proxy

from .readers import Readers
from .scene import PAGES, LeftOut, expect, scene, sqlite
from .site import GUNICORN, HOST, ProxiedSite, running
from .slow import SlowClients, connect_to

FORM = "/en/feedback/"
BIG = "/en/guide/unsure-risk/unsure-place/"


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
        print(
            f"  sending slowly: {senders.told()}; taking slowly: {takers.told()}; sending a "
            f"form: {fillers.told()}"
        )
        beside.expect_none_failed()
        expect(len(senders.closed) == senders.count, "the server went on waiting for slow senders")
        expect(
            nginx or len(fillers.closed) == fillers.count, "the server went on waiting for a form"
        )
        expect(beside.share(0.95) < max(0.5, 3 * alone.share(0.95)), "readers were kept waiting")
        expect(
            not nginx or len(takers.closed) == takers.count, "nginx went on waiting for slow takers"
        )


def _read(site, options, seconds):
    # Without search: behind this proxy all readers have one address, whose searches have a limit.
    pages = [page for page in PAGES if "search" not in page]
    with Readers(site, pages, rate=options.rate) as readers:
        time.sleep(seconds)
    return readers
