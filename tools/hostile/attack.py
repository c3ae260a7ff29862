"""Many hostile requests on a running site, and whether everybody else still gets what is there."""

import gzip
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tools.faults.site import HOST, Site

from .requests import make
from .wire import exchange, what_is_wrong

ALSO = [
    *("/", "/sitemap.xml", "/robots.txt", "/edition.json", "/en/feed.xml", "/fr/feed.xml"),
    *("/en/print/", "/fr/imprimer/", "/en/check/", "/en/search/?q=mibg", "/static/js/share.js"),
    *(
        "/en/support/?region=ON",
        "/fr/guide/?choice=low&sent=1",
        "/en/print/?igsh=x",
        "/fr/hors-ligne/",
    ),
    *("/en/guide/high/one-place/summary.pdf", "/fr/guide/high/one-place/resume.pdf?paper=a4"),
]
CHOICES = ("high", "intermediate", "low", "unsure-risk")


@dataclass
class Report:
    """How often an attack was answered with which status (0: not at all), and what was wrong."""

    statuses: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    pages: int = 0

    def told(self) -> str:
        statuses = ", ".join(
            f"{status}: {count}" for status, count in sorted(self.statuses.items())
        )
        wrong = "; ".join(self.wrong[:5]) or "nothing"
        changed = ", ".join(self.changed[:5]) or "none"
        return f"answers {statuses}. Wrong: {wrong}. Changed of {self.pages} pages: {changed}."


def attack(
    site: Site, connect, count: int, seed: int, but: tuple[int, ...] = (), one_in: int = 1
) -> Report:
    """Send so many, each on its own connect(); after each a reader asks for something else.

    site: as readers see it. What the log tells is looked at as well. but: errors that are right.
    one_in: each n-th page is read before and after, beginning with another for each seed.
    """
    report, random = Report(), Random(seed)
    addresses = public_addresses(site)[seed % one_in :: one_in]
    before = {address: _page(site, address) for address in addresses}
    report.pages = len(addresses)
    for number in range(count):
        hostile, probe = make(random, HOST), _probe(number)
        heard = exchange(connect, hostile, probe)
        report.statuses[heard[0].status if heard else 0] += 1
        wrong = what_is_wrong(hostile, heard, probe, but) or _what_another_reader_sees(site, number)
        if wrong:
            report.wrong.append(f"{wrong} ({hostile.sent[:200]!r})")
    report.changed = [address for address in addresses if _page(site, address) != before[address]]
    report.wrong += _unlike_us(Path(site.folder / "log"))
    return report


def public_addresses(site: Site) -> list[str]:
    """Every address of every language that a phone keeps, and what only programs and paper read."""
    kept = [json.loads(site.get(f"/{language}/keep.json")[1])["pages"] for language in ("en", "fr")]
    return [*kept[0], *kept[1], *ALSO]


def _probe(number):
    """A request that no cache has the answer to, and the place that its answer names."""
    choice = CHOICES[number % len(CHOICES)]
    address = f"/en/guide/?choice={choice}&sent=1&x={number}"
    request = f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
    return request.encode(), f"/en/guide/{choice}/"


def _what_another_reader_sees(site, number):
    choice = CHOICES[(number + 1) % len(CHOICES)]
    answer = site.ask(f"/en/guide/?choice={choice}&sent=1&y={number}")
    if (answer.status, answer.headers.get("Location")) == (302, f"/en/guide/{choice}/"):
        return ""
    return f"another reader is answered with {answer.status} {answer.headers.get('Location')}"


def _page(site, address):
    """What a reader gets, byte for byte, plain and packed."""
    plain = site.ask(address, **{"Accept-Encoding": "identity"})
    packed = site.ask(address, **{"Accept-Encoding": "gzip"})
    body = packed.body
    if packed.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    told = [
        (name, plain.headers.get(name))
        for name in ("Content-Type", "Location", "Cache-Control", "ETag")
    ]
    return plain.status, plain.body, packed.status, body, told


def _unlike_us(log):
    """Lines of the log that are not ours, or that tell what was asked."""
    lines = log.read_text().splitlines()
    foreign = [line for line in lines if not line.startswith(("{", "[WARNING]"))]
    telling = [line for line in lines if "one-place" in line or "evil.example" in line]
    return [f"the log says {line[:200]}" for line in foreign[:3] + telling[:3]]
