"""Measures the sheets of the starter: pages, weight, size of text, white at the edges, tags.

    python -m tools.paper_matrix            every fifth sheet of the matrix
    python -m tools.paper_matrix --every 1  all of it: 20 paths in each language, size, paper, copy
    python -m tools.paper_matrix --every 1 --keep DIR   the same; the files are kept there

A line for each sort of sheet: how many pages, how many of them keep to the aim of three pages (four
where an answer is open, twice that in large print and twice in two languages), and the largest
file; then one for each sheet that does not hold what docs/printing.md promises. It is run, not
collected by the tests.
"""

import argparse
import io
import itertools
import json
import os
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

MM = 72 / 25.4
MOST_BYTES = 150_000
WARD = {
    "order": 1,
    "reviewed": None,
    "name": {"en": "8A, Oncology", "fr": "8A, oncologie"},
    "hospital": {"en": "Example Children’s Hospital", "fr": "Hôpital pour enfants Exemple"},
    "hours": {"en": "Monday to Friday, 8 to 4", "fr": "Du lundi au vendredi, de 8 h à 16 h"},
    "day_phone": "555-555-0100",
    "night_phone": "555-555-0101",
    "fever_line": "555-555-0102",
    "interpreter_line": "555-555-0103",
    "fever_temperature": {"en": "38.0 °C", "fr": "38,0 °C"},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=5, help="one of so many sheets")
    parser.add_argument("--keep", type=Path, help="a folder to keep the files in")
    args = parser.parse_args()
    every = args.every
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rnbsite.settings")
    import django

    django.setup()
    from guide.handout.build import make_sheet
    from guide.handout.pdf import print_sheet
    from tools.benchmarks.handouts import SITE

    edition = edition_with_ward()
    found = defaultdict(list)
    faults = []
    chosen = itertools.islice(matrix(edition), 0, None, every)
    for number, (path, options) in enumerate(chosen, 1):
        sheet = make_sheet(edition, path.codes, options, SITE)
        pdf = print_sheet(sheet)
        count, wrong = looked_at(pdf, sheet)
        if args.keep:
            (args.keep / f"{number:03}.pdf").write_bytes(pdf)
        copy = options.copy if options.copy != "family" else ("ward" if options.ward else "plain")
        answers = "open" if path.is_unsure else "known"
        sort = ("+".join(options.languages), options.text, answers, copy)
        found[sort].append((count, count <= aim(path, options), len(pdf)))
        faults += [f"{path.address} {options}: {what}" for what in wrong]
    print("| languages | print | answers | copy | sheets | pages | within the aim | largest |")
    print("|---|---|---|---|---|---|---|---|")
    for sort, sheets in sorted(found.items()):
        counts = [pages for pages, _, _ in sheets]
        kept = sum(is_kept for _, is_kept, _ in sheets)
        largest = max(size for _, _, size in sheets) / 1000
        told = f"{min(counts)} to {max(counts)} | {kept} of {len(sheets)} | {largest:.0f} kB"
        print(f"| {' | '.join(sort)} | {len(sheets)} | {told} |")
    for fault in faults:
        print(fault)
    sys.exit(bool(faults))


def aim(path, options):
    """How many pages are aimed at."""
    if options.copy == "nurse":
        return 1
    pages = 4 if path.is_unsure else 3
    return pages * len(options.languages) * (2 if options.text == "large" else 1)


def edition_with_ward():
    from tools.benchmarks.handouts import starter_edition

    edition = starter_edition()
    content = json.loads(edition.text)
    content["entries"]["ward"] = {"east": WARD}
    return replace(edition, content=content, _guides={})


def matrix(edition):
    """(path, Options) of every sheet."""
    from guide.edition.path import all_paths
    from guide.handout.options import Options

    kinds = ({}, {"ward": "east"}, {"ward": "east", "copy": "nurse"})
    languages = (("en",), ("fr",), ("en", "fr"))
    for path in all_paths(edition.guide("en")):
        for chosen in itertools.product(languages, ("normal", "large"), ("letter", "a4"), kinds):
            language, text, paper, kind = chosen
            yield path, Options(language, text=text, paper=paper, **kind)


def looked_at(pdf, sheet):
    """(pages, what does not hold)."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(pdf))
    wrong = []
    if sheet.pages and len(reader.pages) > sheet.pages:
        wrong.append(f"{len(reader.pages)} pages, {sheet.pages} meant")
    if len(pdf) > MOST_BYTES:
        wrong.append(f"{len(pdf)} bytes")
    root = reader.trailer["/Root"]
    for name in ("/Lang", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences", "/Metadata"):
        if name not in root:
            wrong.append(f"no {name}")
    for number, page in enumerate(reader.pages, 1):
        left, lowest = edges(page)
        if left < 20 * MM - 1:
            wrong.append(f"page {number} begins {left / MM:.1f} mm from the left edge")
        if lowest < 6 * MM:
            wrong.append(f"page {number} ends {lowest / MM:.1f} mm above its foot")
    return len(reader.pages), wrong


def edges(page):
    """(left, lowest): the smallest distances of words from the left edge and the foot, in
    points.
    """
    left = []
    lowest = []

    def visit(text, matrix, text_matrix, font, size):
        if text.strip():
            left.append(text_matrix[4] * matrix[0] + matrix[4])
            lowest.append(text_matrix[5] * matrix[3] + matrix[5])

    page.extract_text(visitor_text=visit)
    return min(left, default=999), min(lowest, default=999)


if __name__ == "__main__":
    main()
