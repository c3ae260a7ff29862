"""Readers who ask for pages all the time, and count what goes wrong."""

import threading
import time

from tools.faults.scene import expect


class Readers:
    """Threads that read pages of one or several sites. `seen` counts the answers by status; 0 is no
    answer.

    rate: how many pages a second all of them together ask for; without one they never pause. Each
    request comes from another address, as those of a whole country do, so that no limit for one
    address is met: where the site believes proxies (PROXIES=1). look(status, body, asked, site) is
    told of each answer.
    """

    def __init__(self, sites, paths, threads=4, rate=None, look=None):
        self.sites = sites if isinstance(sites, list) else [sites]
        self.paths, self.seen, self.times, self.look = paths, {}, [], look
        self._pause = threads / rate if rate else 0
        self._end, self._lock, self._problem = threading.Event(), threading.Lock(), None
        self._threads = [
            threading.Thread(target=self._read, args=(number,)) for number in range(threads)
        ]

    def __enter__(self):
        self._started = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *failure):
        self._end.set()
        for thread in self._threads:
            thread.join()
        self.seconds = time.monotonic() - self._started
        if self._problem and not any(failure):
            raise self._problem

    def _read(self, turn):
        planned = time.monotonic()
        while not self._end.is_set():
            try:
                self._ask(turn)
            except AssertionError as problem:
                self._problem = self._problem or problem
            turn += 1
            planned = max(planned + self._pause, time.monotonic() - 1)
            self._end.wait(max(0, planned - time.monotonic()))

    def _ask(self, turn):
        site = self.sites[turn // 3 % len(self.sites)]
        address = f"10.{turn >> 16 & 255}.{turn >> 8 & 255}.{turn & 255}"
        asked = time.monotonic()
        status, body = site.get(self.paths[turn % len(self.paths)], **{"X-Forwarded-For": address})
        with self._lock:
            self.seen[status] = self.seen.get(status, 0) + 1
            self.times.append(time.monotonic() - asked)
        if self.look:
            self.look(status, body, asked, site)

    def failed(self):
        return {status: count for status, count in self.seen.items() if status != 200}

    def expect_none_failed(self):
        expect(
            not self.failed(),
            f"failed reads: {self.failed()} beside {self.seen.get(200, 0)} good ones",
        )

    def share(self, part):
        """The time under which this part of all answers came, in seconds."""
        return sorted(self.times)[int(len(self.times) * part)]

    def told(self):
        """How much was read and how fast, in words."""
        each = len(self.times) / self.seconds
        middle, most = self.share(0.5) * 1000, self.share(0.95) * 1000
        return (
            f"{self.seen.get(200, 0)} read ({each:.0f}/s, median {middle:.0f} ms, p95 "
            f"{most:.0f} ms)"
        )
