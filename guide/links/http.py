"""Asks other sites whether a link works: politely, within bounds, and never inside our own network.

A name is looked up once and the address that was checked is the one that is used, on every redirect
too, so that no answer of a name server and no redirect can lead to a machine behind our own walls.
"""

import asyncio
import ipaddress
import socket
from collections import defaultdict
from dataclasses import dataclass

import httpx

AT_ONCE = 6
SECONDS_A_LINK = 20
SECONDS_BETWEEN = 1.0
MOST_REDIRECTS = 5
MOST_TRIES = 3
HEADERS = {
    "User-Agent": "NeuroblastomaGuide-LinkCheck/1.0 (checks the links of a guide for families)",
    "Accept": "*/*",
}
# What a site says to programs that it does not want, or that ask too often: a person may still be
# welcome.
TOO_OFTEN = 429
NOT_FOR_PROGRAMS = {401, 403, 406, 418, TOO_OFTEN, 451, 999}
# Of the addresses of version 6, those that are handed out at all: every other range is somebody's
# own network, a way through to version 4 (mapped, NAT64), or kept for later.
HANDED_OUT = ipaddress.ip_network("2000::/3")
# Special purposes that Python calls global, or called so once (IANA's registries of special-purpose
# addresses).
NO_SITE_LIVES_HERE = [
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocols of the network itself
        "192.31.196.0/24",  # answers for private addresses (AS112)
        "192.52.193.0/24",  # multicast tunnels
        "192.88.99.0/24",  # relays from version 6 to version 4
        "192.175.48.0/24",  # AS112 again
        "2001::/23",  # protocols, Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which holds an address of version 4
        "2620:4f:8000::/48",  # AS112 again
        "3ffe::/16",  # trials of long ago
        "3fff::/20",  # documentation
    )
]


@dataclass(frozen=True)
class Answer:
    """What came of one address. status is None where no answer came; problem then says why."""

    status: int | None
    problem: str = ""
    moved_to: str = ""

    @property
    def outcome(self):
        if self.status is not None and self.status < 400:
            return "fine"
        return "unsure" if self.status in NOT_FOR_PROGRAMS else "failing"


class NotPublic(httpx.TransportError):
    """The name leads to an address that is not on the public internet."""


def is_public(address):
    """Whether an IP address is one that a site for anybody on the internet can have.

    What is not known to be is not.
    """
    if "%" in address:  # of this one network
        return False
    ip = ipaddress.ip_address(address)
    if ip.version == 6 and ip not in HANDED_OUT:
        return False
    if any(ip in network for network in NO_SITE_LIVES_HERE):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class PublicOnly(httpx.AsyncBaseTransport):
    """Looks the name up, refuses what is not public, and connects to exactly the address that it
    looked at.
    """

    def __init__(self, allowed, resolve):
        # Kept-alive connections would be shared by sites that live at one address, under the wrong
        # certificate.
        self.inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        self.allowed, self.resolve = allowed, resolve

    async def handle_async_request(self, request):
        host = request.url.host
        port = request.url.port or {"http": 80, "https": 443}[request.url.scheme]
        addresses = await self.resolve(host, port)
        if not addresses or not all(self.allowed(address) for address in addresses):
            raise NotPublic(f"{host} is not on the public internet.")
        for address in addresses[:MOST_TRIES]:
            try:
                return await self.inner.handle_async_request(_pinned(request, address))
            except httpx.ConnectError as error:
                failed = error
        raise failed

    async def aclose(self):
        await self.inner.aclose()


def _pinned(request, address):
    """The same request to this address; the Host header and the certificate are still those of the
    name.
    """
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions=request.extensions | {"sni_hostname": request.url.host},
    )


async def look_up(host, port):
    """Every IP address of a name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [entry[4][0] for entry in found]


def visit_all(addresses, *, seconds=600, pause=SECONDS_BETWEEN, allowed=is_public, resolve=look_up):
    """{address: Answer} of those that were reached within so many seconds; one at a time for each
    host.
    """
    return asyncio.run(_visit_all(addresses, seconds, pause, PublicOnly(allowed, resolve)))


async def _visit_all(addresses, seconds, pause, transport):
    by_host, answers, places = defaultdict(list), {}, asyncio.Semaphore(AT_ONCE)
    for address in sorted(addresses):
        by_host[_host(address)].append(address)
    client = httpx.AsyncClient(
        transport=transport,
        headers=HEADERS,
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        timeout=SECONDS_A_LINK / 2,
        trust_env=False,
    )

    async def visit_host(addresses):
        for number, address in enumerate(addresses):
            await asyncio.sleep(pause if number else 0)
            async with places:
                answers[address] = await _visit(client, address)

    async with client:
        tasks = [asyncio.create_task(visit_host(addresses)) for addresses in by_host.values()]
        done, late = await asyncio.wait(tasks, timeout=seconds) if tasks else ((), ())
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for task in done:
            task.result()  # a mistake of ours is not to be taken for a link that was not reached
    return answers


async def _visit(client, address):
    try:
        async with asyncio.timeout(SECONDS_A_LINK):
            return await _head_or_get(client, address)
    except (TimeoutError, httpx.TimeoutException):
        return Answer(None, "No answer in time.")
    except NotPublic as refused:
        return Answer(None, str(refused)[:200])
    except httpx.TooManyRedirects:
        return Answer(None, "It leads from page to page without an end.")
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, KeyError) as error:
        return Answer(None, _in_words(error))


async def _head_or_get(client, address):
    """HEAD costs the site least; where it is not understood, the page itself is asked for, and not
    read.
    """
    try:
        answer = await _ask(client, "HEAD", address)
    except (httpx.ReadError, httpx.RemoteProtocolError, httpx.ReadTimeout):
        answer = None
    enough = answer and (answer.outcome == "fine" or answer.status == TOO_OFTEN)
    return answer if enough else await _ask(client, "GET", address)


async def _ask(client, method, address):
    async with client.stream(method, address) as response:
        said = f"The site says {response.status_code} {response.reason_phrase}".strip()
        moved = bool(response.history) and all(
            step.status_code in (301, 308) for step in response.history
        )
        problem = "" if response.status_code < 400 else f"{said}."
        return Answer(response.status_code, problem, str(response.url) if moved else "")


def _host(address):
    try:
        return httpx.URL(address).host
    except (httpx.InvalidURL, ValueError):
        return ""


def _in_words(error):
    if isinstance(error, socket.gaierror):
        return "There is no site of this name."
    if "CERTIFICATE" in str(error).upper():
        return "The certificate of the site is not valid."
    if "SSL" in str(error):
        return "The site offers no safe connection."
    if isinstance(error, httpx.ConnectError):
        return "The site does not answer."
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL | ValueError | KeyError):
        return "This is not a web address."
    return "The site breaks off without an answer."
