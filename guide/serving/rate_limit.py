"""How often one address may ask for what is costly, in one worker. No address is kept.

What is counted is a keyed digest of the address. The key is made at random and thrown away with all
counts at the end of each period, so that a digest leads back to nobody.
"""

import hashlib
import ipaddress
import secrets
import threading
import time


class Limit:
    """At most `most` requests from one address in each period of `seconds`."""

    # More visitors than this in one period are not counted one by one.
    VISITORS = 20_000

    def __init__(self, most, seconds, clock=time.monotonic):
        self.most, self.seconds, self._clock = most, seconds, clock
        self._lock = threading.Lock()
        self.forget()

    def forget(self):
        self._end = self._clock() + self.seconds
        self._key = secrets.token_bytes(16)
        self._counts = {}

    def wait(self, address):
        """Count a request from this address. Seconds to wait before the next one is welcome; 0 if it is now."""
        with self._lock:
            if self._clock() >= self._end:
                self.forget()
            visitor = hashlib.blake2b(address.encode(), key=self._key, digest_size=8).digest()
            if visitor not in self._counts and len(self._counts) >= self.VISITORS:
                return 0
            self._counts[visitor] = count = self._counts.get(visitor, 0) + 1
            return 0 if count <= self.most else max(1, int(self._end - self._clock()))


def address_of(environ, proxies):
    """Where the reader asks from. Behind `proxies` trusted proxies it is what the outermost of them wrote down."""
    told = [part.strip() for part in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(told) >= proxies:
        return _subscriber(told[-proxies])
    return _subscriber(environ.get("REMOTE_ADDR", ""))


def _subscriber(address):
    # With IPv6 whoever has one address has 2 to the 64 of them, which begin alike.
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4 or known.ipv4_mapped:
        return str(known.ipv4_mapped if known.version == 6 else known)
    return known.exploded[:19]
