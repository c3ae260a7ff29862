"""A new edition comes out while families read: on every worker of every machine, and never half of
it.
"""

import re
import subprocess
import sys
import time
from contextlib import ExitStack
from threading import Lock

from tests import postgresql

from .readers import Readers
from .scene import expect, scene
from .site import Site

TIMES, WITHIN = 20, 5
# Publishes an edition for each line that it is given, with its number in two texts, and answers
# when it was stored.
PUBLISHER = """
import sys, time
from guide.models import Section
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import write_entry
sections = Section.objects.filter(code__in=["high-one-place", "outlook"])
titles = {s.code: (s.title_en, s.title_fr) for s in sections}
for line in sys.stdin:
    for code, (en, fr) in titles.items():
        words = {"title": {"en": f"{en} stamp {line.strip()}", "fr": f"{fr} stamp {line.strip()}"}}
        approve_as_starter(write_entry("section", code, words))
    print(publish(None).number, time.monotonic(), flush=True)
"""
# One entry is changed and signed, so that there is something to publish.
CHANGE = """
from guide.models import Term
from guide.publishing.actions import approve_as_starter
term = Term.objects.with_links().first()
term.order += 1
term.save()
approve_as_starter(term)
"""
PAGES = [
    "/en/guide/high/one-place/",
    "/fr/guide/high/one-place/",
    "/en/",
    "/en/search/?q=transplant",
]


@scene
def publishing_under_load(folder, options):
    with postgresql.server() as database, ExitStack() as stack:
        sites = [
            Site(folder / name, database.url, PROXIES="1", WORKERS="2") for name in ("one", "two")
        ]
        sites[0].set_up()
        for site in sites:
            stack.callback(site.stop)
            site.start()
        seen = Seen()
        publisher = stack.enter_context(_publisher(sites[0]))
        with Readers(sites, PAGES, rate=options.rate, look=seen.look) as readers:
            stored = dict(_publish(publisher, number) for number in range(2, TIMES + 2))
        publisher.stdin.close()
        readers.expect_none_failed()
        waits = [seen.last_old(number) - at for number, at in stored.items()]
        expect(seen.pages > 20 * TIMES, f"only {seen.pages} pages were looked at")
        expect(
            max(waits) <= WITHIN,
            f"a worker followed {max(waits):.1f} s after publishing; all: {waits}",
        )
    told = (
        f"{TIMES} editions, 2 servers with 2 workers each: the last page of the edition before "
        "was sent"
    )
    print(
        f"  {told} {sorted(waits)[len(waits) // 2]:.1f} s (median), {max(waits):.1f} s (longest) "
        "after publishing"
    )
    print(f"  {seen.pages} pages looked at, none of two editions; {readers.told()}, none failed")


def _publisher(site):
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PUBLISHER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": site.log, "text": True}
    return subprocess.Popen(command, cwd=site.root, env=site.environment, **pipes)


def _publish(publisher, number):
    """(number, when it was stored); returns once every worker has had time to follow."""
    publisher.stdin.write(f"{number}\n")
    publisher.stdin.flush()
    stored, at = publisher.stdout.readline().split()
    expect(int(stored) == number, f"edition {stored} instead of {number}")
    time.sleep(WITHIN + 1)
    return number, float(at)


class Seen:
    """What readers saw of editions."""

    def __init__(self):
        self.pages, self._asked, self._lock = 0, {}, Lock()

    def look(self, status, body, asked, site):
        numbers = set(re.findall(r"(?:stamp|[EÉ]dition|l’édition) (\d+)", body.decode()))
        # Starter texts bear no stamp, and the first edition's pages only its number.
        expect(len(numbers) <= 1, f"one page of editions {numbers}")
        if numbers:
            with self._lock:
                self.pages += 1
                number = int(numbers.pop())
                self._asked[number] = max(self._asked.get(number, 0), asked)

    def last_old(self, number):
        """When somebody last asked for a page and got that of an edition before this one."""
        return max(asked for edition, asked in self._asked.items() if edition < number)
