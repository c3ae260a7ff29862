"""What grows when the guide grows: 30 → 3,000 sections, 1 → 500 editions. `python -m
tools.benchmarks.growth`. With `--paths`: 125 paths and 150 sections, on the pages of the desk that
grow with both.

Times are CPU time of this process, so that others on the machine count for little.
"""

import os
import statistics
import sys
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
        paths() if "--paths" in sys.argv else _measure()


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
    print(
        f"{'sections':>9}{'editions':>9}{'result ms':>11}{'publish s':>11}{'desk s':>8}{'warm start ms':>15}"
    )

    def row(publishing):
        current.forget()
        started = time.process_time()
        current.live_edition()
        warm = (time.process_time() - started) * 1000
        reader = Client()
        desk = _seconds(lambda: staff.get("/admin/"), 3)
        assert all(
            b'id="outlook"' in reader.get(page).content for page in PAGES
        )  # they are results, not questions
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


def paths():
    """Three questions of five answers (125 paths) and 150 sections: the pages of the desk that grow
    with both.
    """
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from guide.models import Choice, Question, Section
    from guide.publishing.actions import approve_as_starter, publish
    from guide.publishing.write import write_entry

    call_command("migrate", verbosity=0)
    call_command("load_starter", verbosity=0)
    pair = {"en": "More", "fr": "Plus"}
    approve_as_starter(
        write_entry("question", "more", {"title": pair, "short": pair, "order": 900})
    )
    for question in Question.objects.all():
        for number in range(Choice.objects.filter(question=question).count(), 5):
            words = {"question": question.code, "label": pair, "short": pair}
            words["unsure"] = question.code == "more" and number == 4
            approve_as_starter(write_entry("choice", f"{question.code}-{number}", words))
    _more_sections(150)
    publish(None)
    section = _edit_a_section()
    staff = Client()
    staff.force_login(User.objects.create_superuser("staff"))
    edit = f"/admin/guide/section/{section.pk}/change/"
    print(f"{len(_all_paths())} paths, {Section.objects.count()} sections")
    for address in (edit, "/admin/coverage/", "/admin/publish/", "/en/treatments/at-a-glance/"):
        first = _seconds(lambda page=address: staff.get(page), 1)
        again = _seconds(lambda page=address: staff.get(page), 3)
        size = len(staff.get(address).content) / 1000
        print(f"{address:40}{first:8.2f} s at first{again:8.2f} s again{size:8.0f} kB", flush=True)
    _edit_a_section()
    after_an_edit = _seconds(lambda: staff.get("/admin/publish/"), 1)
    print(f"/admin/publish/ after one more edit     {after_an_edit:8.2f} s", flush=True)


def _edit_a_section():
    """One that is read on every path."""
    from guide.models import Section
    from guide.publishing.actions import approve_as_starter

    section = Section.objects.with_links().first()
    section.title_en += " again"
    section.save()
    approve_as_starter(section)
    return section


def _all_paths():
    from guide.edition.current import live_edition
    from guide.edition.path import all_paths

    return all_paths(live_edition().guide("en"))


def _more_sections(count):
    from guide.models import Choice, Section
    from guide.publishing.actions import approve_as_starter
    from guide.publishing.write import write_entry

    patterns = list(Section.objects.with_links().filter(kind="options"))
    risks = [choice.code for choice in Choice.objects.filter(question__code="risk")]
    places = [choice.code for choice in Choice.objects.filter(question__code="place")]
    for number in range(Section.objects.count(), count):
        content = patterns[number % len(patterns)].content()
        content["choices"] = sorted({risks[number % len(risks)], places[number // 5 % len(places)]})
        approve_as_starter(write_entry("section", f"more-{number}", content))


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
        content["choices"] = sorted(
            {risks[number % len(risks)], places[number % len(places)], "elsewhere"}
        )
        approve_as_starter(write_entry("section", f"more-{number}", _elsewhere(content)))


def _elsewhere(content):
    from guide.models import BY_KIND
    from guide.publishing.actions import approve_as_starter
    from guide.publishing.write import write_entry

    if not BY_KIND["question"].objects.filter(code="where").exists():
        pair = {"en": "Where", "fr": "Où"}
        approve_as_starter(
            write_entry("question", "where", {"title": pair, "short": pair, "order": 900})
        )
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
