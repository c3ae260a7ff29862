"""Every page of the desk at 500 entries: how often each asks the database, and how long it takes.
`python -m tools.benchmarks.desk`, `--entries 500`, `--role editor`, `--all` (also pages below the
limits).

Times are CPU time of this process, so that others on the machine count for little. A first visit
is the first of its address; what all pages share is known since the first page of all. What earlier
pages left behind is cleared away before each visit: else it is cleared in the middle of some page.
"""

import argparse
import gc
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_QUERIES = 20
MOST_MILLISECONDS = 300
ROLES = ("editor", "reviewer", "publisher", "everything")


@dataclass(frozen=True)
class Visit:
    """One page, opened twice: (queries, milliseconds of CPU) each time."""

    name: str
    address: str
    status: int
    first: tuple[int, float]
    again: tuple[int, float]

    @property
    def is_within(self) -> bool:
        queries = max(self.first[0], self.again[0])
        return queries <= MOST_QUERIES and self.again[1] <= MOST_MILLISECONDS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--rows", type=int, default=30, help="of remarks, feedback, checks, …")
    parser.add_argument("--role", choices=ROLES, action="append")
    parser.add_argument("--all", action="store_true", help="tell every page")
    parser.add_argument("--kept", type=Path, help="a database that an earlier run left")
    parser.add_argument("--only", default="", help="pages with this in their name")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guide-desk-") as folder:
        database = asked.kept or Path(folder) / "guide.sqlite3"
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "rnbsite.settings",
            "DATABASE_URL": f"sqlite:///{database}",
            "EDITION_POLL_SECONDS": "0",
            "DATA_DIR": folder,
            "ALLOWED_HOSTS": "testserver",
        }
        is_new = not database.exists()
        import django

        django.setup()
        gc.freeze()  # as the server does
        section = _filled(asked) if is_new else _section_of()
        _measure(asked, section)


def _filled(asked) -> str:
    from django.core.management import call_command
    from django.db import transaction

    from tests.full_desk import fill_desk, with_every_right

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        call_command("load_starter", verbosity=0)
        with_every_right()
        return fill_desk(entries=asked.entries, rows=asked.rows)


def _section_of() -> str:
    """The section with most on it, of a desk that an earlier run filled."""
    from django.db.models import Count

    from guide.models import Section

    return Section.objects.annotate(count=Count("uses")).order_by("-count").first().code


def _measure(asked, section: str) -> None:
    from guide.publishing.working_copy import read_quickly

    print(f"{len(read_quickly())} entries")
    for role in asked.role or ROLES:
        visits = list(_walk(role, section, asked.only))
        _tell(role, visits, asked.all)


def _walk(role: str, section: str, only: str) -> Iterator[Visit]:
    from django.contrib.auth.models import User
    from django.test import Client

    from tests.desk_pages import desk_pages, linked_pages
    from tests.full_desk import sign_in

    person = User.objects.get(username=role)
    client = Client()
    sign_in(client, person)
    client.get("/admin/account/")
    pages = list(desk_pages(section))
    if role == "reviewer":
        pages += linked_pages(section, person)
    for name, address in pages:
        if only in name:
            status, *first = _visit(client, address)
            _status, *again = _visit(client, address)
            yield Visit(name, address, status, tuple(first), tuple(again))


def _visit(client, address) -> tuple[int, int, float]:
    """(status, queries, milliseconds of CPU)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    gc.collect()
    with CaptureQueriesContext(connection) as queries:
        started = time.process_time()
        response = client.get(address)
        if response.streaming:
            b"".join(response.streaming_content)
        took = time.process_time() - started
    return response.status_code, len(queries), took * 1000


def _tell(role: str, visits: list[Visit], every: bool) -> None:
    opened = [visit for visit in visits if visit.status not in (403, 405)]
    print(f"\n{role}: {len(opened)} pages; most queries and milliseconds of CPU")
    print(f"{'first visit':>17}{'again':>15}")
    for visit in opened:
        if every or not visit.is_within:
            (queries, took), (queries_again, took_again) = visit.first, visit.again
            numbers = f"{queries:6}{took:8.0f} ms{queries_again:6}{took_again:8.0f} ms"
            print(f"{numbers}  {visit.status} {visit.name} {visit.address[:70]}")
    queries = max(max(visit.first[0], visit.again[0]) for visit in opened)
    took = max(visit.again[1] for visit in opened)
    first = max(visit.first[1] for visit in opened)
    print(f"at most: {queries} queries; {first:.0f} ms at first, {took:.0f} ms again", flush=True)


if __name__ == "__main__":
    main()
