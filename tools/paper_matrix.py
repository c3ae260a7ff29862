"""Measures the sheets of the starter: pages, weight, edges, lines, squares, white holes.

    python -m tools.paper_matrix            every fifth sheet of the matrix
    python -m tools.paper_matrix --every 1  all of it: 20 paths in each language, size, paper, copy
    python -m tools.paper_matrix --every 1 --keep DIR   the same; the files are kept there

A line for each sort of sheet: how many pages, how many of them keep to the aim of three pages (four
where an answer is open, twice that in large print and twice in two languages), and the largest
file; then the least edge and the like of all of them, and a line for each sheet that does not hold
what docs/printing.md promises. It is run, not collected by the tests. What is kept can be given to
tools.verapdf.
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

import pikepdf

from .paper_seen import seen

ROOT = ("/Lang", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences", "/Metadata")
# What docs/printing.md promises, in millimetres; lines stand this part of their size apart.
MOST_BYTES = 150_000
LEFT = 20
FOOT = 6
SQUARE = 18
HOLE = 25
APART = 1.245
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
    measures = []
    chosen = itertools.islice(matrix(edition), 0, None, every)
    for number, (path, options) in enumerate(chosen, 1):
        sheet = make_sheet(edition, path.codes, options, SITE)
        pdf = print_sheet(sheet)
        count, measured, wrong = looked_at(pdf, sheet)
        measures.append(measured)
        if args.keep:
            (args.keep / f"{number:03}.pdf").write_bytes(pdf)
        copy = options.copy if options.copy != "family" else ("ward" if options.ward else "plain")
        answers = "open" if path.is_unsure else "known"
        sort = ("+".join(options.languages), options.text, answers, copy)
        found[sort].append((count, count <= aim(path, options), len(pdf)))
        faults += [f"{path.address} {told_options(options)}: {what}" for what in wrong]
    print("| languages | print | answers | copy | sheets | pages | within the aim | largest |")
    print("|---|---|---|---|---|---|---|---|")
    for sort, sheets in sorted(found.items()):
        counts = [pages for pages, _, _ in sheets]
        kept = sum(is_kept for _, is_kept, _ in sheets)
        largest = max(size for _, _, size in sheets) / 1000
        told = f"{min(counts)} to {max(counts)} | {kept} of {len(sheets)} | {largest:.0f} kB"
        print(f"| {' | '.join(sort)} | {len(sheets)} | {told} |")
    print(told_measures(measures))
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
    """(pages, what is measured, what does not hold)."""
    measured = seen(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = len(file.pages)
        root = file.Root
        wrong = [f"no {name}" for name in ROOT if name not in root]
    if sheet.pages and pages > sheet.pages:
        wrong.append(f"{pages} pages, {sheet.pages} meant")
    if len(pdf) > MOST_BYTES:
        wrong.append(f"{len(pdf)} bytes")
    wrong += broken_measures(measured)
    if measured.squares and sheet.check not in measured.squares:
        wrong.append("the square that checks the sheet is not read from a grey copy")
    return pages, measured, wrong


def broken_measures(measured):
    bounds = (
        (measured.left >= LEFT - 0.1, f"words begin {measured.left:.1f} mm from the left edge"),
        (measured.foot >= FOOT, f"words end {measured.foot:.1f} mm above the foot"),
        (measured.apart >= APART, f"lines stand {measured.apart:.2f} of their size apart"),
        (not measured.square or measured.square >= SQUARE, f"a square of {measured.square:.1f} mm"),
        (measured.hole <= HOLE, f"{measured.hole:.0f} mm of white"),
    )
    return [told for holds, told in bounds if not holds]


def told_measures(measured):
    """A line of the least of all sheets."""
    squares = [one.square for one in measured if one.square]
    least_left = min(one.left for one in measured)
    least_foot = min(one.foot for one in measured)
    least_apart = min(one.apart for one in measured)
    most_white = max(one.hole for one in measured)
    return (
        f"Of {len(measured)} sheets: words begin {least_left:.1f} mm or more from the left edge,"
        f" and end {least_foot:.1f} mm or more above the foot; lines stand {least_apart:.2f} of"
        f" their size apart or more; {len(squares)} squares are read from a grey copy, the least"
        f" of {min(squares, default=0):.1f} mm; the tallest white has {most_white:.0f} mm."
    )


def told_options(options):
    chosen = ("+".join(options.languages), options.text, options.paper, options.copy)
    return " ".join((*chosen, options.ward)).strip()


if __name__ == "__main__":
    main()
