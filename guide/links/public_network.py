"""The public internet and nothing else: a way out that never leads into our own network.

A name is looked up once and the address that was checked is the one that is used, on every redirect
too, so that no answer of a name server and no redirect can lead to a machine behind our own walls.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

import httpx

MOST_TRIES = 3
PORTS = {"http": 80, "https": 443}
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

# Whether an IP address may be connected to.
Allowed = Callable[[str], bool]
# (name, port) → every IP address of the name.
LookUp = Callable[[str, int], Awaitable[list[str]]]


class NotPublic(httpx.TransportError):
    """The name leads to an address that is not on the public internet."""


def is_public(address: str) -> bool:
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


async def look_up(host: str, port: int) -> list[str]:
    """Every IP address of a name. Raises socket.gaierror where nobody has this name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(socket_address[0]) for *_kind, socket_address in found]


class PublicOnly(httpx.AsyncBaseTransport):
    """Looks the name up, refuses what is not public, and connects to exactly the address that it
    looked at.
    """

    def __init__(self, allowed: Allowed, resolve: LookUp) -> None:
        # Kept-alive connections would be shared by sites that live at one address, under the wrong
        # certificate.
        self.inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        self.allowed = allowed
        self.resolve = resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises NotPublic, and what httpx raises of a connection."""
        host = request.url.host
        port = request.url.port or PORTS[request.url.scheme]
        addresses = await self.resolve(host, port)
        if not addresses or not all(self.allowed(address) for address in addresses):
            raise NotPublic(f"not-public {host}")
        for address in addresses[:MOST_TRIES]:
            try:
                return await self.inner.handle_async_request(_pinned(request, address))
            except httpx.ConnectError as error:
                failed = error
        raise failed

    async def aclose(self) -> None:
        await self.inner.aclose()


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """The same request to this address; the Host header and the certificate are still those of the
    name.
    """
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
