"""How often one address may ask for what is costly, in one worker. No address is kept.

What is counted is a keyed digest of the address. The key is made at random and thrown away with all
counts at the end of each period, so that a digest leads back to nobody.
"""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any


class RateLimiter:
    """At most `most` requests from one address in each period of `seconds`."""

    # More visitors than this in one period are not counted one by one.
    VISITORS = 20_000

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic):
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._end = self._clock() + self.seconds
        self._key = secrets.token_bytes(16)
        self._counts: dict[bytes, int] = {}

    def retry_after(self, address: str) -> int:
        """Count a request from this address.

        Seconds to wait before the next one is welcome; 0 if it is now.
        """
        with self._lock:
            if self._clock() >= self._end:
                self.forget()
            visitor = hashlib.blake2b(address.encode(), key=self._key, digest_size=8).digest()
            if visitor not in self._counts and len(self._counts) >= self.VISITORS:
                return 0
            count = self._counts.get(visitor, 0) + 1
            self._counts[visitor] = count
            if count <= self.most:
                return 0
            return max(1, int(self._end - self._clock()))


def client_ip(environ: Mapping[str, Any], proxies: int) -> str:
    """Where the reader asks from.

    Behind `proxies` trusted proxies it is what the outermost of them wrote down.
    """
    parts = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
    told = [part.strip() for part in parts if part.strip()]
    if proxies and len(told) >= proxies:
        return _subscriber(told[-proxies])
    return _subscriber(environ.get("REMOTE_ADDR", ""))


def _subscriber(address: str) -> str:
    # With IPv6 whoever has one address has 2 to the 64 of them, which begin alike.
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return known.exploded[:19]
