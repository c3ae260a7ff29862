"""What grows when the guide grows: 30 → 3,000 sections, 1 → 500 editions. `python -m tools.benchmarks.growth`.

Times are CPU time of this process, so that others on the machine count for little.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

PAGES = ("/en/guide/high/one-place/here/", "/fr/guide/low/spread/here/")


def main():
    with tempfile.TemporaryDirectory(prefix="guide-growth-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "rnbsite.settings",
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'guide.sqlite3'}",
            "EDITION_POLL_SECONDS": "0",
            "DATA_DIR": folder,
            "ALLOWED_HOSTS": "testserver",
        }
        import django

        django.setup()
        _measure()


def _measure():
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from guide.edition import current
    from guide.models import Edition, Section
    from guide.publishing.actions import publish

    call_command("migrate", verbosity=0)
    call_command("load_starter", verbosity=0)
    staff = Client()
    staff.force_login(User.objects.create_superuser("staff"))
    print(f"{'sections':>9}{'editions':>9}{'result ms':>11}{'publish s':>11}{'desk s':>8}{'warm start ms':>15}")

    def row(publishing):
        current.forget()
        started = time.process_time()
        current.live_edition()
        warm = (time.process_time() - started) * 1000
        reader = Client()
        desk = _seconds(lambda: staff.get("/admin/"), 3)
        assert all(b'id="outlook"' in reader.get(page).content for page in PAGES)  # they are results, not questions
        result = _seconds(lambda: [reader.get(page) for page in PAGES], 15) / len(PAGES) * 1000
        counted = f"{Section.objects.count():9}{Edition.objects.count():9}"
        print(f"{counted}{result:11.1f}{publishing:11.2f}{desk:8.2f}{warm:15.0f}", flush=True)

    _grow_to(30)
    row(_seconds(lambda: publish(None), 1))
    for _ in range(499 - Edition.objects.count() + 1):
        _touch()
        newest = Edition.objects.first()
        content = newest.content | {"entries": newest.content["entries"]}
        Edition(number=newest.number + 1, content=content, published_at=newest.published_at).save()
    _touch()
    row(_seconds(lambda: publish(None), 1))
    _grow_to(3000)
    row(_seconds(lambda: publish(None), 1))


def _touch():
    from guide.models import Term
    from guide.publishing.actions import approve_as_starter

    term = Term.objects.with_links().first()
    term.order += 1
    term.save()
    approve_as_starter(term)


def _grow_to(count):
    """More sections like those that are there, each for one of the paths."""
    from guide.models import Choice, Section
    from guide.publishing.actions import approve_as_starter
    from guide.publishing.write import write_entry

    patterns = list(Section.objects.with_links().filter(kind="options"))
    places = [c.code for c in Choice.objects.filter(unsure=False, question__code="place")]
    risks = [c.code for c in Choice.objects.filter(unsure=False, question__code="risk")]
    for number in range(Section.objects.count(), count):
        content = patterns[number % len(patterns)].content()
        # For an answer that the pages above do not give: the guide grows, a result does not.
        content["choices"] = sorted({risks[number % len(risks)], places[number % len(places)], "elsewhere"})
        approve_as_starter(write_entry("section", f"more-{number}", _elsewhere(content)))


def _elsewhere(content):
    from guide.models import BY_KIND
    from guide.publishing.actions import approve_as_starter
    from guide.publishing.write import write_entry

    if not BY_KIND["question"].objects.filter(code="where").exists():
        pair = {"en": "Where", "fr": "Où"}
        approve_as_starter(write_entry("question", "where", {"title": pair, "short": pair, "order": 900}))
        for code, unsure in (("here", False), ("elsewhere", False), ("unsure-where", True)):
            words = {"question": "where", "label": pair, "short": pair, "unsure": unsure}
            approve_as_starter(write_entry("choice", code, words))
    return content


def _seconds(do, times):
    took = []
    for _ in range(times):
        started = time.process_time()
        do()
        took.append(time.process_time() - started)
    return statistics.median(took)


if __name__ == "__main__":
    main()
